import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsEnum, IsNumber, IsOptional, Max, Min } from "class-validator";
import { Field, Float, InputType, Int, ObjectType } from "type-graphql";
import { Distinct } from "../../platform/distinct.js";
import { AssetFqn } from "../../platform/scalars.js";
import { INCLUDE, IncludeOption } from "../enrichment/include.js";
import { INDUSTRY_INFO, IndustryInfoOption } from "../enrichment/industry-info.js";
import { DataAccess } from "./data-access.js";
import { PiiKind } from "./pii-kind.js";

export const DEFAULTS = {
  include: null as string[] | null,
  industryInfo: null as string | null,
  dataAccess: DataAccess.SAMPLE,
  confidenceThreshold: 0.8,
  recognizers: null as PiiKind[] | null,
};

const DESCRIPTION = "Options of a run that finds personal data.";
const DATA_ACCESS = "Whether values are read.";
const THRESHOLD = "Least confidence of a tag, 0 to 1.";
const RECOGNIZERS = "Look for these kinds only; for all when absent. What is tagged with other kinds stays.";

@InputType({ description: DESCRIPTION })
export class GeneratePiiTagsParametersInput {
  @IncludeOption()
  include?: string[] | null;

  @IndustryInfoOption()
  industryInfo?: string | null;

  @IsEnum(DataAccess)
  @Field(() => DataAccess, { defaultValue: DEFAULTS.dataAccess, description: DATA_ACCESS })
  dataAccess: DataAccess;

  @IsNumber({ allowNaN: false, allowInfinity: false })
  @Min(0)
  @Max(1)
  @Field(() => Float, { defaultValue: DEFAULTS.confidenceThreshold, description: THRESHOLD })
  confidenceThreshold: number;

  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @Distinct()
  @ArrayMaxSize(Object.keys(PiiKind).length)
  @IsEnum(PiiKind, { each: true })
  @Field(() => [PiiKind], { nullable: true, description: RECOGNIZERS })
  recognizers?: PiiKind[] | null;
}

@ObjectType({ description: DESCRIPTION })
export class GeneratePiiTagsParameters {
  @Field(() => [AssetFqn], { nullable: true, description: INCLUDE })
  include: string[] | null;

  @Field(() => String, { nullable: true, description: INDUSTRY_INFO })
  industryInfo: string | null;

  @Field(() => DataAccess, { description: DATA_ACCESS })
  dataAccess: DataAccess;

  @Field(() => Float, { description: THRESHOLD })
  confidenceThreshold: number;

  @Field(() => [PiiKind], { nullable: true, description: RECOGNIZERS })
  recognizers: PiiKind[] | null;
}

@ObjectType({ description: "How many columns hold a kind of personal data." })
export class PiiKindCount {
  @Field(() => PiiKind, { description: "The kind." })
  kind: PiiKind;

  @Field(() => Int, { description: "Columns that are tagged with it." })
  columns: number;
}

@ObjectType({ description: "A column, and why nothing or not everything could be said of it." })
export class PiiColumnNote {
  @Field(() => AssetFqn, { description: "The column." })
  columnFqn: string;

  @Field(() => String, { description: "The reason, in words." })
  reason: string;
}

@ObjectType({ description: "What personal data was found. The tags themselves are the run's proposed changes." })
export class GeneratePiiTagsOutput {
  @Field(() => Int, { description: "Tables, views and the like that were looked at." })
  tables: number;

  @Field(() => Int, { description: "Columns that were looked at." })
  columns: number;

  @Field(() => Int, { description: "Tags that were found." })
  tagsFound: number;

  @Field(() => Int, { description: "Columns that have at least one of them." })
  columnsTagged: number;

  @Field(() => [PiiKindCount], { description: "Each kind that was found, the most frequent first." })
  byKind: PiiKindCount[];

  @Field(() => [PiiColumnNote], {
    description:
      "Columns that could not be decided without their values, in plan order; the first 1000. What an earlier run said of them stays.",
  })
  undecided: PiiColumnNote[];

  @Field(() => Int, { description: "All columns that could not be decided." })
  undecidedTotal: number;

  @Field(() => [PiiColumnNote], {
    description: "Columns whose values could not be read, so that names, types and keys alone decided; the first 1000.",
  })
  columnsSkipped: PiiColumnNote[];

  @Field(() => Int, { description: "All columns whose values could not be read." })
  columnsSkippedTotal: number;
}
