import type { EntityManager } from "typeorm";
import { parseFqn } from "../platform/fqn.js";
import type { Queue } from "../platform/queue.js";
import { endAsCancelled } from "../runs/end-as-cancelled.js";
import { failRun } from "../runs/fail-run.js";
import { logEvent, moveRun } from "../runs/run-log.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import type { FinishContext } from "../workflows/contract.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import type { LockedPipeline, LockedStep } from "./locked-pipelines.js";
import { nextMoves, wentWell } from "./next-moves.js";
import { whyNoneWentWell } from "./why-none-went-well.js";

type Counts = FinishContext<object>["counts"];

/** Does what a pipeline's state asks for: takes it up, lets steps begin, cancels those that can't, ends it. */
export async function advance(
  manager: EntityManager,
  { queue, workflows }: { readonly queue: Queue; readonly workflows: WorkflowRegistry },
  pipeline: LockedPipeline,
): Promise<void> {
  const { parent, id: pipelineRunId } = pipeline;
  const { id, tenantId } = parent;
  if (parent.status === WorkflowRunStatus.PENDING) {
    await moveRun(manager, tenantId, id, { to: WorkflowRunStatus.RUNNING });
  }
  const { release, cancel, end } = nextMoves(pipeline.steps);
  await manager.query("update pipeline_step set released = true where pipeline_run_id = $1 and ordinal = any($2)", [
    pipelineRunId,
    release.map(({ ordinal }) => ordinal),
  ]);
  await queue.send(
    manager,
    release.map(({ runId }) => ({ step: "plan", tenantId, runId: runId! })),
  );
  for (const { step, reason } of cancel) await endAsCancelled(manager, tenantId, step.runId!, reason);
  const cancelled = new Set(cancel.map(({ step }) => step));
  const steps = pipeline.steps.map((step) =>
    cancelled.has(step) ? { ...step, status: WorkflowRunStatus.CANCELLED } : step,
  );
  const counts = await count(manager, pipeline, steps);
  if (end) await finish(manager, workflows, { ...pipeline, steps }, counts, end);
}

/** The steps are to a pipeline what tasks are to another run. */
async function count(manager: EntityManager, { parent }: LockedPipeline, steps: readonly LockedStep[]) {
  const of = (counts: (step: LockedStep) => boolean) => steps.filter(counts).length;
  const counts: Counts = {
    total: steps.length,
    succeeded: of(({ status }) => wentWell(status)),
    failed: of(({ status }) => status === WorkflowRunStatus.FAILED),
    skipped: of(({ status }) => status === null || status === WorkflowRunStatus.CANCELLED),
  };
  const { total, attempted } = parent.progress;
  if (total === null || attempted !== counts.succeeded + counts.failed + counts.skipped) {
    await manager.query(
      `update workflow_run set total_tasks = $2, succeeded_tasks = $3, failed_tasks = $4, skipped_tasks = $5 where id = $1`,
      [parent.id, counts.total, counts.succeeded, counts.failed, counts.skipped],
    );
    await logEvent(manager, parent.tenantId, parent.id, "PROGRESS", counts);
  }
  return counts;
}

async function finish(
  manager: EntityManager,
  workflows: WorkflowRegistry,
  { parent, steps }: LockedPipeline,
  counts: Counts,
  end: WorkflowRunStatus,
): Promise<void> {
  const { id, tenantId, workflowType, assetFqn, parameters, saveAll } = parent;
  const output = await workflows.get(workflowType).finish({
    tenantId,
    runId: id,
    asset: parseFqn(assetFqn),
    parameters,
    saveAll,
    transact: (work) => work(manager),
    signal: new AbortController().signal,
    manager,
    counts,
    results: () => results(assetFqn, steps),
  });
  await manager.query("update workflow_run set output = $2 where id = $1", [id, JSON.stringify(output)]);
  if (end === WorkflowRunStatus.FAILED) await failRun(manager, tenantId, id, whyNoneWentWell(steps));
  else await moveRun(manager, tenantId, id, { to: end });
}

async function* results(target: string, steps: readonly LockedStep[]) {
  for (const { workflowType, status, runId, reused, leftOutReason, total, succeeded, failed, skipped } of steps) {
    const result = {
      workflowType,
      status,
      workflowRunId: runId,
      reused,
      leftOutReason,
      total,
      succeeded,
      failed,
      skipped,
    };
    yield { target, result };
  }
}
