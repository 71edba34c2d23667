import type { Active } from "./active.js";
import type { Engine } from "./engine.js";

/** Aborts work that is not this worker's any more: its run was cancelled, or another worker has taken it over. */
export async function abortLostClaims(engine: Engine, active: readonly Active[]): Promise<void> {
  const tasks = active.filter(({ task }) => task);
  const steps = active.filter(({ job }) => job.data.step !== "task");
  await engine.database.system(async (manager) => {
    const held = (await manager.query(
      "select id, attempt from workflow_run_task where id = any($1) and status = 'RUNNING'",
      [tasks.map(({ task }) => task!.id)],
    )) as { id: string; attempt: number }[];
    const attempts = new Map(held.map(({ id, attempt }) => [id, attempt]));
    for (const { task, abort } of tasks) {
      if (attempts.get(task!.id) !== task!.attempt) abort.abort(new Error("The task is not this worker's any more."));
    }
    const running = (await manager.query("select id from workflow_run where id = any($1) and status <> 'CANCELLED'", [
      steps.map(({ job }) => job.data.runId),
    ])) as { id: string }[];
    const open = new Set(running.map(({ id }) => id));
    for (const { job, abort } of steps) {
      if (!open.has(job.data.runId)) abort.abort(new Error("The run was cancelled."));
    }
  });
}
