/** Keys of JSON objects with the simple values that they have, in the order in which they come up; a cut off text gives what it has. */
export function jsonFields(texts: readonly string[]): Map<string, string[]> {
  const fields = new Map<string, string[]>();
  for (const text of texts) {
    for (const [, key, quoted, plain] of text.matchAll(FIELD)) {
      const name = key!.slice(0, 63);
      const values = fields.get(name) ?? (fields.size < MOST_KEYS ? [] : undefined);
      if (!values) continue;
      values.push(quoted === undefined ? plain! : unescaped(quoted));
      fields.set(name, values);
    }
  }
  return fields;
}

const MOST_KEYS = 50;
const FIELD = /"((?:[^"\\]|\\.){1,200}?)"\s*:\s*(?:"((?:[^"\\]|\\.)*)"|(-?\d[\d.eE+-]*|true|false))/g;

const unescaped = (quoted: string) =>
  quoted.replace(/\\(u[\da-fA-F]{4}|.)/g, (_, code: string) =>
    code.length > 1
      ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
      : code === "n" || code === "t"
        ? " "
        : code,
  );
