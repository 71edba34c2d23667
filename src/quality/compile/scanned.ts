import type { CompiledRule, RowRule, Scanned } from "./compiled-rule.js";

/** How a rule is answered by a scan that answers others too; undefined where it needs a statement of its own. */
export function scannedOf(rule: CompiledRule): Scanned | undefined {
  if (rule.form === "AGGREGATE") return rule.scanned ?? (rule.proof && proving(rule.proof));
  return {
    aggregates: scannedConditions(rule).map(countOf),
    counts: rule.inScan
      ? ([rows, unchecked, failing]) => ({ checked: rows! - unchecked!, failing: failing! })
      : ([checked, failing]) => ({ checked: checked!, failing: failing! }),
  };
}

function proving(aggregates: readonly [rows: string, distinct: string]): Scanned {
  return {
    aggregates,
    counts: ([rows, distinct]) => (rows === distinct ? { checked: rows!, failing: 0 } : undefined),
  };
}

/** What the rows are counted by. What is true seldom costs little: rows without a value rather than those with one. */
export const scannedConditions = ({ checked, failing, inScan }: RowRule): readonly string[] =>
  inScan ? ["true", inScan.unchecked, inScan.failing] : [checked, failing];

const countOf = (condition: string): string =>
  condition === "true" ? "count(*)" : `count(*) filter (where ${condition})`;
