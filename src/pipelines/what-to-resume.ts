import { WorkflowRunStatus } from "../runs/run-status.js";
import type { PipelineStep } from "../workflows/contract.js";
import type { WorkflowType } from "../workflows/workflow-type.js";

/** A step of the pipeline run that is done again. */
export interface EarlierStep {
  readonly workflowType: WorkflowType;
  /** Null where it was left out. */
  readonly runId: string | null;
  readonly status: WorkflowRunStatus | null;
}

/** REUSE: it was done. FAILED_TARGETS: only what failed of it is done again. ANEW: all of it. */
export type Resumption = "REUSE" | "FAILED_TARGETS" | "ANEW";

/** What a retry from failure does with each step: whatever builds on something that is done again is done anew. */
export function whatToResume(
  steps: readonly Pick<PipelineStep, "type" | "dependsOn" | "waitsFor" | "measures">[],
  earlier: ReadonlyMap<WorkflowType, EarlierStep>,
): ReadonlyMap<WorkflowType, Resumption> {
  const again = new Set<WorkflowType>();
  const found = new Map<WorkflowType, Resumption>();
  for (const { type, dependsOn, waitsFor, measures } of steps) {
    const status = earlier.get(type)?.status;
    const builtOnNew = [...dependsOn, ...(measures ? waitsFor : [])].some((before) => again.has(before));
    const resumption = builtOnNew ? "ANEW" : resumptionOf(status);
    found.set(type, resumption);
    // What was left out before changes nothing of itself for those after it.
    if (status === null ? builtOnNew : resumption !== "REUSE") again.add(type);
  }
  return found;
}

function resumptionOf(status: WorkflowRunStatus | null | undefined): Resumption {
  if (status === WorkflowRunStatus.COMPLETED) return "REUSE";
  return status === WorkflowRunStatus.COMPLETED_WITH_ERRORS ? "FAILED_TARGETS" : "ANEW";
}
