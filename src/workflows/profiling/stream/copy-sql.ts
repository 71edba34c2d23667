import type { StreamColumn } from "./stream-column.js";

/** `COPY` of the columns `from` a table with the alias `r`, of all rows or of those that `where` leaves. */
export function copySql(columns: readonly StreamColumn[], from: string, where = ""): string {
  // The line of a lone null would be empty, and a table without columns has rows too.
  const fields = [...columns.map(({ select }) => select), ...(columns.length < 2 ? ["1"] : [])];
  return `COPY (SELECT ${fields.join(", ")} FROM ${from}${where}) TO STDOUT (FORMAT csv)`;
}

/** Conditions that share a table's pages out; old versions of rows stay in place, so one snapshot sees each row once. */
export function pageRanges(pages: number, streams: number): string[] {
  const cuts = Array.from({ length: streams - 1 }, (_, index) => Math.floor((pages * (index + 1)) / streams));
  return Array.from({ length: streams }, (_, index) => {
    const conditions = [
      ...(index > 0 ? [`r.ctid >= '(${cuts[index - 1]},0)'`] : []),
      ...(index < cuts.length ? [`r.ctid < '(${cuts[index]},0)'`] : []),
    ];
    return conditions.length > 0 ? ` WHERE ${conditions.join(" AND ")}` : "";
  });
}
