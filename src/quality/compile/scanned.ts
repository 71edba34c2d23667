import type { CompiledRule, RowRule, Scanned } from "./compiled-rule.js";

/** How a rule is answered by a scan that answers others too; undefined where it needs a statement of its own. */
export function scannedOf(rule: CompiledRule): Scanned | undefined {
  if (rule.form === "AGGREGATE") return rule.scanned;
  const total = (parts: readonly (readonly number[])[], at: number) => parts.reduce((sum, part) => sum + part[at]!, 0);
  return {
    aggregates: scannedConditions(rule).map(countOf),
    counts: rule.inScan
      ? (parts) => ({ checked: total(parts, 0) - total(parts, 1), failing: total(parts, 2) })
      : (parts) => ({ checked: total(parts, 0), failing: total(parts, 1) }),
  };
}

/** What the rows are counted by. What is true seldom costs little: rows without a value rather than those with one. */
export const scannedConditions = ({ checked, failing, inScan }: RowRule): readonly string[] =>
  inScan ? ["true", inScan.unchecked, inScan.failing] : [checked, failing];

const countOf = (condition: string): string =>
  condition === "true" ? "count(*)" : `count(*) filter (where ${condition})`;
