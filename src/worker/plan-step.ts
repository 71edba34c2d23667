import type { EntityManager } from "typeorm";
import { formatFqn } from "../platform/fqn.js";
import { newId } from "../platform/ids.js";
import { isOutage } from "../platform/outage.js";
import type { TakenJob } from "../platform/queue.js";
import { admitTasks } from "../runs/admission.js";
import { failRun } from "../runs/fail-run.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { lockRun, logEvent, moveRun } from "../runs/run-log.js";
import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";
import type { PlannedTask } from "../workflows/contract.js";
import { type Engine, MAX_WORKER_LOSSES, transactOf, unknownTypeSeconds } from "./engine.js";
import { assetOf, loadRun, takeOver } from "./run-row.js";
import { stepFailed } from "./step-failed.js";

/** Takes a run up, asks its workflow which tasks there are, and writes them with their first jobs in one transaction. */
export async function planRun(engine: Engine, job: TakenJob, signal: AbortSignal): Promise<void> {
  const { tenantId, runId } = job.data;
  const transact = transactOf(engine, tenantId);
  const run = await transact((manager) => pickUp(engine, manager, job));
  if (!run) return;
  try {
    const tasks = await engine.workflows.get(run.workflowType).plan({
      tenantId,
      runId,
      asset: assetOf(run),
      parameters: run.parameters,
      saveAll: run.saveAll,
      transact,
      signal,
    });
    const wanted = run.onlyTargets && new Set(run.onlyTargets);
    const kept = tasks.filter((task) => !wanted || wanted.has(formatFqn(task.target)));
    await transact((manager) => writePlan(engine, manager, job, run, kept));
  } catch (error) {
    if (signal.aborted || isOutage(error)) throw error; // given back: that is no failure of the run's
    await stepFailed(engine, job, run.attempt, error, "The run could not be planned.");
  }
}

async function pickUp(engine: Engine, manager: EntityManager, job: TakenJob): Promise<WorkflowRun | undefined> {
  const { tenantId, runId } = job.data;
  const locked = await lockRun(manager, tenantId, runId);
  if (!locked || isFinal(locked.status) || locked.planned) {
    await engine.queue.complete(manager, job);
    return undefined;
  }
  if (!engine.workflows.find(locked.workflowType)) {
    await engine.queue.giveBack(manager, job, unknownTypeSeconds());
    return undefined;
  }
  if (locked.status === WorkflowRunStatus.PENDING) {
    await moveRun(manager, tenantId, runId, { to: WorkflowRunStatus.RUNNING });
  } else if (job.retryCount >= MAX_WORKER_LOSSES) {
    const message = "Each worker that planned the run died.";
    await engine.queue.complete(manager, job);
    await failRun(manager, tenantId, runId, { code: "WORKER_LOST", message, retryable: true });
    return undefined;
  } else if (job.retryCount > 0) {
    await takeOver(manager, locked, "The worker that planned the run was lost.");
  }
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
  if (locked?.status !== WorkflowRunStatus.RUNNING || locked.attempt !== run.attempt || locked.planned) return;
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
  const counts = { total: rows.length, succeeded: 0, failed: 0, skipped: 0 };
  await logEvent(manager, run.tenantId, run.id, "PROGRESS", counts);
  await engine.queue.complete(manager, job);
  if (rows.length === 0) await engine.queue.send(manager, [{ step: "finish", tenantId: run.tenantId, runId: run.id }]);
  else await admitTasks(manager, engine.queue, run.tenantId, engine.tenantConcurrency);
}
