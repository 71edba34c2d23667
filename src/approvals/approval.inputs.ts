import { ArrayMaxSize, ArrayMinSize, IsOptional, Length } from "class-validator";
import { Field, ID, InputType, registerEnumType } from "type-graphql";
import { Distinct } from "../platform/distinct.js";
import { AssetFqn } from "../platform/scalars.js";
import { WorkflowType } from "../workflows/workflow-type.js";
import { ApprovalStatus } from "./approval.entity.js";

export enum ApprovalAction {
  APPROVE = "APPROVE",
  REJECT = "REJECT",
  RESET = "RESET",
}
registerEnumType(ApprovalAction, {
  name: "ApprovalAction",
  description: "What to do with what a run found.",
  valuesConfig: {
    APPROVE: { description: "Save it to the catalog." },
    REJECT: { description: "Leave the catalog as it is." },
    RESET: { description: "Take the decision back, with what it changed: it is undecided again." },
  },
});

@InputType({ description: "A decision on what a run found." })
export class DecideWorkflowRunApprovalInput {
  @Field(() => ID, { description: "The run." })
  workflowRunId: string;

  @Field(() => ApprovalAction, { description: "What to do." })
  action: ApprovalAction;

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(1000)
  @Distinct((id: string) => id.toLowerCase())
  @Field(() => [ID], {
    nullable: true,
    description:
      "Only these of its proposed changes, 1 to 1000, or none of them is decided: undecided ones, or decided ones for RESET. Absent: all of them.",
  })
  changeIds?: string[] | null;

  @IsOptional()
  @Length(0, 2000)
  @Field(() => String, { nullable: true, description: "Why, for whoever reads it later; at most 2000 characters." })
  notes?: string | null;
}

@InputType({ description: "Which approvals." })
export class WorkflowRunApprovalFilter {
  @Field(() => ApprovalStatus, { nullable: true, description: "Only those that stand like this." })
  status?: ApprovalStatus | null;

  @Field(() => WorkflowType, { nullable: true, description: "Only those of runs of this type." })
  workflowType?: WorkflowType | null;

  @Field(() => AssetFqn, { nullable: true, description: "Only those of runs on this asset, or on what lies under it." })
  assetFqn?: string | null;
}
