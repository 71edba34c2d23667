import type { EntityManager } from "typeorm";
import type { TakenJob } from "../platform/queue.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { lockRun, moveRun } from "../runs/run-log.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import { type Engine, MAX_WORKER_LOSSES, transactOf } from "./engine.js";
import { failRun } from "./fail-run.js";
import { assetOf, loadRun, takeOver } from "./run-row.js";

const PAGE = 500;

/** Makes a run's output of its tasks' results and ends the run, in one transaction. */
export async function finishRun(engine: Engine, job: TakenJob, signal: AbortSignal): Promise<void> {
  const { tenantId, runId } = job.data;
  const transact = transactOf(engine, tenantId);
  await transact(async (manager) => {
    const locked = await lockRun(manager, tenantId, runId);
    if (locked?.status === WorkflowRunStatus.RUNNING) {
      if (job.retryCount > 0) await takeOver(manager, locked, "The worker that finished the run was lost.");
      const run = await loadRun(manager, tenantId, runId);
      if (job.retryCount >= MAX_WORKER_LOSSES) {
        await failRun(manager, tenantId, runId, {
          code: "INTERNAL_ERROR",
          message: "The run's output could not be made.",
          retryable: true,
        });
      } else await complete(engine, manager, run, signal);
    }
    await engine.queue.complete(manager, job);
  });
}

async function complete(engine: Engine, manager: EntityManager, run: WorkflowRun, signal: AbortSignal): Promise<void> {
  const { tenantId, id: runId } = run;
  const { total, succeeded, failed, skipped } = run.progress;
  const output = await engine.workflows.get(run.workflowType).finish({
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
  await manager.query("update workflow_run set output = $2 where id = $1", [runId, JSON.stringify(output)]);
  if (failed > 0 && succeeded === 0) {
    const message = failed === 1 ? "The run's task failed." : "All tasks that were tried failed.";
    await failRun(manager, tenantId, runId, { code: "ALL_TASKS_FAILED", message, retryable: true });
  } else {
    const to = failed > 0 ? WorkflowRunStatus.COMPLETED_WITH_ERRORS : WorkflowRunStatus.COMPLETED;
    await moveRun(manager, tenantId, runId, { to });
  }
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
