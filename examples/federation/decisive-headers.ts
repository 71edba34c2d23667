/** What the gateway decides by: whoever stands between it and a client hands on all of them. */
const DECISIVE = ["authorization", "x-project-id"];

/** Those that a request has. */
export function decisive(sent: (name: string) => string | string[] | null | undefined): Record<string, string> {
  return Object.fromEntries(
    DECISIVE.flatMap((name) => {
      const value = sent(name);
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
