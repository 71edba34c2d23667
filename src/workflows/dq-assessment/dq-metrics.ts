import type { TableProfileResult } from "../../assets/profile.model.js";
import { Metric, type MetricValue } from "../../quality/metrics/metric.model.js";
import type { RuleResults } from "../../quality/metrics/rule-results.js";
import { DqDimension } from "../../quality/rule.model.js";

/**
 * One value for each dimension: what the rules of the dimension found, and where none of completeness was executed, how far
 * the cells are filled. 0 of 0 where nothing was measured.
 */
export function dqMetrics(results: readonly RuleResults[], profile: TableProfileResult | null): MetricValue[] {
  return Object.values(DqDimension).map((dimension) => {
    const found = results.find((result) => result.dimension === dimension);
    if (found && found.passed + found.failed > 0) {
      return value(Metric.ROWS_HOLDING, dimension, found.rowsHolding, found.rowsChecked, true);
    }
    if (dimension === DqDimension.COMPLETENESS && profile) return cellsFilled(profile);
    return value(Metric.ROWS_HOLDING, dimension, "0", "0", false);
  });
}

const value = (
  metric: Metric,
  dimension: DqDimension,
  numerator: string,
  denominator: string,
  isMeasured: boolean,
): MetricValue => ({ metric, dimension, numerator, denominator, assetCount: isMeasured ? 1 : 0 });

function cellsFilled({ columns }: TableProfileResult): MetricValue {
  const read = columns.filter(({ completeness }) => completeness !== null);
  const cells = sum(read.map(({ rowCount }) => rowCount));
  const filled = sum(read.map(({ rowCount, nullCount }) => rowCount - nullCount));
  return value(Metric.CELLS_FILLED, DqDimension.COMPLETENESS, String(filled), String(cells), read.length > 0);
}

/** Estimates of a sample may not be whole. */
const sum = (counts: readonly number[]): bigint =>
  counts.reduce((total, count) => total + BigInt(Math.round(count)), 0n);
