import { Field, InputType, Int, ObjectType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { INCLUDE, IncludeOption } from "../enrichment/include.js";
import { INDUSTRY_INFO, IndustryInfoOption } from "../enrichment/industry-info.js";
import { LANGUAGE_MODEL, LanguageModelUse } from "../language-model/model-use.js";

const DESCRIPTION = "Options of a run that describes columns.";

@InputType({ description: DESCRIPTION })
export class EnrichTableColumnsParametersInput {
  @IncludeOption()
  include?: string[] | null;

  @IndustryInfoOption()
  industryInfo?: string | null;
}

@ObjectType({ description: DESCRIPTION })
export class EnrichTableColumnsParameters {
  @Field(() => [AssetFqn], { nullable: true, description: INCLUDE })
  include: string[] | null;

  @Field(() => String, { nullable: true, description: INDUSTRY_INFO })
  industryInfo: string | null;
}

@ObjectType({ description: "A column of which nothing could be said." })
export class UndescribedColumn {
  @Field(() => AssetFqn, { description: "The column." })
  fqn: string;

  @Field(() => String, { description: "Why, in words." })
  reason: string;
}

@ObjectType({
  description: "What was found to say of the columns. The texts themselves are the run's proposed changes.",
})
export class EnrichTableColumnsOutput {
  @Field(() => Int, { description: "Tables, views and the like that were looked at." })
  tables: number;

  @Field(() => Int, { description: "Their columns." })
  columns: number;

  @Field(() => Int, { description: "Columns that have a description now." })
  columnsDescribed: number;

  @Field(() => Int, {
    description: "Texts of all kinds: descriptions, display names, definitions, semantic types, units, codings.",
  })
  textsFound: number;

  @Field(() => Int, { description: "Columns of which nothing at all could be said." })
  columnsSkippedTotal: number;

  @Field(() => [UndescribedColumn], { description: "The first 100 of them, in the order of the run." })
  columnsSkipped: UndescribedColumn[];

  @Field(() => LanguageModelUse, { nullable: true, description: LANGUAGE_MODEL })
  languageModel: LanguageModelUse | null;
}
