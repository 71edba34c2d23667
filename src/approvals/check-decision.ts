import type { EntityManager } from "typeorm";
import { ChangeDecision } from "../assets/changes/proposed-change.entity.js";
import { ErrorCode, type UserError } from "../platform/errors.js";
import { isId } from "../platform/ids.js";
import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";
import { ApprovalStatus } from "./approval.entity.js";
import { ApprovalAction } from "./approval.inputs.js";
import type { ProposedChangeCounts } from "./approval.types.js";
import { type State, Undecidable } from "./undecidable.js";

type Decidable = State & { readonly approval: NonNullable<State["approval"]> };

/** Whether the run is one that is decided on at all. */
export function checkRun(state: State, hasApprovals: boolean): asserts state is Decidable {
  const { workflowRun: run, approval } = state;
  if (!hasApprovals) {
    const message = `Runs of the type ${run.workflowType} propose nothing: there is nothing to decide.`;
    throw new Undecidable([{ code: ErrorCode.VALIDATION_ERROR, message, path: ["workflowRunId"] }], state);
  }
  if (!isFinal(run.status))
    throw Undecidable.conflict(state, "The run has not ended yet: decide when it has completed.");
  if (run.status === WorkflowRunStatus.FAILED || run.status === WorkflowRunStatus.CANCELLED) {
    throw Undecidable.conflict(state, `The run ended as ${run.status}: there is nothing to decide.`);
  }
  if (!approval) throw Undecidable.conflict(state, "The run ended before approvals were kept: do it again.");
}

/** Whether all of a run may be decided like this. */
export function checkAll(state: Decidable, action: ApprovalAction, counts: ProposedChangeCounts | null): void {
  const { status, supersededByRunId } = state.approval;
  const decided = counts ? counts.approved + counts.rejected : 0;
  const superseded = supersededByRunId !== null && decided === 0;
  if (superseded) throw Undecidable.conflict(state, `${supersededBy(supersededByRunId)} Nothing of this one is left.`);
  if (action === ApprovalAction.RESET) {
    if (status === ApprovalStatus.PENDING && decided === 0)
      throw Undecidable.conflict(state, "Nothing of it is decided.");
    return;
  }
  if (status !== ApprovalStatus.PENDING) {
    throw Undecidable.conflict(state, `It is ${status} already: reset it first to decide anew.`);
  }
}

/** Whether each listed change may be decided like this; else none is. */
export async function checkChanges(
  manager: EntityManager,
  state: Decidable,
  action: ApprovalAction,
  changeIds: readonly string[],
): Promise<void> {
  const { id: runId, tenantId } = state.workflowRun;
  const rows = (await manager.query(
    `select id, decision, superseded_by_run_id as "supersededByRunId" from proposed_change
     where tenant_id = $1 and run_id = $2 and id = any($3)`,
    [tenantId, runId, changeIds.filter(isId)],
  )) as ListedChange[];
  const byId = new Map(rows.map((row) => [row.id, row]));
  const errors = changeIds.flatMap((id, index): UserError[] => {
    const wrong = wrongWith(byId.get(id.toLowerCase()), action);
    return wrong ? [{ ...wrong, path: ["changeIds", String(index)] }] : [];
  });
  if (errors.length > 0) throw new Undecidable(errors, state);
}

interface ListedChange {
  readonly id: string;
  readonly decision: ChangeDecision;
  readonly supersededByRunId: string | null;
}

function wrongWith(change: ListedChange | undefined, action: ApprovalAction): Omit<UserError, "path"> | undefined {
  if (!change) return { code: ErrorCode.RESOURCE_NOT_FOUND, message: "The run has no such change." };
  const { decision, supersededByRunId } = change;
  const conflict = (message: string) => ({ code: ErrorCode.CONFLICT, message });
  if (decision === ChangeDecision.SUPERSEDED) return conflict(supersededBy(supersededByRunId!));
  if (action === ApprovalAction.RESET) {
    return decision === ChangeDecision.PENDING ? conflict("The change is not decided.") : undefined;
  }
  return decision === ChangeDecision.PENDING
    ? undefined
    : conflict(`The change is ${decision} already: reset it first to decide anew.`);
}

const supersededBy = (runId: string): string => `The later run ${runId} has superseded it: decide on that one.`;
