import { registerEnumType } from "type-graphql";
import { Metric } from "../metrics/metric.model.js";
import { DqDimension } from "../rule.model.js";

/** The six of data quality, as `DqDimension` names them, then those of metadata. */
export enum ScorecardDimension {
  COMPLETENESS = "COMPLETENESS",
  UNIQUENESS = "UNIQUENESS",
  VALIDITY = "VALIDITY",
  CONSISTENCY = "CONSISTENCY",
  ACCURACY = "ACCURACY",
  TIMELINESS = "TIMELINESS",
  DOCUMENTATION = "DOCUMENTATION",
  CLASSIFICATION = "CLASSIFICATION",
  STRUCTURE = "STRUCTURE",
  COVERAGE = "COVERAGE",
}
registerEnumType(ScorecardDimension, {
  name: "ScorecardDimension",
  description:
    "A dimension of a scorecard: the six of data quality, then four of metadata. docs/scorecard.md says which metrics each is made of.",
  valuesConfig: {
    COMPLETENESS: { description: "What should be there is there." },
    UNIQUENESS: { description: "Nothing is there twice." },
    VALIDITY: { description: "Values have the form and the range that they should have." },
    CONSISTENCY: { description: "Values don't contradict each other." },
    ACCURACY: { description: "Values are those of the real thing." },
    TIMELINESS: { description: "Values are recent enough." },
    DOCUMENTATION: { description: "Tables and columns are described, named and commented." },
    CLASSIFICATION: {
      description: "Tables and columns are looked at for personal data, and their sensitivity is known.",
    },
    STRUCTURE: { description: "Tables have keys and are related." },
    COVERAGE: { description: "Tables are profiled and have rules." },
  },
});

/** How a dimension is made: its default weight, and its metrics, each with what its numerator and denominator are taken times. */
export interface DimensionMakeup {
  readonly dimension: ScorecardDimension;
  readonly weight: string;
  /** Whose metrics they are; null for those of metadata. */
  readonly quality: DqDimension | null;
  readonly metrics: readonly (readonly [metric: Metric, weight: bigint])[];
}

const ofQuality = (dimension: DqDimension, ...metrics: Metric[]): DimensionMakeup => ({
  dimension: ScorecardDimension[dimension],
  weight: "1",
  quality: dimension,
  metrics: metrics.map((metric) => [metric, 1n]),
});

const ofMetadata = (dimension: ScorecardDimension, metrics: DimensionMakeup["metrics"]): DimensionMakeup => ({
  dimension,
  weight: "1",
  quality: null,
  metrics,
});

/**
 * The one place that says what a scorecard is made of. COLUMNS_PII_TAGGED is in none: more personal data is not better, nor worse.
 */
export const SCORECARD_DIMENSIONS: readonly DimensionMakeup[] = [
  ofQuality(DqDimension.COMPLETENESS, Metric.ROWS_HOLDING, Metric.CELLS_FILLED),
  ofQuality(DqDimension.UNIQUENESS, Metric.ROWS_HOLDING),
  ofQuality(DqDimension.VALIDITY, Metric.ROWS_HOLDING),
  ofQuality(DqDimension.CONSISTENCY, Metric.ROWS_HOLDING),
  ofQuality(DqDimension.ACCURACY, Metric.ROWS_HOLDING),
  ofQuality(DqDimension.TIMELINESS, Metric.ROWS_HOLDING),
  ofMetadata(ScorecardDimension.DOCUMENTATION, [
    [Metric.TABLES_DESCRIBED, 2n],
    [Metric.TABLES_NAMED, 1n],
    [Metric.TABLES_COMMENTED, 1n],
    [Metric.COLUMNS_DESCRIBED, 2n],
    [Metric.COLUMNS_NAMED, 1n],
    [Metric.COLUMNS_COMMENTED, 1n],
  ]),
  ofMetadata(ScorecardDimension.CLASSIFICATION, [
    [Metric.TABLES_SENSITIVITY_TAGGED, 1n],
    [Metric.COLUMNS_PII_ASSESSED, 1n],
    [Metric.COLUMNS_SENSITIVITY_TAGGED, 1n],
  ]),
  ofMetadata(ScorecardDimension.STRUCTURE, [
    [Metric.TABLES_KEYED, 2n],
    [Metric.TABLES_RELATED, 1n],
  ]),
  ofMetadata(ScorecardDimension.COVERAGE, [
    [Metric.TABLES_PROFILED, 1n],
    [Metric.TABLES_WITH_RULES, 1n],
  ]),
];
