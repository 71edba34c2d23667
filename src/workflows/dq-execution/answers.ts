import { scannedOf } from "../../quality/compile/scanned.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import type { RuleToRun } from "./rule-to-run.js";
import { aggregatesOf, isProven, scanSql } from "./scan-sql.js";

/** Statements of one table that may run into their time limit before the rules that are left are given up. */
const MOST_TIMEOUTS = 8;

/** What rules are asked of together. */
export interface Rows {
  /** With the alias `t`. */
  readonly from: string;
  /** Where not those of the rule itself. */
  readonly aggregates?: (rule: RuleToRun) => readonly string[];
  /** What a rule is asked of that can't be asked of these. */
  readonly instead?: Rows;
}

/** Counts what rules ask for, and finds out which of them can't be answered, so that the others are. */
export class Answers {
  private timeouts = 0;

  /**
   * One scan for all rules. Where it fails each half of them is tried, down to the one that makes it fail; first of all
   * without those that only prove something, which are asked alone then, as is whatever is not proven.
   */
  async scan(session: SourceSession, rules: readonly RuleToRun[], rows: Rows): Promise<void> {
    const { text, columns } = scanSql(
      rows.from,
      rules.map((rule) => rows.aggregates?.(rule) ?? aggregatesOf(rule)!),
    );
    const row = await this.ask(session, rules, text);
    if (row instanceof SourceError) return this.scanApart(session, rules, rows, row);
    for (const [index, rule] of rules.entries()) {
      const values = columns[index]!.map((name) => Number(row[name]));
      rule.counts = scannedOf(rule.compiled)!.counts(values);
      if (!rule.counts) await this.alone(session, rule);
    }
  }

  private async scanApart(session: SourceSession, rules: readonly RuleToRun[], rows: Rows, failure: SourceError) {
    const proofs = rules.filter(isProven);
    if (proofs.length > 0) {
      const others = rules.filter((rule) => !isProven(rule));
      if (others.length > 0) await this.scan(session, others, rows);
      for (const rule of proofs) await this.alone(session, rule);
    } else if (rules.length > 1) {
      const middle = Math.ceil(rules.length / 2);
      await this.scan(session, rules.slice(0, middle), rows);
      await this.scan(session, rules.slice(middle), rows);
    } else if (rows.instead) await this.scan(session, rules, rows.instead);
    else rules[0]!.failure = failure;
  }

  /** A statement for one rule: rows_checked, rows_failing. */
  async alone(session: SourceSession, rule: RuleToRun): Promise<void> {
    const { compiled } = rule;
    const row = await this.ask(session, [rule], compiled.form === "AGGREGATE" ? compiled.sql : compiled.joined!.sql);
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
