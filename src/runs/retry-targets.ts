import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import type { WorkflowRun } from "./run.entity.js";
import { RetryMode } from "./run.inputs.js";
import { WorkflowRunStatus } from "./run-status.js";

/**
 * What a retry does again: all that the first run of the chain was to do (undefined: all there is), or from failure the
 * targets without a result. Where it was not a task that failed, but the plan or the output, that is what the run itself
 * had to do.
 */
export async function targetsToRetry(
  manager: EntityManager,
  run: WorkflowRun,
  mode: RetryMode,
): Promise<readonly string[] | undefined> {
  if (mode === RetryMode.ALL) return targetsOfFirst(manager, run);
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

/** A step of a pipeline may have been narrowed to some tables from the start. */
async function targetsOfFirst(manager: EntityManager, run: WorkflowRun): Promise<readonly string[] | undefined> {
  const [first] = (await manager.query(
    `with recursive chain as (
       select retry_of_id, only_targets from workflow_run where id = $1 and tenant_id = $2
       union all
       select r.retry_of_id, r.only_targets from workflow_run r join chain on r.id = chain.retry_of_id where r.tenant_id = $2
     ) select only_targets from chain where retry_of_id is null`,
    [run.id, run.tenantId],
  )) as { only_targets: string[] | null }[];
  return first?.only_targets ?? undefined;
}
