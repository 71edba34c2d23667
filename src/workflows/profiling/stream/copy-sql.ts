import type { StreamColumn } from "./stream-column.js";

/** `COPY`, in PostgreSQL's text format, of the columns `from` a table with the alias `r`, of all rows or of those that `where` leaves. */
export function copySql(columns: readonly StreamColumn[], from: string, where = ""): string {
  // The line of a lone empty text would be empty, and a table without columns has rows too.
  const fields = [...columns.map(({ select }) => select), ...(columns.length < 2 ? ["1"] : [])];
  return `COPY (SELECT ${fields.join(", ")} FROM ${from}${where}) TO STDOUT`;
}

/** Conditions that share a table's pages out; old versions of rows stay in place, so one snapshot sees each row once. */
export function pageRanges(pages: number, ranges: number, alias = "r"): string[] {
  const cuts = Array.from({ length: ranges - 1 }, (_, index) => Math.floor((pages * (index + 1)) / ranges));
  return Array.from({ length: ranges }, (_, index) => {
    const conditions = [
      ...(index > 0 ? [`${alias}.ctid >= '(${cuts[index - 1]},0)'`] : []),
      ...(index < cuts.length ? [`${alias}.ctid < '(${cuts[index]},0)'`] : []),
    ];
    return conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
  });
}

const ESCAPED: Readonly<Record<string, number>> = { b: 8, f: 12, n: 10, r: 13, t: 9, v: 11 };

/** DuckDB's expression of the text that COPY has written as `field`: a backslash as two, control characters by letter. */
export function unescaped(field: string): string {
  // Between doubled backslashes every other one begins the name of a control character.
  const part = Object.entries(ESCAPED).reduce(
    (text, [letter, code]) => `replace(${text}, '\\${letter}', chr(${code}))`,
    "part",
  );
  const parts = `list_transform(string_split(${field}, '\\\\'), lambda part: ${part})`;
  return `CASE WHEN contains(${field}, '\\') THEN array_to_string(${parts}, '\\') ELSE ${field} END`;
}
