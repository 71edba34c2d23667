import type { EntityManager } from "typeorm";
import { parseFqn } from "../platform/fqn.js";
import type { Queue } from "../platform/queue.js";
import { endAsCancelled } from "../runs/end-as-cancelled.js";
import { failRun } from "../runs/fail-run.js";
import { moveRun } from "../runs/run-log.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import type { FinishContext } from "../workflows/contract.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import { countSteps } from "./count-steps.js";
import type { LockedPipeline, LockedStep } from "./locked-pipelines.js";
import { nextMoves } from "./next-moves.js";
import { whyNoneWentWell } from "./why-none-went-well.js";

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
  const counts = await countSteps(manager, parent, steps);
  if (end) await finish(manager, workflows, { ...pipeline, steps }, counts, end);
}

async function finish(
  manager: EntityManager,
  workflows: WorkflowRegistry,
  { parent, steps }: LockedPipeline,
  counts: FinishContext<object>["counts"],
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
    const counts = { total, succeeded, failed, skipped };
    yield { target, result: { workflowType, status, workflowRunId: runId, reused, leftOutReason, ...counts } };
  }
}
