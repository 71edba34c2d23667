import { IsBoolean, IsEnum, IsOptional } from "class-validator";
import { Field, ID, InputType, Int, ObjectType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { INCLUDE, IncludeOption } from "../enrichment/include.js";
import { INDUSTRY_INFO, IndustryInfoOption } from "../enrichment/industry-info.js";
import { DataAccess } from "../generate-pii-tags/data-access.js";
import { WorkflowType } from "../workflow-type.js";

export const DEFAULTS = { include: null, industryInfo: null, dataAccess: null, useValidation: null };

const DESCRIPTION =
  "Options of a run that runs all enrichments. They go to the steps that know them, over the options of those steps' own default configurations; what is absent is left to these.";
const DATA_ACCESS = "Whether the search for personal data reads values.";
const USE_VALIDATION = "Whether each data quality rule is checked before it is proposed.";

@InputType({ description: DESCRIPTION })
export class RunAllEnrichmentParametersInput {
  @IncludeOption()
  include?: string[] | null;

  @IndustryInfoOption()
  industryInfo?: string | null;

  @IsOptional()
  @IsEnum(DataAccess)
  @Field(() => DataAccess, { nullable: true, description: DATA_ACCESS })
  dataAccess?: DataAccess | null;

  @IsOptional()
  @IsBoolean()
  @Field(() => Boolean, { nullable: true, description: USE_VALIDATION })
  useValidation?: boolean | null;
}

@ObjectType({ description: DESCRIPTION })
export class RunAllEnrichmentParameters {
  @Field(() => [AssetFqn], { nullable: true, description: INCLUDE })
  include: string[] | null;

  @Field(() => String, { nullable: true, description: INDUSTRY_INFO })
  industryInfo: string | null;

  @Field(() => DataAccess, { nullable: true, description: DATA_ACCESS })
  dataAccess: DataAccess | null;

  @Field(() => Boolean, { nullable: true, description: USE_VALIDATION })
  useValidation: boolean | null;
}

@ObjectType({ description: "What came of a step." })
export class RunAllEnrichmentStep {
  @Field(() => WorkflowType, { description: "What it did." })
  workflowType: WorkflowType;

  @Field(() => String, {
    nullable: true,
    description: "The status that its run ended with, as in WorkflowRunStatus; null where the step was left out.",
  })
  status: string | null;

  @Field(() => ID, { nullable: true, description: "Its run; null where the step was left out." })
  workflowRunId: string | null;

  @Field(() => Boolean, { description: "Whether its run is one of an earlier pipeline run, which this one resumed." })
  reused: boolean;

  @Field(() => String, { nullable: true, description: "Why it was left out; null where it has a run." })
  leftOutReason: string | null;

  @Field(() => Int, { description: "Tasks of its run: usually one a table." })
  total: number;

  @Field(() => Int, { description: "Those that are done." })
  succeeded: number;

  @Field(() => Int, { description: "Those that failed." })
  failed: number;

  @Field(() => Int, { description: "Those that were skipped." })
  skipped: number;
}

@ObjectType({ description: "What came of each step. What the steps found is the output of their runs." })
export class RunAllEnrichmentOutput {
  @Field(() => [RunAllEnrichmentStep], { description: "The steps, in order." })
  steps: RunAllEnrichmentStep[];
}
