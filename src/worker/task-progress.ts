import { lockRun, logEvent } from "../runs/run-log.js";
import type { WorkflowRunTask } from "../runs/task.entity.js";
import { type Engine, transactOf } from "./engine.js";

const EVERY_MS = 500;

/** Writes a task's progress at most twice a second; what comes in between is coalesced. */
export function reportProgress(
  engine: Engine,
  task: WorkflowRunTask,
): { report(share: number): void; stop(): Promise<void> } {
  let latest = 0;
  let written = 0;
  let writing: Promise<void> | undefined;
  const timer = setInterval(() => {
    if (writing || latest <= written) return;
    written = latest;
    writing = writeProgress(engine, task, written)
      .catch((error: unknown) => engine.log.warn({ err: error, taskId: task.id }, "progress was not written"))
      .finally(() => {
        writing = undefined;
      });
  }, EVERY_MS);
  return {
    report: (share) => {
      latest = Math.max(latest, Math.min(share, 1));
    },
    stop: async () => {
      clearInterval(timer);
      await writing;
    },
  };
}

function writeProgress(engine: Engine, task: WorkflowRunTask, share: number): Promise<void> {
  const { id, tenantId, runId, attempt, targetFqn } = task;
  return transactOf(
    engine,
    tenantId,
  )(async (manager) => {
    await lockRun(manager, tenantId, runId);
    const rows = (await manager.query(
      `with mine as (
         update workflow_run_task set progress = $3 where id = $1 and attempt = $2 and status = 'RUNNING' returning id
       ) select id from mine`,
      [id, attempt, share],
    )) as unknown[];
    if (rows.length > 0) await logEvent(manager, tenantId, runId, "TASK_PROGRESS", { taskId: id, targetFqn, share });
  });
}
