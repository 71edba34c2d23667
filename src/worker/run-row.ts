import type { EntityManager } from "typeorm";
import { type Fqn, parseFqn } from "../platform/fqn.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { type LockedRun, moveRun } from "../runs/run-log.js";
import { WorkflowRunStatus } from "../runs/run-status.js";

export const loadRun = (manager: EntityManager, tenantId: string, runId: string): Promise<WorkflowRun> =>
  manager.findOneByOrFail(WorkflowRun, { id: runId, tenantId });

export const assetOf = (run: WorkflowRun): Fqn => parseFqn(run.assetFqn);

/** The run's worker is gone: the run goes back to PENDING in a new attempt, and on to RUNNING with whoever took it over. */
export async function takeOver(manager: EntityManager, run: LockedRun, reason: string): Promise<void> {
  if (run.status === WorkflowRunStatus.RUNNING) {
    await moveRun(manager, run.tenantId, run.id, { to: WorkflowRunStatus.PENDING, nextAttempt: true, reason });
  }
  await moveRun(manager, run.tenantId, run.id, {
    to: WorkflowRunStatus.RUNNING,
    reason: "Taken up by another worker.",
  });
}
