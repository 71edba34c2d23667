import { beyond, lowerTail, type Tail, upperTail } from "./headroom.js";
import type { BoundsInput } from "./number-bounds.js";
import type { TextBounds } from "./range.js";

const YEAR_SECONDS = 365.25 * 86_400;
const EARLIEST = -62_135_596_800; // 0001-01-01
const LATEST = 253_402_300_800; // 10000-01-01
/** Times have no zero that multiples would start from: all are moved far beyond it. */
const FAR = 1e12;

/** Whole years with room: what is written years later, or was written years before, is rather a slip. */
export function timeBounds({ bounds, number, distinct, column }: BoundsInput): TextBounds {
  const span = bounds.max - bounds.min;
  const room = (tail: Tail) => Math.min(beyond(moved(tail))! - FAR - tail.max, span) + YEAR_SECONDS / 4;
  const earliest = bounds.min - room(lowerTail(bounds, number, distinct));
  const latest = bounds.max + room(upperTail(bounds, number, distinct)) + YEAR_SECONDS;
  const min = earliest <= EARLIEST ? null : startOfYear(new Date(earliest * 1000).getUTCFullYear(), column.baseType);
  const max = latest >= LATEST ? null : startOfYear(new Date(latest * 1000).getUTCFullYear() + 1, column.baseType);
  return {
    min,
    max,
    why: [
      ...(min === null ? [] : ["The lower bound is a year's start well before the earliest value."]),
      ...(max === null ? [] : ["The upper bound is a year's start more than a year after the latest value."]),
    ],
  };
}

const moved = (tail: Tail): Tail => ({
  ...tail,
  max: tail.max + FAR,
  low: tail.low + FAR,
  median: tail.median + FAR,
  q95: tail.q95 + FAR,
  q99: tail.q99 + FAR,
});

function startOfYear(year: number, type: string): string {
  const day = `${String(year).padStart(4, "0")}-01-01`;
  return type === "date" ? day : type === "timestamp" ? `${day} 00:00:00` : `${day} 00:00:00+00`;
}
