import { ArrayMaxSize, IsArray, IsOptional, Length, ValidateNested } from "class-validator";
import { Field, ID, InputType, ObjectType, registerEnumType } from "type-graphql";
import { UserError } from "../platform/errors.js";
import { AssetFqn, DateTime } from "../platform/scalars.js";
import { WorkflowParametersInput } from "../workflows/parameters.js";
import { WorkflowType } from "../workflows/workflow-type.js";
import { WorkflowRun } from "./run.entity.js";
import { LabelInput } from "./run.types.js";
import { WorkflowRunStatus } from "./run-status.js";

export enum RunConflictPolicy {
  ALLOW = "ALLOW",
  RETURN_EXISTING = "RETURN_EXISTING",
  REJECT = "REJECT",
}
registerEnumType(RunConflictPolicy, {
  name: "RunConflictPolicy",
  description: "What happens when the same configuration already runs on the same asset.",
  valuesConfig: {
    ALLOW: { description: "Another run is started." },
    RETURN_EXISTING: { description: "The run that is under way is answered, and `replayed` is true." },
    REJECT: { description: "A CONFLICT is answered." },
  },
});

@InputType({ description: "A run to start." })
export class CreateWorkflowRunInput {
  @Field(() => ID, { description: "The configuration to run." })
  configurationId: string;

  @IsOptional()
  @Field(() => AssetFqn, { nullable: true, description: "The asset; the configuration's own when absent." })
  assetFqn?: string | null;

  @IsOptional()
  @Field(() => WorkflowParametersInput, {
    nullable: true,
    description: "Options of the configuration's workflow type; they are laid over the configuration's own.",
  })
  parameters?: WorkflowParametersInput | null;

  @Field(() => Boolean, { defaultValue: true, description: "Save the results without a manual approval." })
  saveAll: boolean;

  @IsOptional()
  @Length(1, 255)
  @Field(() => String, {
    nullable: true,
    description:
      "1 to 255 characters. Same tenant, key and input: the same run comes back and `replayed` is true. Kept for 24 hours.",
  })
  idempotencyKey?: string | null;

  @Field(() => RunConflictPolicy, {
    defaultValue: RunConflictPolicy.ALLOW,
    description: "What happens when the same configuration already runs on the same asset.",
  })
  onConflict: RunConflictPolicy;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested()
  @Field(() => [LabelInput], { nullable: true, description: "Names and values to find the run by, at most 20." })
  labels?: LabelInput[] | null;
}

@InputType({ description: "Runs to cancel." })
export class CancelWorkflowRunsInput {
  @IsArray()
  @ArrayMaxSize(100)
  @Field(() => [ID], { description: "Their ids, at most 100." })
  ids: string[];

  @IsOptional()
  @Length(0, 500)
  @Field(() => String, { nullable: true, description: "Why, at most 500 characters; kept with the transition." })
  reason?: string | null;
}

export enum RetryMode {
  FROM_FAILURE = "FROM_FAILURE",
  ALL = "ALL",
}
registerEnumType(RetryMode, {
  name: "RetryMode",
  description: "What a retry does again.",
  valuesConfig: {
    FROM_FAILURE: { description: "Only what failed or was not reached." },
    ALL: { description: "Everything." },
  },
});

@InputType({ description: "A run to do again." })
export class RetryWorkflowRunInput {
  @Field(() => ID, { description: "The run; it must have ended." })
  id: string;

  @Field(() => RetryMode, { defaultValue: RetryMode.FROM_FAILURE, description: "What is done again." })
  mode: RetryMode;
}

@InputType({ description: "Which runs to list; all conditions must hold." })
export class WorkflowRunFilter {
  @Field(() => [WorkflowRunStatus], { nullable: true, description: "In one of these statuses." })
  statuses?: WorkflowRunStatus[] | null;

  @Field(() => [WorkflowType], { nullable: true, description: "Of one of these types." })
  workflowTypes?: WorkflowType[] | null;

  @Field(() => ID, { nullable: true, description: "Of this configuration." })
  configurationId?: string | null;

  @Field(() => ID, { nullable: true, description: "Of this pipeline run: its own run and those of its steps." })
  pipelineRunId?: string | null;

  @Field(() => AssetFqn, { nullable: true, description: "On this asset or one that lies under it." })
  assetFqn?: string | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => LabelInput, { nullable: true, description: "With this label." })
  label?: LabelInput | null;

  @Field(() => DateTime, { nullable: true, description: "Started at this time or later." })
  startedFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Started before this time." })
  startedBefore?: Date | null;
}

export enum WorkflowRunOrder {
  NEWEST_FIRST = "NEWEST_FIRST",
  OLDEST_FIRST = "OLDEST_FIRST",
}
registerEnumType(WorkflowRunOrder, {
  name: "WorkflowRunOrder",
  description: "The order of a list of runs.",
  valuesConfig: {
    NEWEST_FIRST: { description: "The newest run first." },
    OLDEST_FIRST: { description: "The oldest run first." },
  },
});

@ObjectType({ description: "Answer to createWorkflowRun." })
export class CreateWorkflowRunPayload {
  @Field(() => WorkflowRun, { nullable: true, description: "The run." })
  workflowRun: WorkflowRun | null;

  @Field(() => Boolean, { description: "True where an earlier run is answered and none was started." })
  replayed: boolean;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to retryWorkflowRun." })
export class RetryWorkflowRunPayload {
  @Field(() => WorkflowRun, { nullable: true, description: "The new run; its `retryOf` is the old one." })
  workflowRun: WorkflowRun | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}

@ObjectType({ description: "What came of one run's cancellation." })
export class CancelWorkflowRunResult {
  @Field(() => ID, { description: "The id that was asked for." })
  id: string;

  @Field(() => Boolean, { description: "True where this call cancelled it." })
  cancelled: boolean;

  @Field(() => WorkflowRun, { nullable: true, description: "The run as it is now." })
  workflowRun: WorkflowRun | null;

  @Field(() => UserError, { nullable: true, description: "Why it was not cancelled." })
  userError: UserError | null;
}

@ObjectType({ description: "Answer to cancelWorkflowRuns." })
export class CancelWorkflowRunsPayload {
  @Field(() => [CancelWorkflowRunResult], { description: "One result for each id, in the order asked for." })
  results: CancelWorkflowRunResult[];

  @Field(() => [UserError], { description: "What is wrong with the input as a whole." })
  userErrors: UserError[];
}
