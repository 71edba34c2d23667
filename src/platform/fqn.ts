/** The parts of a fully qualified name: service, database, schema, table, column; the first always there. */
export type Fqn = readonly [string, ...string[]];

export const FQN_LEVELS = ["SERVICE", "DATABASE", "SCHEMA", "TABLE", "COLUMN"] as const;

export class FqnError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "FqnError";
  }
}

const MAX_PARTS = FQN_LEVELS.length;
/** PostgreSQL cuts longer identifiers off silently, and would then read another object. */
const MAX_BYTES = 63;

/** Parses `service[.database[.schema[.table[.column]]]]`; a part in double quotes may hold dots and doubled quotes. */
export function parseFqn(text: string): Fqn {
  if (text.length > 2000) throw new FqnError("The name is too long.");
  const parts: string[] = [];
  let at = 0;
  while (true) {
    const [part, end] = text[at] === '"' ? quotedPart(text, at) : plainPart(text, at);
    parts.push(checkPart(part));
    if (end === text.length) break;
    if (text[end] !== ".") throw new FqnError(`After a quoted part a dot must follow, at character ${end + 1}.`);
    at = end + 1;
  }
  if (parts.length > MAX_PARTS)
    throw new FqnError(`A name has at most ${MAX_PARTS} parts: service.database.schema.table.column.`);
  return parts as [string, ...string[]];
}

function plainPart(text: string, start: number): [string, number] {
  let end = start;
  while (end < text.length && text[end] !== ".") {
    if (text[end] === '"')
      throw new FqnError(
        `A double quote at character ${end + 1}: write the whole part in double quotes and double it.`,
      );
    end++;
  }
  return [text.slice(start, end), end];
}

function quotedPart(text: string, start: number): [string, number] {
  let part = "";
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] !== '"') part += text[at];
    else if (text[at + 1] === '"') {
      part += '"';
      at++;
    } else return [part, at + 1];
  }
  throw new FqnError("A double quote is not closed.");
}

function checkPart(part: string): string {
  if (part === "") throw new FqnError("A part of the name is empty.");
  if (part.includes("\0")) throw new FqnError("A part of the name holds a NUL character.");
  if (Buffer.byteLength(part) > MAX_BYTES) throw new FqnError(`A part of the name is longer than ${MAX_BYTES} bytes.`);
  return part;
}

/** Prints a name so that `parseFqn` gives the same parts back. */
export function formatFqn(fqn: Fqn): string {
  return fqn.map((part) => (/[."]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part)).join(".");
}

export type FqnLevel = (typeof FQN_LEVELS)[number];

export const levelOf = (fqn: Fqn): FqnLevel => FQN_LEVELS[fqn.length - 1]!;

/** Whether `inner` is `outer` or lies under it. */
export const liesUnder = (inner: Fqn, outer: Fqn): boolean => outer.every((part, index) => inner[index] === part);
