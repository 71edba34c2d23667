import type { EntityManager } from "typeorm";
import type { ChangeSet, Effects } from "../assets/changes/effects.js";
import { rejectChanges } from "../assets/changes/reject.js";
import { lockTables } from "../assets/history/lock-tables.js";
import type { Identity } from "../platform/context.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { isId } from "../platform/ids.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { lockRun } from "../runs/run-log.js";
import type { WholeOutcome, WholeResults, Workflow } from "../workflows/contract.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import { ApprovalStatus, type WorkflowRunApproval } from "./approval.entity.js";
import { ApprovalAction, type DecideWorkflowRunApprovalInput } from "./approval.inputs.js";
import { changeCounts, lockApproval } from "./approval-rows.js";
import { applyChanges, type ChangeOutcome, resetChanges, tablesOfChanges } from "./change-sets.js";
import { checkAll, checkChanges, checkRun } from "./check-decision.js";
import { markLookedAt } from "./mark-looked-at.js";
import { statusOfChanges, statusOfWhole } from "./status-after.js";
import { succeededTables } from "./succeeded-tables.js";
import { Undecidable } from "./undecidable.js";
import { writeDecision } from "./write-decision.js";

export interface Decided {
  readonly workflowRun: WorkflowRun;
  readonly approval: WorkflowRunApproval;
  readonly outcome: ChangeOutcome & WholeOutcome;
}

/** Decides on what a run found, in the caller's transaction; throws where that can't be, so that nothing is done. */
export async function decide(
  manager: EntityManager,
  workflows: WorkflowRegistry,
  { tenantId, clientId }: Pick<Identity, "tenantId" | "clientId">,
  { workflowRunId, action, changeIds = null, notes = null }: DecideWorkflowRunApprovalInput,
): Promise<Decided> {
  const locked = isId(workflowRunId) ? await lockRun(manager, tenantId, workflowRunId) : undefined;
  const workflow = locked && workflows.find(locked.workflowType);
  if (!workflow) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.", "workflowRunId");
  const { id: runId } = locked;
  const set = { tenantId, runId, changeIds: changeIds?.filter(isId) ?? null, clientId };
  await lockTables(manager, tenantId, await tablesOf(manager, workflow, set));
  const approval = await lockApproval(manager, tenantId, runId);
  const state = { workflowRun: await manager.findOneByOrFail(WorkflowRun, { id: runId, tenantId }), approval };
  checkRun(state, workflow.approval !== undefined);
  const whole = workflow.approval === "CHANGES" ? null : workflow.approval!;
  const counts = async () => (await changeCounts(manager, tenantId, [runId]))[0]!;
  if (changeIds) await checkChanges(manager, state, action, changeIds);
  else checkAll(state, action, whole ? null : await counts());
  const outcome = whole ? await decideWhole(manager, whole, action, set) : await decideChanges(manager, action, set);
  if (outcome.decided === 0 && outcome.conflictCount > 0) {
    throw Undecidable.conflict(state, "Nothing was decided: `conflicts` says of each change why.", outcome.conflicts);
  }
  const autoSaved = state.approval.autoSaved && action !== ApprovalAction.RESET;
  const status = whole ? statusOfWhole(action) : statusOfChanges(await counts(), autoSaved, action);
  const isApproved = status === ApprovalStatus.APPROVED;
  if (isApproved !== (state.approval.status === ApprovalStatus.APPROVED)) {
    outcome.metricsMarkedStale += await markLookedAt(manager, state.workflowRun, isApproved);
  }
  await writeDecision(manager, state.approval, { status, autoSaved, notes, clientId });
  return { workflowRun: state.workflowRun, approval: (await lockApproval(manager, tenantId, runId))!, outcome };
}

/** The tables whose rows in the catalog, or measures, a decision may change. */
async function tablesOf(manager: EntityManager, { approval }: Workflow, set: ChangeSet): Promise<string[]> {
  const succeeded = await succeededTables(manager, set.tenantId, set.runId);
  return approval === "CHANGES" ? [...succeeded, ...(await tablesOfChanges(manager, set))] : succeeded;
}

const NO_CHANGES: Effects = {
  decided: 0,
  changeIds: [],
  changed: 0,
  conflictCount: 0,
  conflicts: [],
  touched: [],
  violationsResolved: 0,
};

async function decideChanges(
  manager: EntityManager,
  action: ApprovalAction,
  set: ChangeSet,
): Promise<Decided["outcome"]> {
  if (action === ApprovalAction.APPROVE) return { ...(await applyChanges(manager, set)), profiles: 0 };
  if (action === ApprovalAction.RESET) return { ...(await resetChanges(manager, set)), profiles: 0 };
  return { ...(await rejectChanges(manager, set)), profiles: 0, metricsMarkedStale: 0 };
}

async function decideWhole(
  manager: EntityManager,
  whole: WholeResults,
  action: ApprovalAction,
  set: ChangeSet,
): Promise<Decided["outcome"]> {
  if (action === ApprovalAction.APPROVE) return { ...NO_CHANGES, ...(await whole.save(manager, set)) };
  if (action === ApprovalAction.RESET) return { ...NO_CHANGES, ...(await whole.takeBack(manager, set)) };
  return { ...NO_CHANGES, profiles: 0, metricsMarkedStale: 0 };
}
