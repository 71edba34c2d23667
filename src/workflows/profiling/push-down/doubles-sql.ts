import { histogramBounds } from "../histogram.js";
import { type Scale, scaleOf } from "./number-sql.js";
import type { PushDownColumn } from "./push-down-column.js";

/** What a column's statement needs to know of its doubles before. */
export interface Doubles {
  readonly low: number;
  readonly high: number;
  readonly scale: Scale;
  /** Lower bounds of the histogram's bars; empty where there is none. */
  readonly lowerBounds: readonly number[];
}

export type EndsRow = Record<string, string | null>;

/** Rows of the table, and the smallest and largest double of each column: one scan for many columns. */
export function endsSql(columns: readonly PushDownColumn[], from: string): string {
  const ends = columns.flatMap(({ ref, asDouble }, index) => {
    const x = asDouble?.(ref);
    return x ? [`min(${x}) AS low${index}`, `max(${x}) AS high${index}`] : [];
  });
  return `SELECT ${["count(*) AS rows", ...ends].join(", ")} FROM ${from}`;
}

/** Null where the column at this place has no finite doubles. */
export function doublesOf(row: EndsRow, index: number, areTimes: boolean): Doubles | null {
  const [low, high] = [row[`low${index}`], row[`high${index}`]].map((end) => (end == null ? Number.NaN : Number(end)));
  if (low === undefined || high === undefined || Number.isNaN(low)) return null;
  const bounds = histogramBounds(low, high, areTimes) ?? [];
  return { low, high, scale: scaleOf(low, high), lowerBounds: bounds.slice(0, -1) };
}
