import { scannedOf } from "../../quality/compile/scanned.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import type { RuleToRun } from "./rule-to-run.js";
import { aggregatesOf, scanSql } from "./scan-sql.js";

/** Statements of one table that may run into their time limit before the rules that are left are given up. */
const MOST_TIMEOUTS = 8;

/** A part of a table's rows, with the alias `t`. */
export interface Part {
  readonly number: number;
  readonly from: string;
  /** Where not those of the rule itself. */
  readonly aggregates?: (rule: RuleToRun) => readonly string[];
  /** What a rule is asked of that can't be asked of this. */
  readonly instead?: Part;
}

/** Counts what rules ask for, and finds out which of them can't be answered, so that the others are. */
export class Answers {
  private timeouts = 0;

  /** One scan of a part for all rules. Where it fails each half of them is tried, down to the one that makes it fail. */
  async scan(session: SourceSession, rules: readonly RuleToRun[], part: Part): Promise<void> {
    const { text, columns } = scanSql(
      part.from,
      rules.map((rule) => part.aggregates?.(rule) ?? aggregatesOf(rule)!),
    );
    const row = await this.ask(session, rules, text);
    if (!(row instanceof SourceError)) {
      for (const [index, rule] of rules.entries()) {
        rule.parts[part.number] = columns[index]!.map((name) => Number(row[name]));
      }
      return;
    }
    if (rules.length === 1) {
      if (part.instead) await this.scan(session, rules, part.instead);
      else rules[0]!.parts[part.number] = row;
      return;
    }
    const middle = Math.ceil(rules.length / 2);
    await this.scan(session, rules.slice(0, middle), part);
    await this.scan(session, rules.slice(middle), part);
  }

  /** Tries to prove of all of them by one scan that no row fails. Each of which that does not succeed is asked alone. */
  async prove(session: SourceSession, rules: readonly RuleToRun[], from: string): Promise<void> {
    const proofs = rules.map(({ compiled }) => (compiled.form === "AGGREGATE" && compiled.proof) || []);
    const { text, columns } = scanSql(from, proofs);
    const row = await this.ask(session, rules, text);
    for (const [index, rule] of rules.entries()) {
      const [checked, different] = columns[index]!.map((name) => (row instanceof SourceError ? undefined : row[name]));
      if (checked !== undefined && checked === different) rule.counts = { checked: Number(checked), failing: 0 };
      else if (rule.compiled.form === "AGGREGATE") await this.alone(session, rule, rule.compiled.sql);
    }
  }

  /** A statement for one rule: rows_checked, rows_failing. */
  async alone(session: SourceSession, rule: RuleToRun, sql: string): Promise<void> {
    const row = await this.ask(session, [rule], sql);
    if (row instanceof SourceError) rule.failure = row;
    else rule.counts = { checked: Number(row.rows_checked), failing: Number(row.rows_failing) };
  }

  /** The one row that the statement gives. */
  private async ask(
    session: SourceSession,
    rules: readonly RuleToRun[],
    sql: string,
  ): Promise<Record<string, string> | SourceError> {
    if (this.timeouts >= MOST_TIMEOUTS) {
      return SourceError.of("SOURCE_STATEMENT_TIMEOUT", "Not tried: too many statements on the table took too long.");
    }
    const start = performance.now();
    const rows = await attempt(session, () => session.query<Record<string, string>>(sql));
    for (const rule of rules) rule.durationMs += (performance.now() - start) / rules.length;
    if (!(rows instanceof SourceError)) return rows[0]!;
    if (rows.code === "SOURCE_STATEMENT_TIMEOUT") this.timeouts++;
    return rows;
  }
}

/** What the parts of a scan come to; the first part that failed says why. */
export function sumUp(rule: RuleToRun): void {
  if (rule.parts.length === 0) return;
  const failure = rule.parts.find((part) => part instanceof Error);
  if (failure) rule.failure = failure;
  else rule.counts = scannedOf(rule.compiled)!.counts(rule.parts as (readonly number[])[]);
}
