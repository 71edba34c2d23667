import type { SourceColumn } from "../../profiling/source-table.js";
import { SIGNED } from "../names.js";
import type { NumberStatistics } from "../statistics/column-statistics.js";
import { beyond, isWall, lowerTail, printed, roundDown, roundUp, upperTail } from "./headroom.js";
import type { TextBounds } from "./range.js";

export interface BoundsInput {
  readonly bounds: { readonly min: number; readonly max: number };
  readonly number: NumberStatistics;
  readonly distinct: number;
  readonly column: SourceColumn;
  readonly words: readonly string[];
  readonly isId: boolean;
}

/** Up to here a signed integer type goes. */
const INTEGERS: Readonly<Record<string, number>> = { int2: 32_767, int4: 2_147_483_647, int8: 9e15 };
const EARLIEST_YEAR = 1000;
const LATEST_YEAR = 2999;

export function numberBounds(input: BoundsInput): TextBounds {
  const { bounds, words, isId } = input;
  if (isId) return bounds.min >= 0 ? { min: bounds.min >= 1 ? "1" : "0", max: null, why: [NOT_NEGATIVE] } : NONE;
  const known = wellKnown(words, bounds);
  if (known) return known;
  const lower = lowerBound(input);
  const upper = upperBound(input);
  return {
    min: lower === undefined ? null : printed(lower.value),
    max: upper === undefined ? null : printed(upper.value),
    why: [...(lower ? [lower.why] : []), ...(upper ? [upper.why] : [])],
  };
}

const NONE: TextBounds = { min: null, max: null, why: [] };
const NOT_NEGATIVE = "No value is below zero.";

interface Bound {
  readonly value: number;
  readonly why: string;
}

function lowerBound({ bounds, number, distinct, words, column }: BoundsInput): Bound | undefined {
  const tail = lowerTail(bounds, number, distinct);
  if (isWall(tail))
    return { value: bounds.min, why: `${number.atMin} of ${number.count} rows stand right at the smallest value.` };
  const next = beyond(tail);
  const value = next === undefined ? undefined : whole(roundDown(-next), column, Math.floor);
  if (bounds.min >= 0 && !SIGNED.in(words) && (value === undefined || value <= 0 || bounds.min === 0)) {
    return { value: 0, why: NOT_NEGATIVE };
  }
  if (value === undefined || value <= -largest(column)) return undefined;
  return {
    value,
    why: "The lower bound leaves room below the smallest value, as much as the values' spread asks for.",
  };
}

function upperBound({ bounds, number, distinct, column }: BoundsInput): Bound | undefined {
  const tail = upperTail(bounds, number, distinct);
  if (bounds.max <= 0 && isWall(tail))
    return { value: bounds.max, why: "No value is above the largest, where many rows stand." };
  if (isWall(tail))
    return { value: bounds.max, why: `${number.atMax} of ${number.count} rows stand right at the largest value.` };
  if (bounds.min >= 0 && bounds.max <= 1 && !number.whole)
    return { value: 1, why: "All values are shares between 0 and 1." };
  const next = beyond(tail);
  if (next === undefined) return undefined;
  const value = whole(roundUp(next), column, Math.ceil);
  if (value >= largest(column)) return undefined;
  return { value, why: "The upper bound leaves room above the largest value, as much as the values' spread asks for." };
}

/** What the type itself doesn't take. */
function largest({ baseType, typmod }: SourceColumn): number {
  const integer = INTEGERS[baseType];
  if (integer !== undefined) return integer;
  if (baseType !== "numeric" || typmod < 4) return Number.MAX_VALUE;
  const precision = ((typmod - 4) >> 16) & 0xffff;
  const scale = (typmod - 4) & 0x7ff;
  return scale > precision ? 1 : 10 ** (precision - scale) * (1 - 1e-9);
}

const whole = (value: number, { baseType }: SourceColumn, round: (value: number) => number): number =>
  baseType in INTEGERS || baseType === "oid" ? round(value) : value;

function wellKnown(words: readonly string[], { min, max }: BoundsInput["bounds"]): TextBounds | undefined {
  const has = (...some: string[]) => some.some((word) => words.includes(word));
  const within = (low: number, high: number, what: string): TextBounds | undefined =>
    min >= low && max <= high
      ? { min: String(low), max: String(high), why: [`Its name says that it is ${what}, and all values fit.`] }
      : undefined;
  if (has("latitude", "lat")) return within(-90, 90, "a latitude");
  if (has("longitude", "lon", "lng", "long")) return within(-180, 180, "a longitude");
  if (has("percent", "percentage", "pct", "prozent") && max > 1) return within(0, 100, "a percentage");
  if (has("month", "monat", "mois") && min >= 1) return within(1, 12, "a month");
  if (has("year", "jahr", "annee", "ano") && min >= EARLIEST_YEAR && max <= LATEST_YEAR) {
    const room = Math.max(10, Math.ceil((max - min) / 2));
    const low = Math.floor((min - room) / 10) * 10;
    const high = Math.ceil((max + Math.min(room, 20)) / 5) * 5;
    return within(low, high, "a year");
  }
  return undefined;
}
