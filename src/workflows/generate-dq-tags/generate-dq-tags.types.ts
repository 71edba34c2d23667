import { Field, InputType, Int, ObjectType } from "type-graphql";
import { DqDimension } from "../../quality/rule.model.js";
import { INDUSTRY_INFO, IndustryInfoOption } from "../enrichment/industry-info.js";

const DESCRIPTION = "Options of a run that says which dimensions of data quality matter for tables and columns.";

@InputType({ description: DESCRIPTION })
export class GenerateDqTagsParametersInput {
  @IndustryInfoOption()
  industryInfo?: string | null;
}

@ObjectType({ description: DESCRIPTION })
export class GenerateDqTagsParameters {
  @Field(() => String, { nullable: true, description: INDUSTRY_INFO })
  industryInfo: string | null;
}

@ObjectType({ description: "For how many tables and columns a dimension of data quality matters." })
export class DqTagCount {
  @Field(() => DqDimension, { description: "The dimension." })
  dimension: DqDimension;

  @Field(() => Int, { description: "Tables for the rows of which it matters." })
  tables: number;

  @Field(() => Int, { description: "Columns for which it matters." })
  columns: number;
}

@ObjectType({ description: "Which dimensions matter. The tags themselves are the run's proposed changes." })
export class GenerateDqTagsOutput {
  @Field(() => Int, { description: "Tables, views and the like that were looked at." })
  tables: number;

  @Field(() => Int, { description: "Columns that were looked at." })
  columns: number;

  @Field(() => [DqTagCount], { description: "Each dimension, in the order of the enum." })
  dimensions: DqTagCount[];

  @Field(() => Int, {
    description: "Tables without a profile: a run of PROFILING first says more of what matters there.",
  })
  tablesWithoutProfile: number;
}
