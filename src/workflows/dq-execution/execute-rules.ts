import { CodedFailure } from "../../platform/coded-failure.js";
import type { RuleTable } from "../../quality/compile/compiled-rule.js";
import { compileRule } from "../../quality/compile-rule.js";
import { type FailingKeys, failingKeys, NO_KEYS } from "../../quality/failing-keys.js";
import { DqExecutionStatus } from "../../quality/rules/execution.entity.js";
import type { DqRule } from "../../quality/rules/rule.entity.js";
import type { RuleOutcome } from "../../quality/rules/rule-outcome.js";
import { verdict } from "../../quality/rules/verdict.js";
import type { IsCatalogued } from "../../quality/sql-safety.js";
import { unsafeRule } from "../../quality/unsafe-rule.js";
import type { SourceSession } from "../../sources/source-session.js";
import { readSourceTable } from "../profiling/read-source-table.js";
import { openLeader, type SourceJob } from "../profiling/sessions.js";
import { shareWork } from "../profiling/share-work.js";
import type { SourceTable } from "../profiling/source-table.js";
import { countingSteps, type Step } from "./counting-steps.js";
import { keyColumns } from "./key-columns.js";
import type { RuleToRun } from "./rule-to-run.js";

export interface RulesJob extends SourceJob {
  readonly rules: readonly DqRule[];
  /** Connections that it may hold. */
  readonly sessions: number;
  /** Keys of failing rows that are kept of each rule; 0 for none. */
  readonly keyLimit: number;
  /** Columns that are tagged as personal data. */
  readonly personal: ReadonlySet<string>;
  readonly isCatalogued: IsCatalogued;
  /** 0 to 1. */
  progress(share: number): void;
}

/** Asks all rules of a table of one snapshot: those about rows in one scan together, the others each by a statement. */
export async function executeRules(job: RulesJob): Promise<RuleOutcome[]> {
  const leader = await openLeader(job);
  try {
    const table = await readSourceTable(leader, job.table.schema, job.table.name);
    const rules = await Promise.all(job.rules.map((rule) => prepare(rule, table, job.isCatalogued)));
    const keys = new Map<RuleToRun, FailingKeys>();
    await inSteps(job, leader, await countingSteps(leader, table, rules, job.sessions), 0);
    await inSteps(job, leader, keySteps(job, table, rules, keys), 0.5);
    return rules.map((rule) => outcome(rule, keys.get(rule) ?? NO_KEYS));
  } finally {
    await leader.close();
  }
}

async function prepare(rule: DqRule, table: SourceTable, isCatalogued: IsCatalogued): Promise<RuleToRun> {
  const { definition } = rule;
  const columns = table.columns.map(({ name, declaredType: type }) => ({ name, type }));
  const ruleTable: RuleTable = { schema: table.schema, name: table.name, columns };
  try {
    const compiled = compileRule(definition, ruleTable);
    const reason = await unsafeRule(definition, ruleTable, isCatalogued);
    if (reason) throw new CodedFailure("RULE_UNSAFE", reason);
    return { rule, compiled, durationMs: 0 };
  } catch (error) {
    if (!(error instanceof CodedFailure)) throw error;
    return { rule, compiled: NOTHING, failure: error, durationMs: 0 };
  }
}

/** Of a rule that has failed already. */
const NOTHING = { form: "AGGREGATE", sql: "" } as const;

function keySteps(
  job: RulesJob,
  table: SourceTable,
  rules: readonly RuleToRun[],
  keys: Map<RuleToRun, FailingKeys>,
): Step[] {
  const key = keyColumns(table);
  const failed = rules.filter((rule) => outcome(rule, NO_KEYS).status === DqExecutionStatus.FAILED);
  if (job.keyLimit === 0 || key.length === 0) return [];
  return failed.map(
    (rule): Step =>
      async (session) => {
        keys.set(
          rule,
          await failingKeys(session, rule.rule.definition, rule.compiled, table, key, job.personal, job.keyLimit),
        );
      },
  );
}

async function inSteps(job: RulesJob, leader: SourceSession, steps: readonly Step[], from: number): Promise<void> {
  let done = 0;
  await shareWork(job, leader, job.sessions, steps, async (session, step) => {
    await step(session);
    job.progress(from + ++done / steps.length / 2);
  });
}

function outcome({ rule, counts, failure, durationMs }: RuleToRun, keys: FailingKeys): RuleOutcome {
  const common = {
    ruleId: rule.id,
    durationMs,
    failingKeyColumns: [...keys.columns],
    failingKeys: keys.keys.map((key) => [...key]),
    failingKeysMasked: keys.masked,
  };
  if (failure || !counts) {
    const { code, message } = failure ?? new CodedFailure("INTERNAL_ERROR", "The rule was not answered.");
    const none = { rowsChecked: null, rowsFailing: null, failingShare: null };
    return { ...common, ...none, status: DqExecutionStatus.ERROR, error: { code, message } };
  }
  const { checked, failing } = counts;
  return {
    ...common,
    ...verdict(checked, failing, rule.threshold),
    rowsChecked: checked,
    rowsFailing: failing,
    error: null,
  };
}
