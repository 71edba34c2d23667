import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Metric } from "../../../src/quality/metrics/metric.model.js";
import { DqDimension } from "../../../src/quality/rule.model.js";
import { SCORECARD_DIMENSIONS, ScorecardDimension } from "../../../src/quality/scorecard/scorecard-dimension.js";
import { dimensionScores, overallScore } from "../../../src/quality/scorecard/scores.js";
import { type Weights, weightsOf } from "../../../src/quality/scorecard/weights.js";

const page = readFileSync("docs/scorecard.md", "utf8");

const sum = (metric: Metric, dimension: DqDimension | null, numerator: number, denominator: number) => ({
  metric,
  dimension,
  numerator: String(numerator),
  denominator: String(denominator),
  assetCount: 2,
  staleTables: 0,
});
const EXAMPLE = [
  sum(Metric.ROWS_HOLDING, DqDimension.VALIDITY, 288, 300),
  sum(Metric.TABLES_DESCRIBED, null, 1, 2),
  sum(Metric.COLUMNS_DESCRIBED, null, 4, 6),
  sum(Metric.COLUMNS_PII_TAGGED, null, 1, 6),
];

test("the example of docs/scorecard.md", () => {
  const scored = (weights: Weights) => {
    const dimensions = dimensionScores(EXAMPLE, weights);
    const of = (name: string) => dimensions.find(({ dimension }) => dimension === name)?.score;
    return [of("VALIDITY"), of("DOCUMENTATION"), of("CLASSIFICATION"), overallScore(dimensions, weights)];
  };
  expect(scored(weightsOf([]))).toEqual(["0.96", "0.625", null, "0.7925"]);
  const half = weightsOf([{ dimension: ScorecardDimension.DOCUMENTATION, weight: "0.5" }]);
  expect(scored(half)).toEqual(["0.96", "0.625", null, "0.848333333333"]);
  for (const score of ["0.96", "0.625", "0.7925", "0.848333333333"]) expect(page).toContain(`\`${score}\``);
});

test("docs/scorecard.md has each dimension with its metrics and their weights", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  for (const { dimension, metrics } of SCORECARD_DIMENSIONS) {
    const row = rows.find((line) => line.split("|")[1]!.includes(`\`${dimension}\``))!;
    const found = [...row.split("|")[3]!.matchAll(/`([A-Z_]+)`[^`(]*\((\d+)\)/g)].map((match) => [match[1], match[2]]);
    expect(found).toEqual(metrics.map(([metric, weight]) => [metric, String(weight)]));
  }
});
