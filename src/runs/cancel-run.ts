import type { EntityManager } from "typeorm";
import { ErrorCode } from "../platform/errors.js";
import { notify } from "../platform/listener.js";
import type { Queue } from "../platform/queue.js";
import { admitTasks } from "./admission.js";
import { WorkflowRun } from "./run.entity.js";
import type { CancelWorkflowRunResult } from "./run.inputs.js";
import { lockRun, moveRun } from "./run-log.js";
import { isFinal, WorkflowRunStatus } from "./run-status.js";

/**
 * Cancels a run and what is left of its tasks. A task that a worker is at keeps its place in the limits until that
 * worker has let go of the source; one that only waits gives its place up at once. Undefined where there is no such run.
 */
export async function cancelRun(
  manager: EntityManager,
  queue: Queue,
  tenantId: string,
  id: string,
  reason: string,
  tenantConcurrency: number,
): Promise<Omit<CancelWorkflowRunResult, "id"> | undefined> {
  const run = await lockRun(manager, tenantId, id);
  if (!run) return undefined;
  const ended = isFinal(run.status);
  if (!ended) {
    await manager.query(
      `update workflow_run_task
       set status = 'CANCELLED', completed_at = clock_timestamp(), admitted = admitted and status = 'RUNNING'
       where run_id = $1 and status in ('PENDING', 'RUNNING')`,
      [id],
    );
    await moveRun(manager, tenantId, id, { to: WorkflowRunStatus.CANCELLED, reason });
    await notify(manager, "cancelled", id);
    await admitTasks(manager, queue, tenantId, tenantConcurrency);
  }
  const workflowRun = await manager.findOneByOrFail(WorkflowRun, { id, tenantId });
  const tooLate = ended && run.status !== WorkflowRunStatus.CANCELLED;
  const message = `The run has ended as ${run.status}.`;
  return {
    cancelled: !ended,
    workflowRun,
    userError: tooLate ? { code: ErrorCode.CONFLICT, message, path: [] } : null,
  };
}
