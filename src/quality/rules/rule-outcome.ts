import type { DqExecutionError, DqRuleExecution } from "./execution.entity.js";

/** What the execution of one rule came to, before it is written. */
export interface RuleOutcome
  extends Pick<
    DqRuleExecution,
    | "ruleId"
    | "status"
    | "rowsChecked"
    | "rowsFailing"
    | "failingShare"
    | "durationMs"
    | "failingKeyColumns"
    | "failingKeys"
    | "failingKeysMasked"
  > {
  readonly error: DqExecutionError | null;
}
