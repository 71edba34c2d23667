import type { EntityManager } from "typeorm";
import type { TakenJob } from "../platform/queue.js";
import { admitTasks } from "../runs/admission.js";
import { lockRun } from "../runs/run-log.js";
import { TaskStatus } from "../runs/run-status.js";
import type { WorkflowRunTask } from "../runs/task.entity.js";
import type { Engine } from "./engine.js";

/**
 * A worker lets go of a task that it has not ended. Still its own: the task waits as before and is handed out again at
 * once. Cancelled: its place in the limits, which it kept while the worker was at the source, is free for another. Taken
 * over by another worker: nothing is changed.
 */
export async function letGo(
  engine: Engine,
  manager: EntityManager,
  job: TakenJob,
  { id, tenantId, runId, attempt }: WorkflowRunTask,
  pauseSeconds = 0,
): Promise<void> {
  await lockRun(manager, tenantId, runId);
  const [task] = (await manager.query(
    `with mine as (
       update workflow_run_task
       set status = case status when 'RUNNING' then 'PENDING' else status end, admitted = status = 'RUNNING'
       where id = $1 and attempt = $2 and status in ('RUNNING', 'CANCELLED') returning status
     ) select status from mine`,
    [id, attempt],
  )) as { status: TaskStatus }[];
  if (task?.status === TaskStatus.PENDING) return engine.queue.giveBack(manager, job, pauseSeconds);
  await engine.queue.complete(manager, job);
  if (task) await admitTasks(manager, engine.queue, tenantId, engine.tenantConcurrency);
}
