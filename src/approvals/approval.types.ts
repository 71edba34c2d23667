import { Field, Int, ObjectType } from "type-graphql";
import { ChangeConflictReason } from "../assets/changes/effects.js";
import { ProposedChange } from "../assets/changes/proposed-change.entity.js";
import { UserError } from "../platform/errors.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { WorkflowRunApproval } from "./approval.entity.js";

@ObjectType({ description: "How many of a run's proposed changes stand how." })
export class ProposedChangeCounts {
  @Field(() => Int, { description: "Undecided ones." })
  pending: number;

  @Field(() => Int, { description: "Saved to the catalog." })
  approved: number;

  @Field(() => Int, { description: "Not wanted." })
  rejected: number;

  @Field(() => Int, { description: "Superseded by a later run." })
  superseded: number;
}

@ObjectType({ description: "A proposed change that a decision left as it is." })
export class ChangeConflict {
  @Field(() => ProposedChange, { description: "The change." })
  change: ProposedChange;

  @Field(() => ChangeConflictReason, { description: "Why." })
  reason: ChangeConflictReason;
}

@ObjectType({ description: "What a decision did." })
export class ApprovalOutcome {
  @Field(() => Int, { description: "Proposed changes that it decided, or reset." })
  decided: number;

  @Field(() => Int, {
    description: "Of those, the ones that made the catalog another than before; the others found what was there.",
  })
  catalogChanges: number;

  @Field(() => Int, { description: "Profiles that it saved, or took away." })
  profiles: number;

  @Field(() => Int, { description: "Metric snapshots that are stale by it: the next assessment measures them anew." })
  metricsMarkedStale: number;

  @Field(() => Int, {
    description: "Open violations that it resolved: their rules ask for something else now, or are none any more.",
  })
  violationsResolved: number;

  @Field(() => Int, { description: "Proposed changes that it left as they are." })
  conflicts: number;
}

@ObjectType({ description: "Answer to decideWorkflowRunApproval." })
export class DecideWorkflowRunApprovalPayload {
  @Field(() => WorkflowRun, { nullable: true, description: "The run." })
  workflowRun: WorkflowRun | null;

  @Field(() => WorkflowRunApproval, {
    nullable: true,
    description: "The approval as it is now; after a CONFLICT too, so that you see what was decided meanwhile.",
  })
  approval: WorkflowRunApproval | null;

  @Field(() => ApprovalOutcome, { nullable: true, description: "What was done, in numbers; null where nothing was." })
  outcome: ApprovalOutcome | null;

  @Field(() => [ProposedChange], {
    description:
      "The first hundred changes that were decided, as they are now. `WorkflowRun.proposedChanges` has them all.",
  })
  changes: ProposedChange[];

  @Field(() => [ChangeConflict], {
    description: "The first hundred changes that were left as they are, and why; the others are decided all the same.",
  })
  conflicts: ChangeConflict[];

  @Field(() => [UserError], { description: "What is wrong with the input or the state; nothing was done then." })
  userErrors: UserError[];
}
