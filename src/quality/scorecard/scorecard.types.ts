import { Field, ID, Int, ObjectType } from "type-graphql";
import type { Fqn } from "../../platform/fqn.js";
import { AssetFqn, DateTime, Decimal } from "../../platform/scalars.js";
import { Metric } from "../metrics/metric.model.js";
import { ScorecardDimension } from "./scorecard-dimension.js";

const SCORE =
  "Numerator divided by denominator, 0 to 1, as a decimal of at most 12 places, rounded half up; null where nothing was measured.";

@ObjectType({ description: "What a metric comes to over all that lies under an asset." })
export class ScorecardMetric {
  @Field(() => Metric, { description: "What is measured." })
  metric: Metric;

  @Field(() => Decimal, {
    description: "What numerator and denominator are taken times when the dimension adds its metrics up.",
  })
  weight: string;

  @Field(() => Decimal, { description: "A whole number of any size." })
  numerator: string;

  @Field(() => Decimal, { description: "A whole number of any size; 0 where nothing was measured." })
  denominator: string;

  @Field(() => Decimal, { nullable: true, description: SCORE })
  score: string | null;

  @Field(() => Int, { description: "Tables that count, or columns, for metrics of columns." })
  assetCount: number;

  @Field(() => Int, {
    description: "Tables whose measurement is left out, since what it measured has changed: assess them again.",
  })
  staleTables: number;
}

@ObjectType({ description: "One dimension of a scorecard." })
export class ScorecardDimensionScore {
  @Field(() => ScorecardDimension, { description: "Which one." })
  dimension: ScorecardDimension;

  @Field(() => Decimal, { description: "How much it weighs in the score over all, beside the other dimensions." })
  weight: string;

  @Field(() => Decimal, { description: "Its metrics' numerators, each times the metric's weight, added up." })
  numerator: string;

  @Field(() => Decimal, {
    description: "Its metrics' denominators, each times the metric's weight, added up; 0 where nothing was measured.",
  })
  denominator: string;

  @Field(() => Decimal, { nullable: true, description: `${SCORE} It is left out of the score over all then.` })
  score: string | null;

  @Field(() => [ScorecardMetric], {
    description: "What it is made of; all its metrics, also those with nothing measured.",
  })
  metrics: ScorecardMetric[];
}

const OVERALL =
  "Mean of the measured dimensions' scores by their weights, 0 to 1, as a decimal of at most 12 places, rounded half up once; null where nothing that weighs was measured.";

@ObjectType({
  description:
    "How ready an asset's data is, from what assessments measured of its tables. docs/scorecard.md says how it is computed.",
})
export class Scorecard {
  @Field(() => AssetFqn, { description: "The asset." })
  assetFqn: Fqn;

  @Field(() => DateTime, {
    nullable: true,
    description: "As of when it is, as asked for; null for now, and for a run's.",
  })
  asOf: Date | null;

  @Field(() => ID, { nullable: true, description: "The run that it is of, as asked for." })
  workflowRunId: string | null;

  @Field(() => Decimal, { nullable: true, description: OVERALL })
  score: string | null;

  @Field(() => [ScorecardDimensionScore], {
    description: "All ten, in the order of the enum; those of which nothing was measured have no score.",
  })
  dimensions: ScorecardDimensionScore[];

  @Field(() => Int, {
    description:
      "Tables, views and the like that lie under the asset, measured or not; partitions don't count, their table does. 1 for a table or column.",
  })
  tables: number;

  @Field(() => Int, {
    description:
      "Tables of which something is left out, since what was measured has changed: assess them again. 0 where all counts.",
  })
  staleTables: number;

  @Field(() => DateTime, { nullable: true, description: "When the latest that counts was measured; null for nothing." })
  assessedAt: Date | null;
}

@ObjectType({ description: "The scores of an asset when an assessment completed." })
export class ScorecardPoint {
  @Field(() => DateTime, { description: "When the assessment completed: `scorecard` as of this time says the same." })
  at: Date;

  @Field(() => ID, { description: "The assessment." })
  workflowRunId: string;

  @Field(() => Decimal, { nullable: true, description: OVERALL })
  score: string | null;

  @Field(() => [ScorecardDimensionScore], { description: "All ten, in the order of the enum." })
  dimensions: ScorecardDimensionScore[];
}
