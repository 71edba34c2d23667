import { ApprovalStatus } from "./approval.entity.js";
import { ApprovalAction } from "./approval.inputs.js";
import type { ProposedChangeCounts } from "./approval.types.js";

const OF_ACTION = {
  [ApprovalAction.APPROVE]: ApprovalStatus.APPROVED,
  [ApprovalAction.REJECT]: ApprovalStatus.REJECTED,
  [ApprovalAction.RESET]: ApprovalStatus.PENDING,
};

/** Where an approval stands after a decision on a run without changes, or on its results as a whole. */
export const statusOfWhole = (action: ApprovalAction): ApprovalStatus => OF_ACTION[action];

/**
 * Where an approval stands by how the run's changes do. What a run that saved its results itself could not save, since a
 * person's word stands against it, leaves its approval as it is.
 */
export function statusOfChanges(
  { pending, approved, rejected, superseded }: ProposedChangeCounts,
  autoSaved: boolean,
  action: ApprovalAction,
): ApprovalStatus {
  if (pending + approved + rejected + superseded === 0) return statusOfWhole(action);
  if (pending > 0) return autoSaved ? ApprovalStatus.APPROVED : ApprovalStatus.PENDING;
  return approved > 0 ? ApprovalStatus.APPROVED : ApprovalStatus.REJECTED;
}
