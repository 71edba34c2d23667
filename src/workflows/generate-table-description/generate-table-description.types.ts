import { Field, InputType, Int, ObjectType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { IncludeOption } from "../enrichment/include.js";
import { INDUSTRY_INFO, IndustryInfoOption } from "../enrichment/industry-info.js";
import { LANGUAGE_MODEL, LanguageModelUse } from "../language-model/model-use.js";

const DESCRIPTION = "Options of a run that describes tables.";
const INCLUDED =
  "The tables to describe. Null in a configuration that leaves them to its runs, and in a step of a pipeline that describes all of the asset's.";

@InputType({ description: DESCRIPTION })
export class GenerateTableDescriptionParametersInput {
  @IncludeOption({ required: true })
  include: string[];

  @IndustryInfoOption()
  industryInfo?: string | null;
}

@ObjectType({ description: DESCRIPTION })
export class GenerateTableDescriptionParameters {
  @Field(() => [AssetFqn], { nullable: true, description: INCLUDED })
  include: string[] | null;

  @Field(() => String, { nullable: true, description: INDUSTRY_INFO })
  industryInfo: string | null;
}

@ObjectType({ description: "A table of which no description could be made." })
export class SkippedTable {
  @Field(() => AssetFqn, { description: "The table." })
  fqn: string;

  @Field(() => String, { description: "Why, in words." })
  reason: string;
}

@ObjectType({
  description: "What was found to say of the tables. The texts themselves are the run's proposed changes.",
})
export class GenerateTableDescriptionOutput {
  @Field(() => Int, { description: "Tables, views and the like that were looked at." })
  tables: number;

  @Field(() => Int, { description: "Those that have a description now." })
  described: number;

  @Field(() => Int, {
    description: "Texts of all kinds: descriptions, display names, definitions, domains, grains, relations.",
  })
  textsFound: number;

  @Field(() => Int, { description: "Tables of which no description could be made." })
  skippedTotal: number;

  @Field(() => [SkippedTable], { description: "The first 100 of them, in the order of the run." })
  skipped: SkippedTable[];

  @Field(() => LanguageModelUse, { nullable: true, description: LANGUAGE_MODEL })
  languageModel: LanguageModelUse | null;
}
