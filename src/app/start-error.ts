/** Why the process can't start, in one line that says what to do. */
export class StartError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "StartError";
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the host name can't be looked up",
  ETIMEDOUT: "it does not answer",
  ECONNRESET: "it closed the connection",
  "28P01": "it refuses the password",
  "28000": "it refuses the user",
  "3D000": "there is no such database",
  "53300": "it has too many connections already",
  "57P03": "it is starting up or shutting down",
  "42501": "the user lacks a right; it must own the database, or be allowed to create schemas in it",
};

/** One line on what is wrong with DATABASE_URL, with host and database but without the password. */
export function databaseProblem(url: string, error: unknown): StartError {
  const { code, message } = error as { code?: string; message?: string };
  const reason = REASONS[code ?? ""] ?? (message?.includes("timeout") ? "it does not answer" : (message ?? "unknown"));
  return new StartError(`The database ${placeOf(url)} can't be used: ${reason}.`, { cause: error });
}

function placeOf(url: string): string {
  try {
    const { hostname, port, pathname } = new URL(url);
    return `${pathname.slice(1) || "postgres"} on ${hostname}:${port || 5432}`;
  } catch {
    return "of DATABASE_URL";
  }
}
