import { Field, InputType, Int, ObjectType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { INCLUDE, IncludeOption } from "../enrichment/include.js";
import { INDUSTRY_INFO, IndustryInfoOption } from "../enrichment/industry-info.js";
import { SensitivityLevel } from "./level.js";

const DESCRIPTION = "Options of a run that says how sensitive tables and columns are.";

@InputType({ description: DESCRIPTION })
export class GenerateSensitivityTagsParametersInput {
  @IncludeOption()
  include?: string[] | null;

  @IndustryInfoOption()
  industryInfo?: string | null;
}

@ObjectType({ description: DESCRIPTION })
export class GenerateSensitivityTagsParameters {
  @Field(() => [AssetFqn], { nullable: true, description: INCLUDE })
  include: string[] | null;

  @Field(() => String, { nullable: true, description: INDUSTRY_INFO })
  industryInfo: string | null;
}

@ObjectType({ description: "How many tables and columns have a level of sensitivity." })
export class SensitivityCount {
  @Field(() => SensitivityLevel, { description: "The level." })
  level: SensitivityLevel;

  @Field(() => Int, { description: "Tables whose most sensitive data has it." })
  tables: number;

  @Field(() => Int, { description: "Columns that have it." })
  columns: number;
}

@ObjectType({ description: "How sensitive the tables are. The tags themselves are the run's proposed changes." })
export class GenerateSensitivityTagsOutput {
  @Field(() => Int, { description: "Tables, views and the like that were looked at." })
  tables: number;

  @Field(() => Int, { description: "Columns that were looked at." })
  columns: number;

  @Field(() => [SensitivityCount], { description: "Each level, the lowest first." })
  levels: SensitivityCount[];

  @Field(() => Int, {
    description:
      "Tables without a PII tag that no run has looked for personal data in: their levels rest on names and types alone, and a run of GENERATE_PII_TAGS first makes them surer.",
  })
  tablesNotSearched: number;
}
