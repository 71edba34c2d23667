import type { SourceTable } from "../profiling/source-table.js";

/** The columns that name a row: the primary key, or else the first unique one, if they may be read. */
export function keyColumns(table: SourceTable): readonly string[] {
  const readable = new Set(table.columns.filter((column) => column.skippedReason === null).map(({ name }) => name));
  return table.declaredKeys.find((key) => key.every((name) => readable.has(name))) ?? [];
}
