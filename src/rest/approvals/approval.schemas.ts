import { z } from "zod";
import { ApprovalStatus, type WorkflowRunApproval } from "../../approvals/approval.entity.js";
import type { ProposedChangeCounts } from "../../approvals/approval.types.js";
import { ChangeConflictReason } from "../../assets/changes/effects.js";
import { codes, count, flag, fqn, named, pageOf, text, time, uuid } from "../fields.js";
import { lower } from "../names.js";

const ChangeCounts = named("ChangeCounts", "How many of a run's proposed changes stand how.", {
  pending: count("Undecided ones."),
  approved: count("Saved to the catalog."),
  rejected: count("Not wanted."),
  superseded: count("Superseded by a later run."),
});

export const Approval = named("Approval", "The decision on what a run found: made when the run completes, one a run.", {
  id: uuid("The approval."),
  run_id: uuid("The run."),
  status: codes(ApprovalStatus, "What was decided."),
  auto_saved: flag("Whether the run saved its results itself (`save_all`), and nobody has taken that back."),
  notes: text("What the client that decided last had to say.").nullable(),
  decided_by_client_id: text(
    "The client that decided or took back last; null while nobody did, and where a later run did.",
  ).nullable(),
  decided_at: time("When it was decided, taken back or superseded last; null while it was not.").nullable(),
  superseded_by_run_id: uuid("The later run that superseded what was undecided; null for none.").nullable(),
  created_at: time("When the run completed."),
  updated_at: time("When it changed last."),
});

export const approvalOf = (approval: WorkflowRunApproval): z.infer<typeof Approval> => ({
  id: approval.id,
  run_id: approval.runId,
  status: lower(approval.status),
  auto_saved: approval.autoSaved,
  notes: approval.notes,
  decided_by_client_id: approval.decidedByClientId,
  decided_at: approval.decidedAt?.toISOString() ?? null,
  superseded_by_run_id: approval.supersededByRunId,
  created_at: approval.createdAt.toISOString(),
  updated_at: approval.updatedAt.toISOString(),
});

export const ApprovalPage = pageOf("ApprovalPage", Approval);

export const ApprovalDetail = named("ApprovalDetail", "An approval, with how the run's proposed changes stand.", {
  ...Approval.shape,
  change_counts: ChangeCounts,
});

export const countsOf = ({ pending, approved, rejected, superseded }: ProposedChangeCounts) => ({
  pending,
  approved,
  rejected,
  superseded,
});

export const Decision = named("Decision", "What came of a decision.", {
  approval: Approval,
  outcome: named("DecisionOutcome", "What it did, in numbers.", {
    decided: count("Proposed changes that it decided, or took back."),
    catalog_changes: count("Of those, the ones that made the catalog another than before."),
    profiles: count("Profiles that it saved, or took away."),
    metrics_marked_stale: count("Metric snapshots that are stale by it: the next assessment measures them anew."),
    violations_resolved: count("Open violations that it resolved."),
    conflicts: count("Proposed changes that it left as they are."),
  }),
  conflicts: z
    .array(
      named("ChangeConflict", "A proposed change that was left as it is.", {
        change_id: uuid("The change."),
        target_fqn: fqn("The table or column that it is about."),
        reason: codes(ChangeConflictReason, "Why."),
      }),
    )
    .meta({ description: "The first hundred changes that were left as they are." }),
});
