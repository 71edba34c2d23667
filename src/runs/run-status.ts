import { registerEnumType } from "type-graphql";

export enum WorkflowRunStatus {
  PENDING = "PENDING",
  RUNNING = "RUNNING",
  COMPLETED = "COMPLETED",
  COMPLETED_WITH_ERRORS = "COMPLETED_WITH_ERRORS",
  FAILED = "FAILED",
  CANCELLED = "CANCELLED",
}
registerEnumType(WorkflowRunStatus, {
  name: "WorkflowRunStatus",
  description: "Where a run is. COMPLETED, COMPLETED_WITH_ERRORS, FAILED and CANCELLED are final.",
  valuesConfig: {
    PENDING: { description: "Waits for a worker." },
    RUNNING: { description: "A worker has taken it up." },
    COMPLETED: { description: "Ended; no task failed." },
    COMPLETED_WITH_ERRORS: { description: "Ended; some tasks failed, others succeeded." },
    FAILED: { description: "Ended without a result." },
    CANCELLED: { description: "Ended because a client asked for it." },
  },
});

export enum TaskStatus {
  PENDING = "PENDING",
  RUNNING = "RUNNING",
  SUCCEEDED = "SUCCEEDED",
  FAILED = "FAILED",
  SKIPPED = "SKIPPED",
  CANCELLED = "CANCELLED",
}
registerEnumType(TaskStatus, {
  name: "TaskStatus",
  description: "Where a task is.",
  valuesConfig: {
    PENDING: { description: "Waits for a worker, or for its next try." },
    RUNNING: { description: "A worker is at it." },
    SUCCEEDED: { description: "Done." },
    FAILED: { description: "Could not be done; its failure says why." },
    SKIPPED: { description: "There was nothing that could be done; `skipReason` says why." },
    CANCELLED: { description: "The run was cancelled before the task ended." },
  },
});

/** The legal transitions (docs/subscriptions.md); nothing else is one. A final status has none. */
const LEGAL: Record<WorkflowRunStatus, readonly WorkflowRunStatus[]> = {
  PENDING: [WorkflowRunStatus.RUNNING, WorkflowRunStatus.CANCELLED],
  RUNNING: [
    WorkflowRunStatus.PENDING,
    WorkflowRunStatus.COMPLETED,
    WorkflowRunStatus.COMPLETED_WITH_ERRORS,
    WorkflowRunStatus.FAILED,
    WorkflowRunStatus.CANCELLED,
  ],
  COMPLETED: [],
  COMPLETED_WITH_ERRORS: [],
  FAILED: [],
  CANCELLED: [],
};

export const isFinal = (status: WorkflowRunStatus): boolean => LEGAL[status].length === 0;

/** The statuses from which `to` can be reached. */
export const sourcesOf = (to: WorkflowRunStatus): WorkflowRunStatus[] =>
  Object.values(WorkflowRunStatus).filter((from) => LEGAL[from].includes(to));
