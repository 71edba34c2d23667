import type { HistogramBin } from "../../assets/profile.model.js";

const BARS = 10;
/** Below this width one bar is all that arithmetic allows; beyond this size its steps overflow. */
const NARROWEST = 1e-300;
const LARGEST = 1e306;
/** Milliseconds on either side of 1970 that a JavaScript date can say. */
const LAST_DATE_MS = 8.64e15;

/** The bounds of a histogram's bars, the outer two included; null where there is none. docs/profiling.md has the rule. */
export function histogramBounds(low: number, high: number, areTimes: boolean): number[] | null {
  if (Math.abs(low) > LARGEST || Math.abs(high) > LARGEST) return null;
  if (areTimes && Math.max(Math.abs(low), Math.abs(high)) * 1000 > LAST_DATE_MS) return null;
  if (high - low < NARROWEST) return [low, high];
  const bounds = Array.from({ length: BARS }, (_, index) => low + ((high - low) * index) / BARS);
  return [...bounds, high];
}

/** With the rows of each bar, in order; a value belongs to the last bar whose lower bound is not above it. */
export function histogramBins(
  { low, high, rows }: { readonly low: number; readonly high: number; readonly rows: readonly number[] },
  areTimes: boolean,
): HistogramBin[] {
  const bounds = histogramBounds(low, high, areTimes);
  if (!bounds) return [];
  const print = areTimes ? (seconds: number) => new Date(Math.round(seconds * 1000)).toISOString() : String;
  return bounds.slice(1).map((upper, index) => ({
    lower: print(bounds[index]!),
    upper: print(upper),
    count: rows[index] ?? 0,
  }));
}
