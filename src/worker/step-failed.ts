import type { TakenJob } from "../platform/queue.js";
import { failRun } from "../runs/fail-run.js";
import { lockRun, logEvent } from "../runs/run-log.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import { backoffSeconds, type Engine, failureOf, MAX_TRIES, transactOf } from "./engine.js";

/** Planning or finishing a run failed: it is tried again after a pause, or the run fails with it. */
export async function stepFailed(
  engine: Engine,
  job: TakenJob,
  attempt: number,
  error: unknown,
  otherwise: string,
): Promise<void> {
  const { data } = job;
  if (data.step === "task") throw new Error("A task's failure is the task's.");
  const { tenantId, runId } = data;
  const failure = failureOf(engine, error, otherwise, { runId });
  await transactOf(
    engine,
    tenantId,
  )(async (manager) => {
    const run = await lockRun(manager, tenantId, runId);
    if (run?.status !== WorkflowRunStatus.RUNNING || run.attempt !== attempt) {
      await engine.queue.complete(manager, job);
      return;
    }
    const tries = (data.tries ?? 0) + 1;
    if (failure.retryable && tries < MAX_TRIES) {
      await logEvent(manager, tenantId, runId, "LOG", { level: "WARN", message: `Tried again: ${failure.message}` });
      await engine.queue.giveBack(manager, job, backoffSeconds(tries), { ...data, tries });
    } else if (await engine.queue.complete(manager, job)) {
      await failRun(manager, tenantId, runId, failure);
    }
  });
}
