import { IsIn, IsOptional, Length, MaxLength } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { UserError } from "../platform/errors.js";
import { AssetFqn } from "../platform/scalars.js";
import { WorkflowParametersInput } from "../workflows/parameters.js";
import { WORKFLOW_TYPES, WorkflowType } from "../workflows/workflow-type.js";
import { ConfigurationStatus, WorkflowConfiguration } from "./configuration.entity.js";

@InputType({ description: "A new configuration." })
export class CreateWorkflowConfigurationInput {
  @IsIn(WORKFLOW_TYPES)
  @Field(() => WorkflowType, { description: "What its runs do." })
  workflowType: WorkflowType;

  @Length(1, 255)
  @Field(() => String, { description: "Its name, 1 to 255 characters, unique among the active ones." })
  name: string;

  @IsOptional()
  @MaxLength(2000)
  @Field(() => String, { nullable: true, description: "What it is for, at most 2000 characters." })
  description?: string | null;

  @IsOptional()
  @Field(() => AssetFqn, { nullable: true, description: "The asset of a run that names none." })
  assetFqn?: string | null;

  @Field(() => WorkflowParametersInput, { nullable: true, description: "Options, laid over the definition's." })
  parameters?: WorkflowParametersInput | null;
}

@InputType({ description: "What to change of a configuration; what is absent stays." })
export class UpdateWorkflowConfigurationInput {
  @Field(() => ID, { description: "The configuration." })
  id: string;

  @IsOptional()
  @Length(1, 255)
  @Field(() => String, { nullable: true, description: "Its new name." })
  name?: string | null;

  @IsOptional()
  @MaxLength(2000)
  @Field(() => String, { nullable: true, description: "What it is for." })
  description?: string | null;

  @IsOptional()
  @Field(() => AssetFqn, { nullable: true, description: "The asset of a run that names none; null takes it away." })
  assetFqn?: string | null;

  @Field(() => WorkflowParametersInput, { nullable: true, description: "Its options, in place of the present ones." })
  parameters?: WorkflowParametersInput | null;
}

@InputType({ description: "Which configuration to archive." })
export class ArchiveWorkflowConfigurationInput {
  @Field(() => ID, { description: "The configuration." })
  id: string;
}

@InputType({ description: "Which configurations to list." })
export class WorkflowConfigurationFilter {
  @IsOptional()
  @Field(() => WorkflowType, { nullable: true, description: "Of this type only." })
  workflowType?: WorkflowType | null;

  @IsOptional()
  @Field(() => ConfigurationStatus, {
    nullable: true,
    description: "Of this status only; the active ones when absent.",
  })
  status?: ConfigurationStatus | null;
}

@ObjectType({ description: "Answer to a change of a configuration." })
export class WorkflowConfigurationPayload {
  @Field(() => WorkflowConfiguration, { nullable: true, description: "The configuration as it is now." })
  workflowConfiguration: WorkflowConfiguration | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}
