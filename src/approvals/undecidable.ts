import type { Effects } from "../assets/changes/effects.js";
import { ErrorCode, type UserError, UserErrors } from "../platform/errors.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import type { WorkflowRunApproval } from "./approval.entity.js";

/** The present state, which a client sees together with why its decision was not taken. */
export interface State {
  readonly workflowRun: WorkflowRun;
  readonly approval: WorkflowRunApproval | null;
}

/** A decision that can't be taken: the transaction is rolled back. */
export class Undecidable extends UserErrors {
  constructor(
    errors: UserError[],
    readonly state: State,
    readonly conflicts: Effects["conflicts"] = [],
  ) {
    super(errors);
  }

  static conflict(state: State, message: string, conflicts?: Effects["conflicts"]): Undecidable {
    return new Undecidable([{ code: ErrorCode.CONFLICT, message, path: ["workflowRunId"] }], state, conflicts);
  }
}
