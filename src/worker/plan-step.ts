import type { EntityManager } from "typeorm";
import { CodedFailure } from "../platform/coded-failure.js";
import { formatFqn } from "../platform/fqn.js";
import { newId } from "../platform/ids.js";
import type { TakenJob } from "../platform/queue.js";
import { admitTasks } from "../runs/admission.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { lockRun, logEvent, moveRun } from "../runs/run-log.js";
import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";
import type { PlannedTask } from "../workflows/contract.js";
import { backoffSeconds, type Engine, MAX_TRIES, MAX_WORKER_LOSSES, transactOf } from "./engine.js";
import { failRun } from "./fail-run.js";
import { assetOf, loadRun, takeOver } from "./run-row.js";

/** Takes a run up, asks its workflow which tasks there are, and writes them with their first jobs in one transaction. */
export async function planRun(engine: Engine, job: TakenJob, signal: AbortSignal): Promise<void> {
  const { tenantId, runId } = job.data;
  const transact = transactOf(engine, tenantId);
  const run = await transact((manager) => pickUp(engine, manager, job));
  if (!run) return;
  const workflow = engine.workflows.get(run.workflowType);
  let tasks: PlannedTask[];
  try {
    tasks = await workflow.plan({
      tenantId,
      runId,
      asset: assetOf(run),
      parameters: run.parameters,
      saveAll: run.saveAll,
      transact,
      signal,
    });
  } catch (error) {
    if (signal.aborted) throw error;
    if (!(error instanceof CodedFailure)) engine.log.error({ err: error, runId }, "planning failed");
    await transact((manager) => planFailed(engine, manager, job, error));
    return;
  }
  const wanted = run.onlyTargets ? new Set(run.onlyTargets) : undefined;
  const kept = wanted ? tasks.filter((task) => wanted.has(formatFqn(task.target))) : tasks;
  await transact((manager) => writePlan(engine, manager, job, run, kept));
}

async function pickUp(engine: Engine, manager: EntityManager, job: TakenJob): Promise<WorkflowRun | undefined> {
  const { tenantId, runId } = job.data;
  const locked = await lockRun(manager, tenantId, runId);
  const [planned] = (await manager.query("select 1 from workflow_run where id = $1 and total_tasks is not null", [
    runId,
  ])) as unknown[];
  if (!locked || isFinal(locked.status) || planned) {
    await engine.queue.complete(manager, job);
    return undefined;
  }
  if (job.retryCount >= MAX_WORKER_LOSSES) {
    await failRun(manager, tenantId, runId, {
      code: "WORKER_LOST",
      message: "Each worker that planned the run died.",
      retryable: true,
    });
    await engine.queue.complete(manager, job);
    return undefined;
  }
  if (job.retryCount > 0) await takeOver(manager, locked, "The worker that planned the run was lost.");
  else await moveRun(manager, tenantId, runId, { to: WorkflowRunStatus.RUNNING });
  return loadRun(manager, tenantId, runId);
}

async function writePlan(
  engine: Engine,
  manager: EntityManager,
  job: TakenJob,
  run: WorkflowRun,
  tasks: readonly PlannedTask[],
): Promise<void> {
  const locked = await lockRun(manager, run.tenantId, run.id);
  // Cancelled meanwhile, or another worker took the planning over: this plan is void.
  if (locked?.status !== WorkflowRunStatus.RUNNING || locked.attempt !== run.attempt) return;
  const rows = tasks.map((task, index) => ({
    id: newId(),
    ordinal: index + 1,
    target_fqn: formatFqn(task.target),
    service_id: task.serviceId,
    connections: task.connections,
    estimated_rows: task.estimatedRows ?? null,
  }));
  await manager.query(
    `insert into workflow_run_task (id, tenant_id, run_id, ordinal, target_fqn, service_id, connections, estimated_rows, status)
     select id, $1, $2, ordinal, target_fqn, service_id, connections, estimated_rows, 'PENDING'
     from jsonb_to_recordset($3) as task(id uuid, ordinal int, target_fqn text, service_id uuid, connections int, estimated_rows float8)`,
    [run.tenantId, run.id, JSON.stringify(rows)],
  );
  await manager.query("update workflow_run set total_tasks = $2 where id = $1", [run.id, rows.length]);
  await logEvent(manager, run.tenantId, run.id, "PROGRESS", {
    total: rows.length,
    succeeded: 0,
    failed: 0,
    skipped: 0,
  });
  if (rows.length === 0) await engine.queue.send(manager, [{ step: "finish", tenantId: run.tenantId, runId: run.id }]);
  else await admitTasks(manager, engine.queue, run.tenantId, engine.tenantConcurrency);
  await engine.queue.complete(manager, job);
}

async function planFailed(engine: Engine, manager: EntityManager, job: TakenJob, error: unknown): Promise<void> {
  const { tenantId, runId } = job.data;
  const locked = await lockRun(manager, tenantId, runId);
  if (locked?.status === WorkflowRunStatus.RUNNING) {
    const failure =
      error instanceof CodedFailure
        ? { code: error.code, message: error.message, retryable: error.retryable }
        : { code: "INTERNAL_ERROR", message: "The run could not be planned.", retryable: true };
    const tries = await countTry(manager, runId);
    if (failure.retryable && tries < MAX_TRIES) {
      await logEvent(manager, tenantId, runId, "LOG", {
        level: "WARN",
        message: `Planning is tried again: ${failure.message}`,
      });
      await engine.queue.send(manager, [{ step: "plan", tenantId, runId }], backoffSeconds(tries));
    } else await failRun(manager, tenantId, runId, failure);
  }
  await engine.queue.complete(manager, job);
}

/** Tries of planning are counted by their notes in the run's log. */
async function countTry(manager: EntityManager, runId: string): Promise<number> {
  const [row] = (await manager.query(
    "select count(*)::int as tries from workflow_run_event where run_id = $1 and kind = 'LOG'",
    [runId],
  )) as {
    tries: number;
  }[];
  return (row?.tries ?? 0) + 1;
}
