import { CodedFailure } from "../../platform/coded-failure.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import type { RuleTable } from "../compile/compiled-rule.js";
import { compileRule, ruleSql } from "../compile-rule.js";
import { type FailingKeys, failingKeys, NO_KEYS } from "../failing-keys.js";
import type { RuleDefinition } from "../rule.model.js";
import { DqExecutionStatus } from "../rules/execution.entity.js";
import { verdict } from "../rules/verdict.js";
import type { DqRuleDryRun } from "./own-rules.types.js";

export interface RuleToTry {
  readonly definition: RuleDefinition;
  readonly threshold: number;
  readonly table: RuleTable;
  /** Columns that name a row; none where there are none, or rows must not be shown. */
  readonly key: readonly string[];
  readonly personal: ReadonlySet<string>;
}

const MOST_KEYS = 10;

/** Executes a rule as a run would, but alone. What the source refuses is part of the result: it is what the try is for. */
export async function dryRun(session: SourceSession, rule: RuleToTry): Promise<DqRuleDryRun> {
  const { definition, threshold, table } = rule;
  const sql = ruleSql(definition, table);
  const start = performance.now();
  const rows = await attempt(session, () => session.query<Record<"rows_checked" | "rows_failing", string>>(sql));
  const durationMs = performance.now() - start;
  if (rows instanceof SourceError) return failedTry(rows, sql, durationMs);
  const [rowsChecked, rowsFailing] = [Number(rows[0]!.rows_checked), Number(rows[0]!.rows_failing)];
  const found = verdict(rowsChecked, rowsFailing, threshold);
  const keys = found.status === DqExecutionStatus.FAILED ? await keysOf(session, rule) : NO_KEYS;
  return {
    ...found,
    rowsChecked,
    rowsFailing,
    durationMs,
    sql,
    failingKeyColumns: [...keys.columns],
    failingKeys: keys.keys.map((key) => [...key]),
    error: null,
  };
}

export const failedTry = ({ code, message }: CodedFailure, sql: string, durationMs = 0): DqRuleDryRun => ({
  status: DqExecutionStatus.ERROR,
  rowsChecked: null,
  rowsFailing: null,
  failingShare: null,
  durationMs,
  sql,
  failingKeyColumns: [],
  failingKeys: [],
  error: { code, message },
});

/** They are extra: where no time is left for them, the counts are shown all the same. */
async function keysOf(session: SourceSession, { definition, table, key, personal }: RuleToTry): Promise<FailingKeys> {
  const compiled = compileRule(definition, table);
  try {
    return await failingKeys(session, definition, compiled, table, key, personal, MOST_KEYS);
  } catch (error) {
    if (error instanceof CodedFailure) return NO_KEYS;
    throw error;
  }
}
