import type { ColumnProfile, TableProfileResult } from "../../assets/profile.model.js";
import { Metric, type MetricValue } from "../../quality/metrics/metric.model.js";
import type { RuleResults } from "../../quality/metrics/rule-results.js";
import { DqDimension } from "../../quality/rule.model.js";

/**
 * One value for each dimension: what the rules of the dimension found, and where none of completeness was executed, how far
 * the cells are filled. 0 of 0 where nothing was measured.
 */
export const dqMetrics = (results: readonly RuleResults[], profile: TableProfileResult | null): MetricValue[] =>
  Object.values(DqDimension).map(
    (dimension) =>
      measured(dimension, results, profile?.columns ?? []) ?? value(Metric.ROWS_HOLDING, dimension, 0n, 0n, false),
  );

/** The same of one column, by the rules about it alone and by its own cells; what was not measured is left out. */
export const columnDqMetrics = (
  column: string,
  results: readonly RuleResults[],
  profile: TableProfileResult | null,
): MetricValue[] => {
  const own = results.filter((result) => result.column === column);
  const cells = profile?.columns.filter(({ name }) => name === column) ?? [];
  return Object.values(DqDimension).flatMap((dimension) => measured(dimension, own, cells) ?? []);
};

function measured(
  dimension: DqDimension,
  results: readonly RuleResults[],
  columns: readonly ColumnProfile[],
): MetricValue | undefined {
  const found = results.filter((result) => result.dimension === dimension && result.passed + result.failed > 0);
  if (found.length > 0) {
    const holding = found.reduce((total, { rowsHolding }) => total + BigInt(rowsHolding), 0n);
    const checked = found.reduce((total, { rowsChecked }) => total + BigInt(rowsChecked), 0n);
    return value(Metric.ROWS_HOLDING, dimension, holding, checked, true);
  }
  const read = columns.filter(({ completeness }) => completeness !== null);
  if (dimension !== DqDimension.COMPLETENESS || read.length === 0) return undefined;
  const cells = sum(read.map(({ rowCount }) => rowCount));
  const filled = sum(read.map(({ rowCount, nullCount }) => rowCount - nullCount));
  return value(Metric.CELLS_FILLED, dimension, filled, cells, true);
}

const value = (
  metric: Metric,
  dimension: DqDimension,
  numerator: bigint,
  denominator: bigint,
  isMeasured: boolean,
): MetricValue => ({
  metric,
  dimension,
  numerator: String(numerator),
  denominator: String(denominator),
  assetCount: isMeasured ? 1 : 0,
});

/** Estimates of a sample may not be whole. */
const sum = (counts: readonly number[]): bigint =>
  counts.reduce((total, count) => total + BigInt(Math.round(count)), 0n);
