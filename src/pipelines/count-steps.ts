import type { EntityManager } from "typeorm";
import type { WorkflowRun } from "../runs/run.entity.js";
import { logEvent } from "../runs/run-log.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import type { FinishContext } from "../workflows/contract.js";
import { type StepState, wentWell } from "./next-moves.js";

/** Writes how far a pipeline is: the steps are to it what tasks are to another run. */
export async function countSteps(
  manager: EntityManager,
  { id, tenantId, progress }: WorkflowRun,
  steps: readonly StepState[],
): Promise<FinishContext<object>["counts"]> {
  const of = (counts: (step: StepState) => boolean) => steps.filter(counts).length;
  const counts = {
    total: steps.length,
    succeeded: of(({ status }) => wentWell(status)),
    failed: of(({ status }) => status === WorkflowRunStatus.FAILED),
    skipped: of(({ status }) => status === null || status === WorkflowRunStatus.CANCELLED),
  };
  if (progress.total === null || progress.attempted !== counts.succeeded + counts.failed + counts.skipped) {
    await manager.query(
      `update workflow_run set total_tasks = $2, succeeded_tasks = $3, failed_tasks = $4, skipped_tasks = $5 where id = $1`,
      [id, counts.total, counts.succeeded, counts.failed, counts.skipped],
    );
    await logEvent(manager, tenantId, id, "PROGRESS", counts);
  }
  return counts;
}
