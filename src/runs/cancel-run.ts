import type { EntityManager } from "typeorm";
import { ErrorCode } from "../platform/errors.js";
import type { Queue } from "../platform/queue.js";
import { admitTasks } from "./admission.js";
import { endAsCancelled } from "./end-as-cancelled.js";
import { WorkflowRun } from "./run.entity.js";
import type { CancelWorkflowRunResult } from "./run.inputs.js";
import { lockRun } from "./run-log.js";
import { isFinal, WorkflowRunStatus } from "./run-status.js";

/**
 * Cancels a run and what is left of its tasks; of a pipeline the runs of its steps too, before itself: nothing of a
 * pipeline goes on once it has ended. Undefined where there is no such run.
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
    const steps = await lockOpenSteps(manager, tenantId, id);
    for (const step of steps) await endAsCancelled(manager, tenantId, step, reason);
    await countSteps(manager, tenantId, id);
    await endAsCancelled(manager, tenantId, id, reason);
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

/** The runs of a pipeline's steps that have not ended; none where the run is no pipeline's. All are locked before any is changed. */
async function lockOpenSteps(manager: EntityManager, tenantId: string, id: string): Promise<string[]> {
  const rows = (await manager.query(
    `select r.id from pipeline_run p join workflow_run r on r.pipeline_run_id = p.id and r.id <> p.run_id
     where p.run_id = $1 and p.tenant_id = $2 and r.status in ('PENDING', 'RUNNING') order by r.id for update of r`,
    [id, tenantId],
  )) as { id: string }[];
  return rows.map((row) => row.id);
}

/** Steps that have ended since they were last counted: nobody counts them once the pipeline has ended. */
async function countSteps(manager: EntityManager, tenantId: string, id: string): Promise<void> {
  await manager.query(
    `update workflow_run parent set succeeded_tasks = ended.well, failed_tasks = ended.failed, skipped_tasks = ended.left_out
     from (
       select count(*) filter (where r.status in ('COMPLETED', 'COMPLETED_WITH_ERRORS')) as well,
         count(*) filter (where r.status = 'FAILED') as failed, count(*) filter (where s.run_id is null) as left_out
       from pipeline_run p join pipeline_step s on s.pipeline_run_id = p.id left join workflow_run r on r.id = s.run_id
       where p.run_id = $1 and p.tenant_id = $2
       having count(*) > 0
     ) ended
     where parent.id = $1 and parent.tenant_id = $2 and parent.total_tasks is not null`,
    [id, tenantId],
  );
}
