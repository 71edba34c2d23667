import type { EntityManager } from "typeorm";
import { parseFqn } from "../platform/fqn.js";
import { isOutage } from "../platform/outage.js";
import type { TakenJob } from "../platform/queue.js";
import { lockRun } from "../runs/run-log.js";
import type { WorkflowRunTask } from "../runs/task.entity.js";
import { type Claim, claimTask } from "./claim-task.js";
import { endTask } from "./end-task.js";
import { backoffSeconds, type Engine, failureOf, MAX_TRIES, transactOf } from "./engine.js";
import { letGo } from "./let-go.js";
import { assetOf } from "./run-row.js";
import { reportProgress } from "./task-progress.js";

/** What a task's work has to do with the rest of its process. */
export interface WorkingProcess {
  /** Resolves when nothing else goes on; nothing else begins then until the job has ended. */
  alone(): Promise<void>;
  /** The task is this worker's now. */
  claimed(task: WorkflowRunTask): void;
}

/**
 * Works on one task. Its result is written only while the claim holds: a worker that was taken over writes nothing.
 */
export async function workOnTask(
  engine: Engine,
  job: TakenJob,
  signal: AbortSignal,
  process: WorkingProcess,
): Promise<void> {
  const transact = transactOf(engine, job.data.tenantId);
  let claim = await transact((manager) => claimTask(engine, manager, job, false));
  if (claim === "ALONE") {
    await process.alone();
    claim = await transact((manager) => claimTask(engine, manager, job, true));
  }
  if (!claim || claim === "ALONE") return;
  const { task } = claim;
  process.claimed(task);
  try {
    const outcome = await execute(engine, claim, signal);
    await transact((manager) => endTask(engine, manager, job, task, outcome));
  } catch (error) {
    if (signal.aborted) {
      await transact((manager) => letGo(engine, manager, job, task));
      return;
    }
    if (isOutage(error)) throw error; // of our own database: given back, that is no try of the task's
    const otherwise = "The task failed for a reason of our own.";
    const failure = failureOf(engine, error, otherwise, { runId: task.runId, taskId: task.id });
    const again = failure.retryable && task.tries + 1 < MAX_TRIES;
    await transact((manager) =>
      again
        ? tryAgain(engine, manager, job, task, failure)
        : endTask(engine, manager, job, task, { status: "FAILED", failure }),
    );
  }
}

async function execute(engine: Engine, { run, task }: Claim, signal: AbortSignal) {
  const progress = reportProgress(engine, task);
  try {
    return await engine.workflows.get(run.workflowType).execute({
      tenantId: run.tenantId,
      runId: run.id,
      asset: assetOf(run),
      parameters: run.parameters,
      saveAll: run.saveAll,
      transact: transactOf(engine, run.tenantId),
      signal,
      taskId: task.id,
      target: parseFqn(task.targetFqn),
      log: engine.log.child({ runId: run.id, taskId: task.id }),
      progress: progress.report,
    });
  } finally {
    await progress.stop();
  }
}

/** Puts the task back, to be taken up after a pause. It keeps its place in the limits: another try will use it. */
async function tryAgain(
  engine: Engine,
  manager: EntityManager,
  job: TakenJob,
  task: WorkflowRunTask,
  failure: object,
): Promise<void> {
  await lockRun(manager, task.tenantId, task.runId);
  const rows = (await manager.query(
    `with mine as (
       update workflow_run_task set status = 'PENDING', tries = tries + 1, failure = $3
       where id = $1 and attempt = $2 and status = 'RUNNING' returning id
     ) select id from mine`,
    [task.id, task.attempt, JSON.stringify(failure)],
  )) as unknown[];
  if (rows.length > 0) await engine.queue.giveBack(manager, job, backoffSeconds(task.tries + 1));
  else await letGo(engine, manager, job, task);
}
