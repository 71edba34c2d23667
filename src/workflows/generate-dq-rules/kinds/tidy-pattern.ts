import type { TextStatistics } from "../statistics/column-statistics.js";
import { NO_PLACEHOLDER } from "./placeholder.js";

/** Longer texts have lines. */
const LONGEST_MEAN = 60;
/** So few may be mistakes. */
const FEW = 0.01;

/** A regular expression for texts that say something: not blank, no placeholder, and no white space around where there is none. */
export function tidyPattern({ blank, padded, having, meanLength }: TextStatistics, rows: number): string | undefined {
  const few = (count: number) => count <= FEW * rows;
  if (!few(blank)) return undefined;
  const start = few(having.placeholder ?? 0) ? NO_PLACEHOLDER : "^";
  if (!few(padded) || meanLength > LONGEST_MEAN) return `${start}[[:space:]]*[^[:space:]]`;
  return `${start}[^[:space:]](?:.*[^[:space:]])?$`;
}
