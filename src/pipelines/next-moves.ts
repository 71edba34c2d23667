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

/**
 * What has to happen to a pipeline in this state, whatever happened before: asked again afterwards, nothing more.
 * `steps` are in order: none comes before one that it depends on or waits for.
 */
export function nextMoves<Step extends StepState>(steps: readonly Step[]): NextMoves<Step> {
  const release: Step[] = [];
  const cancel: { step: Step; reason: string }[] = [];
  const after = new Map<WorkflowType, StepState>();
  for (const step of steps) {
    after.set(step.workflowType, step);
    if (step.status !== WorkflowRunStatus.PENDING || step.released) continue;
    const culprit = culpritOf(step, after);
    if (culprit) {
      after.set(step.workflowType, { ...step, status: WorkflowRunStatus.CANCELLED });
      cancel.push({ step, reason: reasonOf(step, culprit) });
    } else if ([...step.dependsOn, ...step.waitsFor].every((type) => hasEnded(after.get(type)))) {
      release.push(step);
    }
  }
  const statuses = [...after.values()].map(({ status }) => status);
  return {
    release,
    cancel,
    end: statuses.every((status) => status === null || isFinal(status)) ? endOf(statuses) : undefined,
  };
}

/** The step that is the reason why this one can't be done: it failed, or was cancelled for no other's sake. */
function culpritOf(step: StepState, known: ReadonlyMap<WorkflowType, StepState>): StepState | undefined {
  for (const type of step.dependsOn) {
    const needed = known.get(type);
    if (needed?.status === WorkflowRunStatus.FAILED) return needed;
    if (needed?.status === WorkflowRunStatus.CANCELLED) return culpritOf(needed, known) ?? needed;
  }
  return undefined;
}

function reasonOf({ dependsOn }: StepState, culprit: StepState): string {
  const how = culprit.status === WorkflowRunStatus.FAILED ? "failed" : "was cancelled";
  const link = dependsOn.includes(culprit.workflowType) ? "It depends on" : "It depends in the end on";
  return `${link} ${culprit.workflowType}, which ${how}.`;
}

/** A step that was left out holds nobody up: what it would have found is taken as it stands in the catalog. */
const hasEnded = (step: StepState | undefined): boolean => !step || step.status === null || isFinal(step.status);

export const wentWell = (status: WorkflowRunStatus | null): boolean =>
  status === WorkflowRunStatus.COMPLETED || status === WorkflowRunStatus.COMPLETED_WITH_ERRORS;

function endOf(statuses: readonly (WorkflowRunStatus | null)[]): WorkflowRunStatus {
  const ofRuns = statuses.filter((status) => status !== null);
  if (ofRuns.every((status) => status === WorkflowRunStatus.COMPLETED)) return WorkflowRunStatus.COMPLETED;
  return ofRuns.some(wentWell) ? WorkflowRunStatus.COMPLETED_WITH_ERRORS : WorkflowRunStatus.FAILED;
}
