import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";
import type { WorkflowType } from "../workflows/workflow-type.js";

/** A step as far as it matters for what comes next. */
export interface StepState {
  readonly workflowType: WorkflowType;
  readonly dependsOn: readonly WorkflowType[];
  readonly waitsFor: readonly WorkflowType[];
  /** Its run's; null where the step was left out. */
  readonly status: WorkflowRunStatus | null;
  /** Its run may be taken up by a worker. */
  readonly released: boolean;
}

export interface NextMoves<Step extends StepState> {
  readonly release: readonly Step[];
  readonly cancel: readonly { readonly step: Step; readonly reason: string }[];
  /** What the pipeline ends with; undefined while something goes on. */
  readonly end?: WorkflowRunStatus;
}

/** What a step is to those that come after it. */
interface Outcome {
  readonly hasEnded: boolean;
  /** Why nothing can build on it: the step that failed, or was cancelled for no other's sake. */
  readonly culprit?: StepState;
}

/**
 * What has to happen to a pipeline in this state, whatever happened before: asked again afterwards, nothing more.
 * `steps` are in order: none comes before one that it depends on or waits for. One that was left out is as if it had
 * found nothing: those after it build on what came before it.
 */
export function nextMoves<Step extends StepState>(steps: readonly Step[]): NextMoves<Step> {
  const release: Step[] = [];
  const cancel: { step: Step; reason: string }[] = [];
  const outcomes = new Map<WorkflowType, Outcome>();
  const statuses: WorkflowRunStatus[] = [];
  for (const step of steps) {
    const { workflowType, dependsOn, waitsFor, released } = step;
    const mayBegin = [...dependsOn, ...waitsFor].every((type) => outcomes.get(type)!.hasEnded);
    const culprit = dependsOn.map((type) => outcomes.get(type)!.culprit).find((each) => each !== undefined);
    const waits = step.status === WorkflowRunStatus.PENDING && !released;
    if (waits && culprit) cancel.push({ step, reason: reasonOf(step, culprit) });
    else if (waits && mayBegin) release.push(step);
    const status = waits && culprit ? WorkflowRunStatus.CANCELLED : step.status;
    if (status !== null) statuses.push(status);
    outcomes.set(workflowType, {
      hasEnded: status === null ? mayBegin : isFinal(status),
      culprit: status === null ? culprit : culpritOf({ ...step, status }, culprit),
    });
  }
  return { release, cancel, end: statuses.every(isFinal) ? endOf(statuses) : undefined };
}

function culpritOf(step: StepState, before: StepState | undefined): StepState | undefined {
  if (step.status === WorkflowRunStatus.FAILED) return step;
  return step.status === WorkflowRunStatus.CANCELLED ? (before ?? step) : undefined;
}

function reasonOf({ dependsOn }: StepState, culprit: StepState): string {
  const how = culprit.status === WorkflowRunStatus.FAILED ? "failed" : "was cancelled";
  const link = dependsOn.includes(culprit.workflowType) ? "It depends on" : "It depends in the end on";
  return `${link} ${culprit.workflowType}, which ${how}.`;
}

export const wentWell = (status: WorkflowRunStatus | null): boolean =>
  status === WorkflowRunStatus.COMPLETED || status === WorkflowRunStatus.COMPLETED_WITH_ERRORS;

function endOf(statuses: readonly WorkflowRunStatus[]): WorkflowRunStatus {
  if (statuses.every((status) => status === WorkflowRunStatus.COMPLETED)) return WorkflowRunStatus.COMPLETED;
  return statuses.some(wentWell) ? WorkflowRunStatus.COMPLETED_WITH_ERRORS : WorkflowRunStatus.FAILED;
}
