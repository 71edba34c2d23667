import type { EntityManager } from "typeorm";
import type { TakenJob } from "../platform/queue.js";
import { admitTasks } from "../runs/admission.js";
import type { Failure } from "../runs/failure.js";
import { lockRun, logEvent } from "../runs/run-log.js";
import { isFinal } from "../runs/run-status.js";
import type { WorkflowRunTask } from "../runs/task.entity.js";
import type { TaskOutcome } from "../workflows/contract.js";
import type { Engine } from "./engine.js";
import { letGo } from "./let-go.js";

export type TaskEnd = TaskOutcome | { readonly status: "FAILED"; readonly failure: Failure };

interface Counts {
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
}

/**
 * Ends a task: its state, its result, the run's counts, the event, what is admitted in its place and, after the last
 * one, the job that finishes the run, all in one transaction, and only while this worker's attempt is the present one.
 */
export async function endTask(
  engine: Engine,
  manager: EntityManager,
  job: TakenJob,
  task: WorkflowRunTask,
  end: TaskEnd,
): Promise<void> {
  const { tenantId, runId, id, targetFqn, ordinal } = task;
  const run = await lockRun(manager, tenantId, runId);
  if (!run || isFinal(run.status) || !(await writeEnd(manager, task, end))) return letGo(engine, manager, job, task);
  if (end.status === "SUCCEEDED") await end.save?.(manager);
  const counts = await count(manager, runId, end.status);
  const why =
    end.status === "FAILED" ? { failure: end.failure } : end.status === "SKIPPED" ? { skipReason: end.reason } : {};
  await logEvent(manager, tenantId, runId, "TASK", { taskId: id, targetFqn, ordinal, status: end.status, ...why });
  await logEvent(manager, tenantId, runId, "PROGRESS", counts);
  if (counts.succeeded + counts.failed + counts.skipped === counts.total) {
    await engine.queue.send(manager, [{ step: "finish", tenantId, runId }]);
  }
  await engine.queue.complete(manager, job);
  await admitTasks(manager, engine.queue, tenantId, engine.tenantConcurrency);
}

async function writeEnd(manager: EntityManager, task: WorkflowRunTask, end: TaskEnd): Promise<boolean> {
  const rows = (await manager.query(
    `with mine as (
       update workflow_run_task
       set status = $3, completed_at = clock_timestamp(), progress = 1, admitted = false, result = $4, skip_reason = $5, failure = $6
       where id = $1 and attempt = $2 and status = 'RUNNING' returning id
     ) select id from mine`,
    [
      task.id,
      task.attempt,
      end.status,
      end.status === "SUCCEEDED" ? JSON.stringify(end.result) : null,
      end.status === "SKIPPED" ? end.reason : null,
      end.status === "FAILED" ? JSON.stringify(end.failure) : null,
    ],
  )) as unknown[];
  return rows.length > 0;
}

async function count(manager: EntityManager, runId: string, status: TaskEnd["status"]): Promise<Counts> {
  const [counts] = (await manager.query(
    `with run as (
       update workflow_run set succeeded_tasks = succeeded_tasks + $2, failed_tasks = failed_tasks + $3, skipped_tasks = skipped_tasks + $4
       where id = $1 returning total_tasks, succeeded_tasks, failed_tasks, skipped_tasks
     ) select total_tasks as total, succeeded_tasks as succeeded, failed_tasks as failed, skipped_tasks as skipped from run`,
    [runId, status === "SUCCEEDED" ? 1 : 0, status === "FAILED" ? 1 : 0, status === "SKIPPED" ? 1 : 0],
  )) as Counts[];
  return counts!;
}
