import { type Fqn, formatFqn } from "../../platform/fqn.js";
import { DqExecutionStatus } from "../../quality/rules/execution.entity.js";
import type { DqRule } from "../../quality/rules/rule.entity.js";
import type { RuleOutcome } from "../../quality/rules/rule-outcome.js";
import { DqExecutionOutput, type DqRuleResult } from "./dq-execution.types.js";

const MOST_RULES = 1000;

/** What a task leaves with the run: the same for the same data, so without times, and without keys of rows. */
export interface TaskResult {
  readonly rules: readonly DqRuleResult[];
}

export function taskResult(table: Fqn, rules: readonly DqRule[], outcomes: readonly RuleOutcome[]): TaskResult {
  return {
    rules: outcomes.map(({ status, rowsChecked, rowsFailing, failingShare, error }, index) => {
      const { id, columnName, kind, severity } = rules[index]!;
      const targetFqn = formatFqn(columnName === null ? table : [...table, columnName]);
      return { ruleId: id, targetFqn, kind, severity, status, rowsChecked, rowsFailing, failingShare, error };
    }),
  };
}

export async function summary(results: AsyncIterable<{ readonly result: TaskResult }>): Promise<DqExecutionOutput> {
  const counts = { PASSED: 0, FAILED: 0, ERROR: 0 };
  const first: Record<DqExecutionStatus, DqRuleResult[]> = { FAILED: [], ERROR: [], PASSED: [] };
  let tables = 0;
  for await (const { result } of results) {
    tables++;
    for (const rule of result.rules) {
      counts[rule.status]++;
      if (first[rule.status].length < MOST_RULES) first[rule.status].push(rule);
    }
  }
  return Object.assign(new DqExecutionOutput(), {
    tables,
    rulesExecuted: counts.PASSED + counts.FAILED + counts.ERROR,
    passed: counts.PASSED,
    failed: counts.FAILED,
    errors: counts.ERROR,
    rules: [DqExecutionStatus.FAILED, DqExecutionStatus.ERROR, DqExecutionStatus.PASSED]
      .flatMap((status) => first[status])
      .slice(0, MOST_RULES),
  });
}
