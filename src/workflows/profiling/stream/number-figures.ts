import type { RawFigures } from "../figures.js";
import { histogramBounds } from "../histogram.js";
import { hasNonFinite } from "../push-down/as-double.js";
import { type Scale, scaleOf } from "../push-down/number-sql.js";
import { count, type Duck, type Row } from "./duck.js";
import type { Groups } from "./groups.js";
import type { StreamColumn } from "./stream-column.js";

type NumberFigures = Pick<RawFigures, "mean" | "standardDeviation" | "outliers" | "histogram" | "nonFinite">;

/** A distance from the mean that differs from two standard deviations by less than this share is no outlier's. */
const ROUNDING = 1e-9;
const WORDS = ["nan", "infinity", "-infinity"] as const;

const double = (value: number) => `'${value}'::DOUBLE`;

/** Moments, outliers and histogram, over the finite `doubles`, and what of the values is not finite. */
export async function numberFigures(duck: Duck, column: StreamColumn, groups: Groups): Promise<NumberFigures> {
  const { kind, baseType } = column.column;
  const ends = await duck.row("SELECT min(x) AS low, max(x) AS high, count(*) FILTER (x IS NULL) AS odd FROM doubles");
  const odd = count(ends.odd);
  const nonFinite = hasNonFinite(baseType) ? await nonFiniteCounts(duck, column, groups, odd) : undefined;
  const { low, high } = ends as { low: number | null; high: number | null };
  if (low === null || high === null) return { nonFinite };
  const areTimes = kind === "time";
  const bounds = histogramBounds(low, high, areTimes);
  const scale = scaleOf(low, high);
  const sums = [...barSums(bounds, groups), ...(areTimes ? [] : momentSums(groups))];
  const row: Row = sums.length > 0 ? await duck.row(`SELECT ${sums.join(", ")} FROM ${scaled(scale)}`) : {};
  return {
    nonFinite,
    histogram: bounds && { low, high, rows: barRows(bounds, row) },
    ...(areTimes ? {} : await moments(duck, groups, scale, row)),
  };
}

/**
 * A value is in the last bar that begins at or below it. DuckDB's own histogram counts rows up to each bound, so it gets
 * the values and bounds turned round; it can't count values that stand for several rows.
 */
function barSums(bounds: readonly number[] | null, groups: Groups): string[] {
  const lower = bounds?.slice(0, -1) ?? [];
  if (bounds && allDiffer(groups) && new Set(bounds).size === bounds.length) {
    const turned = lower.toReversed().map((bound) => double(-bound));
    return [`map_values(histogram(-x, [${turned}])) AS bars`];
  }
  return lower.map((bound, bar) => `sum(n) FILTER (x >= ${double(bound)}) AS from${bar}`);
}

function barRows(bounds: readonly number[], row: Row): number[] {
  if (row.bars)
    return (row.bars as unknown[])
      .map(count)
      .slice(0, bounds.length - 1)
      .toReversed();
  const from = (bar: number) => count(row[`from${bar}`] ?? null);
  return bounds.slice(1).map((_, bar) => from(bar) - from(bar + 1));
}

const allDiffer = ({ unique, present }: Groups) => unique === present;

/**
 * `y`, in units near the largest value, from the smallest value up: so nothing overflows, and the squares keep the digits
 * that the variance is made of.
 */
function scaled({ unit, least }: Scale): string {
  return `(SELECT x, n, x / ${double(unit)} - ${double(least)} AS y FROM doubles WHERE x IS NOT NULL)`;
}

function momentSums(groups: Groups): string[] {
  const rows = "sum(n)::DOUBLE AS rows";
  if (allDiffer(groups)) return [rows, "favg(y) AS mean", "stddev_samp(y) AS deviation"];
  return [rows, "fsum(n * y) / sum(n) AS mean"];
}

async function moments(duck: Duck, groups: Groups, scale: Scale, row: Row): Promise<NumberFigures> {
  const { rows, mean } = row as { rows: number; mean: number };
  const figures = { mean: (mean + scale.least) * scale.unit };
  if (rows < 2) return figures;
  const distance = `(y - ${double(mean)})`;
  const deviation = allDiffer(groups) ? Number(row.deviation) : await deviationFrom(duck, scale, distance, rows);
  const standardDeviation = deviation * scale.unit;
  const far = `abs(${distance}) > ${double(2 * deviation * (1 + ROUNDING))}`;
  const { outliers } = await duck.row(`SELECT sum(n) AS outliers FROM ${scaled(scale)} WHERE ${far}`);
  return {
    ...figures,
    standardDeviation: Number.isFinite(standardDeviation) ? standardDeviation : null,
    outliers: count(outliers),
  };
}

/** Of values that stand for several rows each. */
async function deviationFrom(duck: Duck, scale: Scale, distance: string, rows: number): Promise<number> {
  const { squares } = await duck.row(`SELECT fsum(n * ${distance} * ${distance}) AS squares FROM ${scaled(scale)}`);
  return Math.sqrt(Number(squares) / (rows - 1));
}

async function nonFiniteCounts(
  duck: Duck,
  { double }: StreamColumn,
  { text }: Groups,
  odd: number,
): Promise<NonNullable<RawFigures["nonFinite"]>> {
  const rows =
    odd > 0 && double
      ? await duck.rows(`SELECT lower(${text}) AS t, sum(n) AS n FROM g WHERE ${double("o")} IS NULL GROUP BY 1`)
      : [];
  const [nan, positiveInfinity, negativeInfinity] = WORDS.map((word) =>
    count(rows.find(({ t }) => t === word)?.n ?? null),
  );
  return { nan: nan!, positiveInfinity: positiveInfinity!, negativeInfinity: negativeInfinity! };
}
