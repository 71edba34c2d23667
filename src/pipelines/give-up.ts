import type { EntityManager } from "typeorm";
import { endAsCancelled } from "../runs/end-as-cancelled.js";
import { failRun } from "../runs/fail-run.js";
import { moveRun } from "../runs/run-log.js";
import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";
import { countSteps } from "./count-steps.js";
import type { LockedPipeline } from "./locked-pipelines.js";

const FAILURE = {
  code: "INTERNAL_ERROR",
  message: "The pipeline could not go on for a reason of our own.",
  retryable: true,
};

/** Ends a pipeline and what is left of its steps. The places in the limits that become free are found by the sweep. */
export async function giveUp(manager: EntityManager, { parent, steps }: LockedPipeline): Promise<void> {
  const { id, tenantId, status } = parent;
  const isOpen = (step: (typeof steps)[number]) => step.status !== null && !isFinal(step.status);
  for (const step of steps.filter(isOpen)) await endAsCancelled(manager, tenantId, step.runId!, FAILURE.message);
  if (status === WorkflowRunStatus.PENDING) await moveRun(manager, tenantId, id, { to: WorkflowRunStatus.RUNNING });
  const after = steps.map((step) => (isOpen(step) ? { ...step, status: WorkflowRunStatus.CANCELLED } : step));
  await countSteps(manager, parent, after);
  await failRun(manager, tenantId, id, FAILURE);
}
