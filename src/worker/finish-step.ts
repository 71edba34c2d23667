import type { EntityManager } from "typeorm";
import { openApproval } from "../approvals/open-approval.js";
import { isOutage } from "../platform/outage.js";
import type { TakenJob } from "../platform/queue.js";
import { failRun } from "../runs/fail-run.js";
import type { Failure } from "../runs/failure.js";
import { lockRun, moveRun } from "../runs/run-log.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import { type Engine, MAX_WORKER_LOSSES, transactOf, unknownTypeSeconds } from "./engine.js";
import { assetOf, loadRun, takeOver } from "./run-row.js";
import { stepFailed } from "./step-failed.js";

/** Few at a time: where nothing is saved, each result holds all that its task found. */
const PAGE = 50;

/** Makes a run's output of its tasks' results and ends the run, in one transaction. */
export async function finishRun(engine: Engine, job: TakenJob, signal: AbortSignal): Promise<void> {
  const { tenantId } = job.data;
  const transact = transactOf(engine, tenantId);
  const attempt = await transact((manager) => takeUp(engine, manager, job));
  if (attempt === undefined) return;
  try {
    await transact((manager) => complete(engine, manager, job, attempt, signal));
  } catch (error) {
    if (signal.aborted || isOutage(error)) throw error; // given back: that is no failure of the run's
    await stepFailed(engine, job, attempt, error, "The run's output could not be made.");
  }
}

/** Answers the run's attempt; undefined where there is nothing to finish, or it is not for this worker. */
async function takeUp(engine: Engine, manager: EntityManager, job: TakenJob): Promise<number | undefined> {
  const { tenantId, runId } = job.data;
  const run = await lockRun(manager, tenantId, runId);
  if (run?.status !== WorkflowRunStatus.RUNNING) {
    await engine.queue.complete(manager, job);
    return undefined;
  }
  if (!engine.workflows.find(run.workflowType)) {
    await engine.queue.giveBack(manager, job, unknownTypeSeconds());
    return undefined;
  }
  if (job.retryCount === 0) return run.attempt;
  if (job.retryCount >= MAX_WORKER_LOSSES) {
    const message = "Each worker that made the run's output died.";
    await engine.queue.complete(manager, job);
    await failRun(manager, tenantId, runId, { code: "WORKER_LOST", message, retryable: true });
    return undefined;
  }
  await takeOver(manager, run, "The worker that finished the run was lost.");
  return run.attempt + 1;
}

async function complete(
  engine: Engine,
  manager: EntityManager,
  job: TakenJob,
  attempt: number,
  signal: AbortSignal,
): Promise<void> {
  const { tenantId, runId } = job.data;
  const locked = await lockRun(manager, tenantId, runId);
  if (locked?.status !== WorkflowRunStatus.RUNNING || locked.attempt !== attempt) return;
  const run = await loadRun(manager, tenantId, runId);
  const { total, succeeded, failed, skipped } = run.progress;
  const workflow = engine.workflows.get(run.workflowType);
  const output = await workflow.finish({
    tenantId,
    runId,
    asset: assetOf(run),
    parameters: run.parameters,
    saveAll: run.saveAll,
    transact: (work) => work(manager),
    signal,
    manager,
    counts: { total: total ?? 0, succeeded, failed, skipped },
    results: () => results(manager, runId),
  });
  const allFailed = failed > 0 && succeeded === 0;
  if (workflow.approval && !allFailed) await openApproval(manager, workflow.approval, run);
  await engine.queue.complete(manager, job);
  await manager.query("update workflow_run set output = $2 where id = $1", [runId, JSON.stringify(output)]);
  if (allFailed) {
    await failRun(manager, tenantId, runId, await whyAllFailed(manager, runId, failed));
  } else {
    const to = failed > 0 ? WorkflowRunStatus.COMPLETED_WITH_ERRORS : WorkflowRunStatus.COMPLETED;
    await moveRun(manager, tenantId, runId, { to });
  }
}

/** The reason of the first task that failed; trying again may help where it may help one of them. */
async function whyAllFailed(manager: EntityManager, runId: string, failed: number): Promise<Failure> {
  const [row] = (await manager.query(
    `select (array_agg(failure ->> 'message' order by ordinal))[1] as first, bool_or((failure ->> 'retryable')::boolean) as retryable
     from workflow_run_task where run_id = $1 and status = 'FAILED'`,
    [runId],
  )) as { first: string; retryable: boolean }[];
  const { first, retryable } = row!;
  const message = failed === 1 ? `The run's task failed: ${first}` : `All ${failed} tasks failed; the first: ${first}`;
  return { code: "ALL_TASKS_FAILED", message, retryable };
}

async function* results(manager: EntityManager, runId: string): AsyncIterable<{ target: string; result: object }> {
  for (let after = 0; ; ) {
    const rows = (await manager.query(
      `select ordinal, target_fqn as target, result from workflow_run_task
       where run_id = $1 and status = 'SUCCEEDED' and ordinal > $2 order by ordinal limit ${PAGE}`,
      [runId, after],
    )) as { ordinal: number; target: string; result: object }[];
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.ordinal;
  }
}
