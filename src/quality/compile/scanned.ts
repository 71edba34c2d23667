import type { CompiledRule, Scanned } from "./compiled-rule.js";

/** How a rule is answered by a scan that answers others too; undefined where it needs a statement of its own. */
export function scannedOf(rule: CompiledRule): Scanned | undefined {
  if (rule.form === "AGGREGATE") return rule.scanned;
  return {
    aggregates: [countOf(rule.checked), countOf(rule.failing)],
    counts: (parts) => ({
      checked: parts.reduce((sum, [checked]) => sum + checked!, 0),
      failing: parts.reduce((sum, [, failing]) => sum + failing!, 0),
    }),
  };
}

const countOf = (condition: string): string =>
  condition === "true" ? "count(*)" : `count(*) filter (where ${condition})`;
