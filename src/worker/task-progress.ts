import { logEvent } from "../runs/run-log.js";
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
  let writing: Promise<void> = Promise.resolve();
  const write = async () => {
    if (latest <= written) return;
    written = latest;
    await transactOf(
      engine,
      task.tenantId,
    )(async (manager) => {
      const rows = (await manager.query(
        `with mine as (update workflow_run_task set progress = $3 where id = $1 and attempt = $2 and status = 'RUNNING' returning id) select id from mine`,
        [task.id, task.attempt, written],
      )) as unknown[];
      if (rows.length === 0) return;
      await logEvent(manager, task.tenantId, task.runId, "PROGRESS", {
        taskId: task.id,
        targetFqn: task.targetFqn,
        share: written,
      });
    }).catch((error: unknown) => engine.log.warn({ err: error, taskId: task.id }, "progress was not written"));
  };
  const timer = setInterval(() => {
    writing = writing.then(write);
  }, EVERY_MS);
  return {
    report: (share) => {
      latest = Math.max(latest, Math.min(share, 1));
    },
    stop: () => {
      clearInterval(timer);
      return writing;
    },
  };
}
