import type pg from "pg";
import { ruleSql } from "../../src/quality/compile-rule.js";
import type { FoundRules } from "../../src/workflows/generate-dq-rules/find-rules.js";

type Rule = FoundRules["rules"][number];

export interface CheckedRule {
  readonly rule: Rule;
  readonly table: FoundRules["table"];
}

/** Whether a rule holds on what the client sees. */
export async function holds(client: pg.Client, { rule, table }: CheckedRule): Promise<boolean> {
  const { rows } = await client.query(ruleSql(rule.definition, table));
  const [checked, failing] = [Number(rows[0].rows_checked), Number(rows[0].rows_failing)];
  return checked === 0 || (checked - failing) / checked >= rule.threshold;
}

export const nameOf = ({ rule, table }: CheckedRule): string => `${table.name}: ${rule.candidate.name}`;
