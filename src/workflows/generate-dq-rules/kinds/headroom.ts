import type { NumberStatistics } from "../statistics/column-statistics.js";

/** Numbers, seen towards larger ones; for the lower bound all signs are turned. */
export interface Tail {
  readonly max: number;
  /** At 5 %. */
  readonly low: number;
  readonly median: number;
  /** At 95 and 99 %. */
  readonly q95: number;
  readonly q99: number;
  readonly atMax: number;
  readonly count: number;
  readonly distinct: number;
}

export function upperTail({ min, max }: Bounds, { quantiles, atMax, count }: NumberStatistics, distinct: number): Tail {
  const [, low, median, q95, q99] = quantiles;
  return { max: Math.max(min, max), low, median, q95, q99, atMax, count, distinct };
}

export function lowerTail({ min }: Bounds, { quantiles, atMin, count }: NumberStatistics, distinct: number): Tail {
  const [q1, q5, median, q95] = quantiles;
  return { max: -min, low: -q95, median: -median, q95: -q5, q99: -q1, atMax: atMin, count, distinct };
}

interface Bounds {
  readonly min: number;
  readonly max: number;
}

/** Whether the largest value is a wall: very many rows stand right there, as with the best mark or with 100 %. */
export function isWall({ atMax, count, distinct }: Tail): boolean {
  return count >= 40 && distinct <= 200 && atMax >= Math.max(8, 0.03 * count) && atMax >= (0.3 * count) / distinct;
}

const MANY = 500;
/** A largest value so many times as large as nearly all others belongs to a tail that goes on. */
const LONG_TAIL = 2.5;
const ENDLESS_TAIL = 30;
/** Values that spread so many times as far above the middle as below it are skewed: the largest may well be larger. */
const SKEW = 4;
const SKEWED_TIMES = 5;
const MOST_TIMES = 10;

/**
 * How far values that nobody has seen may lie beyond the largest that was seen. Half of the way from the middle to it, or
 * three times the last hundredth's way: what a uniform, normal or exponential distribution does not reach in as many rows
 * again. Where the last values run away the way is multiplied rather than added. Undefined where they don't stop.
 */
export function beyond(tail: Tail): number | undefined {
  const { max, low, median, q95, q99, count, distinct } = tail;
  const nearly = count >= MANY ? q99 : q95;
  if (nearly > 0 && max / nearly > LONG_TAIL) {
    const times = max / nearly;
    return times > ENDLESS_TAIL ? undefined : max * Math.min(MOST_TIMES, Math.max(times ** 1.6, SKEWED_TIMES));
  }
  const spread = max - median;
  const skewed = nearly > 0 && nearly - median > SKEW * (median - low) ? SKEWED_TIMES * max : max;
  const few = distinct <= 3 ? 0.5 * Math.abs(max) + 1 : 0;
  return Math.max(skewed, max + Math.max(count >= 100 ? 0.5 * spread : 1.5 * spread, 3 * (max - nearly), few));
}

const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The next round number away from zero or towards it: what is shown is no value of the data. */
export function roundUp(value: number): number {
  if (value === 0) return 0;
  if (value < 0) return -roundDown(-value);
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.find((each) => each * unit >= value * (1 - 1e-12)) ?? 10;
  return Number((step * unit).toPrecision(2));
}

export function roundDown(value: number): number {
  if (value === 0) return 0;
  if (value < 0) return -roundUp(-value);
  const unit = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.findLast((each) => each * unit <= value * (1 + 1e-12)) ?? 1;
  return Number((step * unit).toPrecision(2));
}

/** In full, as PostgreSQL reads every type of number: without an exponent. */
export function printed(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  if (Number.isInteger(value)) return BigInt(value).toString();
  return value.toFixed(20).replace(/0+$/, "").replace(/\.$/, "");
}
