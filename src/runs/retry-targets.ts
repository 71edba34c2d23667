import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import type { WorkflowRun } from "./run.entity.js";
import { RetryMode } from "./run.inputs.js";
import { WorkflowRunStatus } from "./run-status.js";

/**
 * What a retry does again: all (undefined), or from failure the targets without a result. Where it was not a task that
 * failed, but the plan or the output, that is what the run itself had to do.
 */
export async function targetsToRetry(
  manager: EntityManager,
  run: WorkflowRun,
  mode: RetryMode,
): Promise<readonly string[] | undefined> {
  if (mode === RetryMode.ALL) return undefined;
  if (run.status === WorkflowRunStatus.COMPLETED) {
    throw UserErrors.one(ErrorCode.CONFLICT, "Nothing of the run failed: retry it with mode ALL.", "mode");
  }
  const left = (await manager.query(
    `select target_fqn from workflow_run_task
     where tenant_id = $1 and run_id = $2 and status in ('FAILED', 'CANCELLED') order by ordinal`,
    [run.tenantId, run.id],
  )) as { target_fqn: string }[];
  return left.length > 0 ? left.map((task) => task.target_fqn) : (run.onlyTargets ?? undefined);
}
