import { exactShare } from "../exact-share.js";
import type { Metric } from "../metrics/metric.model.js";
import { DqDimension } from "../rule.model.js";
import type { Scorecard, ScorecardDimensionScore, ScorecardMetric } from "./scorecard.types.js";
import { type DimensionMakeup, SCORECARD_DIMENSIONS } from "./scorecard-dimension.js";
import { DEFAULT_WEIGHTS, type Weights, weightText } from "./weights.js";

/** A metric added up over the tables under an asset. */
export interface MetricSum {
  readonly metric: Metric;
  /** Null for metrics of metadata. */
  readonly dimension: DqDimension | null;
  readonly numerator: string;
  readonly denominator: string;
  readonly assetCount: number;
  readonly staleTables: number;
}

/** All dimensions. Each is its metrics' numerators and denominators, weighted and added up, so nothing is rounded before the score. */
export const dimensionScores = (sums: readonly MetricSum[], weights: Weights): ScorecardDimensionScore[] =>
  SCORECARD_DIMENSIONS.map((makeup) => {
    const metrics = metricsOf(makeup, sums);
    const added = (part: "numerator" | "denominator") =>
      metrics.reduce((total, metric) => total + BigInt(metric.weight) * BigInt(metric[part]), 0n);
    const numerator = added("numerator");
    const denominator = added("denominator");
    return {
      dimension: makeup.dimension,
      weight: weightText(weights.get(makeup.dimension)!),
      numerator: String(numerator),
      denominator: String(denominator),
      score: exactShare(numerator, denominator),
      metrics,
    };
  });

const metricsOf = ({ quality, metrics }: DimensionMakeup, sums: readonly MetricSum[]): ScorecardMetric[] =>
  metrics.map(([metric, weight]) => {
    const sum = sums.find((each) => each.metric === metric && each.dimension === quality);
    const { numerator = "0", denominator = "0", assetCount = 0, staleTables = 0 } = sum ?? {};
    const score = exactShare(BigInt(numerator), BigInt(denominator));
    return { metric, weight: String(weight), numerator, denominator, score, assetCount, staleTables };
  });

/** The mean of the measured dimensions by their weights: one fraction, rounded once. */
export function overallScore(dimensions: readonly ScorecardDimensionScore[], weights: Weights): string | null {
  const measured = dimensions
    .filter(({ denominator }) => denominator !== "0")
    .map(({ dimension, numerator, denominator }) => ({
      weight: weights.get(dimension)!,
      numerator: BigInt(numerator),
      denominator: BigInt(denominator),
    }));
  const common = measured.reduce((product, { denominator }) => product * denominator, 1n);
  const total = measured.reduce(
    (sum, { weight, numerator, denominator }) => sum + weight * numerator * (common / denominator),
    0n,
  );
  return exactShare(total, common * measured.reduce((sum, { weight }) => sum + weight, 0n));
}

/** The same over the six dimensions of data quality alone, by the default weights. */
export const qualityScore = ({ dimensions }: Pick<Scorecard, "dimensions">): string | null =>
  overallScore(
    dimensions.filter(({ dimension }) => dimension in DqDimension),
    DEFAULT_WEIGHTS,
  );
