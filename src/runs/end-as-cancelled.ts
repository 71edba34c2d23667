import type { EntityManager } from "typeorm";
import { notify } from "../platform/listener.js";
import { moveRun } from "./run-log.js";
import { WorkflowRunStatus } from "./run-status.js";

/**
 * Ends a run, whose row the caller has locked, and what is left of its tasks. A task that a worker is at keeps its place
 * in the limits until that worker has let go of the source; one that only waits gives its place up at once.
 */
export async function endAsCancelled(
  manager: EntityManager,
  tenantId: string,
  id: string,
  reason: string,
): Promise<void> {
  await manager.query(
    `update workflow_run_task
     set status = 'CANCELLED', completed_at = clock_timestamp(), admitted = admitted and status = 'RUNNING'
     where run_id = $1 and status in ('PENDING', 'RUNNING')`,
    [id],
  );
  await moveRun(manager, tenantId, id, { to: WorkflowRunStatus.CANCELLED, reason });
  await notify(manager, "cancelled", id);
}
