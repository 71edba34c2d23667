import type { EntityManager } from "typeorm";
import { CodedFailure } from "../platform/coded-failure.js";
import { parseFqn } from "../platform/fqn.js";
import type { TakenJob } from "../platform/queue.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { lockRun } from "../runs/run-log.js";
import { isFinal, TaskStatus, WorkflowRunStatus } from "../runs/run-status.js";
import { WorkflowRunTask } from "../runs/task.entity.js";
import type { TaskOutcome } from "../workflows/contract.js";
import { endTask, type TaskEnd } from "./end-task.js";
import { backoffSeconds, type Engine, MAX_TRIES, MAX_WORKER_LOSSES, transactOf } from "./engine.js";
import { assetOf, loadRun, takeOver } from "./run-row.js";
import { reportProgress } from "./task-progress.js";

interface Claim {
  readonly run: WorkflowRun;
  readonly task: WorkflowRunTask;
}

/** Works on one task. Its result is written only while the claim holds: a worker that was taken over writes nothing. */
export async function workOnTask(engine: Engine, job: TakenJob, signal: AbortSignal): Promise<void> {
  const { tenantId } = job.data;
  const transact = transactOf(engine, tenantId);
  const claim = await transact((manager) => claimTask(engine, manager, job));
  if (!claim) return;
  const { run, task } = claim;
  const progress = reportProgress(engine, task);
  let end: TaskEnd;
  try {
    const outcome: TaskOutcome = await engine.workflows.get(run.workflowType).execute({
      tenantId,
      runId: run.id,
      asset: assetOf(run),
      parameters: run.parameters,
      saveAll: run.saveAll,
      transact,
      signal,
      taskId: task.id,
      target: parseFqn(task.targetFqn),
      log: engine.log.child({ runId: run.id, taskId: task.id }),
      progress: progress.report,
    });
    end = outcome;
  } catch (error) {
    if (signal.aborted) throw error;
    end = failureOf(engine, task, error);
  } finally {
    await progress.stop();
  }
  if (end.status === "FAILED" && end.failure.retryable && task.tries + 1 < MAX_TRIES) {
    const { failure } = end;
    await transact((manager) => tryAgain(engine, manager, job, task, failure));
  } else await transact((manager) => endTask(engine, manager, job, task, end));
}

/** Marks the task as this worker's. A task that is RUNNING already had a worker that is gone. */
async function claimTask(engine: Engine, manager: EntityManager, job: TakenJob): Promise<Claim | undefined> {
  if (job.data.step !== "task") throw new Error("Not a task.");
  const { tenantId, runId, taskId } = job.data;
  const run = await lockRun(manager, tenantId, runId);
  const task = await manager.findOneBy(WorkflowRunTask, { id: taskId, tenantId });
  if (
    !run ||
    isFinal(run.status) ||
    !task ||
    !(task.status === TaskStatus.PENDING || task.status === TaskStatus.RUNNING)
  ) {
    await engine.queue.complete(manager, job);
    return undefined;
  }
  const lost = task.status === TaskStatus.RUNNING;
  if (lost) await takeOver(manager, run, `The worker of ${task.targetFqn} was lost.`);
  if (lost && task.workerLosses + 1 >= MAX_WORKER_LOSSES) {
    await manager.query("update workflow_run_task set worker_losses = worker_losses + 1 where id = $1", [taskId]);
    const message = `The task's worker was lost ${MAX_WORKER_LOSSES} times.`;
    await endTask(engine, manager, job, task, {
      status: "FAILED",
      failure: { code: "WORKER_LOST", message, retryable: true },
    });
    return undefined;
  }
  if (!lost && run.status === WorkflowRunStatus.PENDING) await takeOver(manager, run, "");
  await manager.query(
    `update workflow_run_task set status = 'RUNNING', attempt = attempt + 1, worker_losses = worker_losses + $2, worker_id = $3,
       started_at = clock_timestamp(), progress = 0 where id = $1`,
    [taskId, lost ? 1 : 0, engine.workerId],
  );
  return {
    run: await loadRun(manager, tenantId, runId),
    task: await manager.findOneByOrFail(WorkflowRunTask, { id: taskId, tenantId }),
  };
}

function failureOf(engine: Engine, task: WorkflowRunTask, error: unknown): TaskEnd & { status: "FAILED" } {
  if (error instanceof CodedFailure) {
    return { status: "FAILED", failure: { code: error.code, message: error.message, retryable: error.retryable } };
  }
  engine.log.error({ err: error, taskId: task.id }, "task failed unexpectedly");
  return {
    status: "FAILED",
    failure: { code: "INTERNAL_ERROR", message: "The task failed for a reason of our own.", retryable: true },
  };
}

/** Puts the task back, to be taken up after a pause. It keeps its place in the limits: another try will use it. */
async function tryAgain(
  engine: Engine,
  manager: EntityManager,
  job: TakenJob,
  task: WorkflowRunTask,
  failure: object,
): Promise<void> {
  const { tenantId, runId, id: taskId } = task;
  await lockRun(manager, tenantId, runId);
  const rows = (await manager.query(
    `with mine as (
       update workflow_run_task set status = 'PENDING', tries = tries + 1, failure = $3
       where id = $1 and attempt = $2 and status = 'RUNNING' returning id
     ) select id from mine`,
    [taskId, task.attempt, JSON.stringify(failure)],
  )) as unknown[];
  if (rows.length > 0) {
    await engine.queue.send(manager, [{ step: "task", tenantId, runId, taskId }], backoffSeconds(task.tries + 1));
  }
  await engine.queue.complete(manager, job);
}
