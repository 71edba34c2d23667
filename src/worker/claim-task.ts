import type { EntityManager } from "typeorm";
import type { TakenJob } from "../platform/queue.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { lockRun } from "../runs/run-log.js";
import { isFinal, TaskStatus } from "../runs/run-status.js";
import { WorkflowRunTask } from "../runs/task.entity.js";
import { endTask } from "./end-task.js";
import { type Engine, MAX_WORKER_LOSSES, unknownTypeSeconds } from "./engine.js";
import { letGo } from "./let-go.js";
import { loadRun, takeOver } from "./run-row.js";

export interface Claim {
  readonly run: WorkflowRun;
  readonly task: WorkflowRunTask;
}

/**
 * Marks the task as this worker's, in a new attempt. A task that is RUNNING already had a worker that is gone. A task that
 * has one loss left is not claimed ("ALONE") unless nothing else goes on in this process: if that one dies as well, it
 * was this task, and takes nothing along; if the others died of a neighbour, it survives.
 */
export async function claimTask(
  engine: Engine,
  manager: EntityManager,
  job: TakenJob,
  alone: boolean,
): Promise<Claim | "ALONE" | undefined> {
  if (job.data.step !== "task") throw new Error("Not a task.");
  const { tenantId, runId, taskId } = job.data;
  const run = await lockRun(manager, tenantId, runId);
  const task = await manager.findOneBy(WorkflowRunTask, { id: taskId, tenantId });
  if (!run || !task) {
    await engine.queue.complete(manager, job);
    return undefined;
  }
  const lost = task.status === TaskStatus.RUNNING;
  if (isFinal(run.status) || !(lost || task.status === TaskStatus.PENDING)) {
    await letGo(engine, manager, job, task);
    return undefined;
  }
  if (!engine.workflows.find(run.workflowType)) {
    await engine.queue.giveBack(manager, job, unknownTypeSeconds());
    return undefined;
  }
  if (lost && task.workerLosses + 1 >= MAX_WORKER_LOSSES) {
    const message = `The task's worker was lost ${MAX_WORKER_LOSSES} times.`;
    await manager.query("update workflow_run_task set worker_losses = worker_losses + 1 where id = $1", [taskId]);
    await endTask(engine, manager, job, task, {
      status: "FAILED",
      failure: { code: "WORKER_LOST", message, retryable: true },
    });
    await recordLoss(manager, task, run);
    return undefined;
  }
  const losses = task.workerLosses + (lost ? 1 : 0);
  if (losses >= MAX_WORKER_LOSSES - 1 && !alone) {
    await manager.query("update workflow_run_task set status = 'PENDING', worker_losses = $2 where id = $1", [
      taskId,
      losses,
    ]);
    if (lost) await recordLoss(manager, task, run);
    return "ALONE";
  }
  await manager.query(
    `update workflow_run_task set status = 'RUNNING', attempt = attempt + 1, worker_losses = $2, worker_id = $3,
       started_at = clock_timestamp(), progress = 0 where id = $1`,
    [taskId, losses, engine.workerId],
  );
  if (lost) await recordLoss(manager, task, run);
  return {
    run: await loadRun(manager, tenantId, runId),
    task: await manager.findOneByOrFail(WorkflowRunTask, { id: taskId, tenantId }),
  };
}

/** A lost worker is one new attempt of the run, however many of its tasks it had. */
async function recordLoss(
  manager: EntityManager,
  task: WorkflowRunTask,
  run: Parameters<typeof takeOver>[1],
): Promise<void> {
  if (task.workerId === null) return;
  await manager.query(
    "update workflow_run_task set worker_id = null where run_id = $1 and worker_id = $2 and status = 'RUNNING' and id <> $3",
    [task.runId, task.workerId, task.id],
  );
  await takeOver(manager, run, `The worker of ${task.targetFqn} was lost.`);
}
