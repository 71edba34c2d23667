/** Doubles the quotes of a name, so that it is one identifier whatever it holds. */
export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
