import { Field, InputType, Int, ObjectType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { MetricTotal } from "../../quality/metrics/metric.model.js";
import { INCLUDE, IncludeOption } from "../enrichment/include.js";

const DESCRIPTION = "Options of a run that measures the quality of data from what rules and profiles found.";

@InputType({ description: DESCRIPTION })
export class DqAssessmentParametersInput {
  @IncludeOption()
  include?: string[] | null;
}

@ObjectType({ description: DESCRIPTION })
export class DqAssessmentParameters {
  @Field(() => [AssetFqn], { nullable: true, description: INCLUDE })
  include: string[] | null;
}

@ObjectType({ description: "Active rules by how their latest execution ended." })
export class RuleCounts {
  @Field(() => Int, { description: "Those that passed." })
  passed: number;

  @Field(() => Int, { description: "Those that failed." })
  failed: number;

  @Field(() => Int, { description: "Those that could not be executed; they don't count for any metric." })
  inError: number;

  @Field(() => Int, { description: "Those that were never executed; they don't count for any metric." })
  notExecuted: number;
}

@ObjectType({ description: "How good the data is. What each table comes to is `Table.metrics`." })
export class DqAssessmentOutput {
  @Field(() => Int, { description: "Tables, views and the like that were measured." })
  tables: number;

  @Field(() => Int, { description: "Tables of which neither a rule nor a profile says anything." })
  tablesUnmeasured: number;

  @Field(() => RuleCounts, { description: "The active rules of the tables." })
  rules: RuleCounts;

  @Field(() => [MetricTotal], { description: "Each dimension over all the tables, in the order of the enums." })
  metrics: MetricTotal[];
}
