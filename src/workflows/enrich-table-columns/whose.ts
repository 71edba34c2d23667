import type { ColumnReading } from "./column-reading.js";

/** `of the order`, or `for each pair of actor and film`; nothing where it is not known whose the column is. */
export function whose({ one, pair }: ColumnReading): string {
  if (one !== null) return ` of the ${one}`;
  return pair === null ? "" : ` for the ${pair}`;
}
