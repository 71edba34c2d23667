import type { RawFigures } from "../figures.js";
import { histogramBounds } from "../histogram.js";
import { hasNonFinite } from "../push-down/as-double.js";
import { scaleOf } from "../push-down/number-sql.js";
import { count, type Duck } from "./duck.js";
import type { Groups } from "./groups.js";
import type { StreamColumn } from "./stream-column.js";

type NumberFigures = Pick<RawFigures, "mean" | "standardDeviation" | "outliers" | "histogram" | "nonFinite">;

/** A distance from the mean that differs from two standard deviations by less than this share is no outlier's. */
const ROUNDING = 1e-9;
const WORDS = ["nan", "infinity", "-infinity"] as const;

const double = (value: number) => `'${value}'::DOUBLE`;

/** Moments, outliers and histogram, over the finite doubles of `g`, and what of its values is not finite. */
export async function numberFigures(duck: Duck, { column }: StreamColumn, groups: Groups): Promise<NumberFigures> {
  const ends = await duck.row("SELECT min(x) AS low, max(x) AS high, count(*) FILTER (x IS NULL) AS odd FROM g");
  const odd = count(ends.odd);
  const nonFinite = hasNonFinite(column.baseType) ? await nonFiniteCounts(duck, groups, odd) : undefined;
  const { low, high } = ends as { low: number | null; high: number | null };
  if (low === null || high === null) return { nonFinite };
  const areTimes = column.kind === "time";
  return {
    nonFinite,
    histogram: await histogram(duck, low, high, areTimes),
    ...(areTimes ? {} : await moments(duck, low, high)),
  };
}

/** A value is in the last bar that begins at or below it. */
async function histogram(duck: Duck, low: number, high: number, areTimes: boolean): Promise<RawFigures["histogram"]> {
  const bounds = histogramBounds(low, high, areTimes);
  if (!bounds) return null;
  const inner = bounds.slice(1, -1).map((bound, index) => `sum(n) FILTER (x >= ${double(bound)}) AS from${index + 1}`);
  const row = await duck.row(`SELECT ${["sum(n) FILTER (x IS NOT NULL) AS from0", ...inner].join(", ")} FROM g`);
  const from = (bar: number) => count(row[`from${bar}`] ?? null);
  return { low, high, rows: bounds.slice(1).map((_, bar) => from(bar) - from(bar + 1)) };
}

/**
 * In units near the largest value, from the smallest value up: so nothing overflows, and the squares keep the digits that
 * the variance is made of.
 */
async function moments(duck: Duck, low: number, high: number): Promise<NumberFigures> {
  const { unit, least } = scaleOf(low, high);
  const y = `(SELECT x / ${double(unit)} - ${double(least)} AS y, n FROM g WHERE x IS NOT NULL)`;
  const sums = await duck.row(`SELECT sum(n)::DOUBLE AS rows, fsum(n * y) / sum(n) AS mean FROM ${y}`);
  const { rows, mean } = sums as { rows: number; mean: number };
  const distance = `(y - ${double(mean)})`;
  const { squares } = await duck.row(`SELECT fsum(n * ${distance} * ${distance}) AS squares FROM ${y}`);
  if (rows < 2) return { mean: (mean + least) * unit };
  const deviation = Math.sqrt(Number(squares) / (rows - 1));
  const standardDeviation = deviation * unit;
  const far = `abs(${distance}) > ${double(2 * deviation * (1 + ROUNDING))}`;
  const outliers = await duck.row(`SELECT sum(n) AS n FROM ${y} WHERE ${far}`);
  return {
    mean: (mean + least) * unit,
    standardDeviation: Number.isFinite(standardDeviation) ? standardDeviation : null,
    outliers: count(outliers.n),
  };
}

async function nonFiniteCounts(
  duck: Duck,
  { text }: Groups,
  odd: number,
): Promise<NonNullable<RawFigures["nonFinite"]>> {
  const rows =
    odd > 0 ? await duck.rows(`SELECT lower(${text}) AS t, sum(n) AS n FROM g WHERE x IS NULL GROUP BY 1`) : [];
  const [nan, positiveInfinity, negativeInfinity] = WORDS.map((word) =>
    count(rows.find(({ t }) => t === word)?.n ?? null),
  );
  return { nan: nan!, positiveInfinity: positiveInfinity!, negativeInfinity: negativeInfinity! };
}
