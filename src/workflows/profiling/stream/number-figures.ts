import type { RawFigures } from "../figures.js";
import { histogramBounds } from "../histogram.js";
import { scaleOf } from "../push-down/number-sql.js";
import { count, type Duck } from "./duck.js";
import type { StreamColumn } from "./stream-column.js";

/** A distance from the mean that differs from two standard deviations by less than this share is no outlier's. */
const ROUNDING = 1e-9;

const double = (value: number) => `'${value}'::DOUBLE`;

/** Moments, outliers and histogram, over the finite doubles of `g`. */
export async function numberFigures(
  duck: Duck,
  column: StreamColumn,
): Promise<Pick<RawFigures, "mean" | "standardDeviation" | "outliers" | "histogram">> {
  const x = column.double!("v");
  const { low, high } = (await duck.row(`SELECT min(${x}) AS low, max(${x}) AS high FROM g`)) as Record<string, number>;
  if (low == null || high == null) return {};
  const areTimes = column.column.kind === "time";
  const bars = await barsOf(duck, x, histogramBounds(low, high, areTimes));
  return { histogram: bars && { low, high, rows: bars }, ...(areTimes ? {} : await moments(duck, x, low, high)) };
}

/** A value is in the last bar that begins at or below it. */
async function barsOf(duck: Duck, x: string, bounds: readonly number[] | null): Promise<number[] | null> {
  if (!bounds) return null;
  const inner = bounds.slice(1, -1).map((bound) => `(x >= ${double(bound)})::INTEGER`);
  const rows = await duck.rows(`SELECT ${["0", ...inner].join(" + ")} AS bar, sum(n) AS n
    FROM (SELECT ${x} AS x, n FROM g) WHERE x IS NOT NULL GROUP BY 1`);
  const bars = bounds.slice(1).map(() => 0);
  for (const { bar, n } of rows) bars[count(bar)] = count(n);
  return bars;
}

/**
 * In units near the largest value, from the smallest value up: so nothing overflows, and the squares keep the digits that
 * the variance is made of.
 */
async function moments(duck: Duck, x: string, low: number, high: number) {
  const { unit, least } = scaleOf(low, high);
  const y = `(SELECT ${x} / ${double(unit)} - ${double(least)} AS y, n FROM g) WHERE y IS NOT NULL`;
  const { rows, mean } = (await duck.row(`SELECT sum(n)::DOUBLE AS rows, fsum(n * y) / sum(n) AS mean FROM ${y}`)) as {
    rows: number;
    mean: number;
  };
  const { squares } = (await duck.row(`SELECT fsum(n * (y - ${double(mean)}) ** 2) AS squares FROM ${y}`)) as {
    squares: number;
  };
  const deviation = rows > 1 ? Math.sqrt(squares / (rows - 1)) : null;
  const standardDeviation = deviation === null ? null : deviation * unit;
  return {
    mean: (mean + least) * unit,
    standardDeviation: standardDeviation !== null && Number.isFinite(standardDeviation) ? standardDeviation : null,
    outliers: deviation === null ? null : await outside(duck, y, mean, 2 * deviation * (1 + ROUNDING)),
  };
}

async function outside(duck: Duck, y: string, mean: number, distance: number): Promise<number> {
  const { n } = await duck.row(`SELECT sum(n) AS n FROM ${y} AND abs(y - ${double(mean)}) > ${double(distance)}`);
  return count(n);
}

/** Of types that have such values; a table whose decimals have some isn't read this way. */
export async function nonFinite(duck: Duck, text: string): Promise<NonNullable<RawFigures["nonFinite"]>> {
  const words = ["nan", "infinity", "-infinity"];
  const rows = await duck.rows(
    `SELECT lower(${text}) AS t, sum(n) AS n FROM g WHERE lower(${text}) IN ('${words.join("', '")}') GROUP BY 1`,
  );
  const [nan, positiveInfinity, negativeInfinity] = words.map((word) =>
    count(rows.find(({ t }) => t === word)?.n ?? null),
  );
  return { nan: nan!, positiveInfinity: positiveInfinity!, negativeInfinity: negativeInfinity! };
}
