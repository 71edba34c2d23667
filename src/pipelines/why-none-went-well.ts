import type { Failure } from "../runs/failure.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import type { LockedStep } from "./locked-pipelines.js";

/** The reason of the first step that failed; where none did, somebody cancelled the first of them. */
export function whyNoneWentWell(steps: readonly LockedStep[]): Failure {
  const failed = steps.filter(({ status }) => status === WorkflowRunStatus.FAILED);
  const [first] = failed;
  const cause = first ? `${first.workflowType} failed: ${first.failure?.message ?? ""}` : "they were cancelled.";
  const retryable = !first || failed.some(({ failure }) => failure?.retryable ?? true);
  return { code: "ALL_STEPS_FAILED", message: `No step ended well: ${cause}`, retryable };
}
