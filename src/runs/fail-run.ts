import type { EntityManager } from "typeorm";
import type { Failure } from "./failure.js";
import { moveRun } from "./run-log.js";
import { WorkflowRunStatus } from "./run-status.js";

/** Ends a run as FAILED, with the reason that clients see. */
export async function failRun(
  manager: EntityManager,
  tenantId: string,
  runId: string,
  failure: Failure,
): Promise<void> {
  await manager.query("update workflow_run set failure = $2, total_tasks = coalesce(total_tasks, 0) where id = $1", [
    runId,
    JSON.stringify(failure),
  ]);
  await moveRun(manager, tenantId, runId, { to: WorkflowRunStatus.FAILED, reason: failure.message });
}
