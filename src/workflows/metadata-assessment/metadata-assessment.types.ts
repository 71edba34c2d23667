import { Field, InputType, Int, ObjectType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { MetricTotal } from "../../quality/metrics/metric.model.js";
import { INCLUDE, IncludeOption } from "../enrichment/include.js";

const DESCRIPTION = "Options of a run that measures how well tables are described, tagged, keyed and profiled.";

@InputType({ description: DESCRIPTION })
export class MetadataAssessmentParametersInput {
  @IncludeOption()
  include?: string[] | null;
}

@ObjectType({ description: DESCRIPTION })
export class MetadataAssessmentParameters {
  @Field(() => [AssetFqn], { nullable: true, description: INCLUDE })
  include: string[] | null;
}

@ObjectType({
  description: "How well the tables are described, tagged, keyed and profiled. What each comes to is `Table.metrics`.",
})
export class MetadataAssessmentOutput {
  @Field(() => Int, { description: "Tables, views and the like that were measured." })
  tables: number;

  @Field(() => Int, { description: "Columns that were measured." })
  columns: number;

  @Field(() => [MetricTotal], { description: "Each metric over all the tables, in the order of the enum." })
  metrics: MetricTotal[];
}
