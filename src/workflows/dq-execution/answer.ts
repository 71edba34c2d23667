import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import { attempt } from "./attempt.js";
import type { RuleToRun } from "./rule-to-run.js";
import { scanSql } from "./scan-sql.js";

/** Statements of one table that may run into their time limit before the rules that are left are given up. */
const MOST_TIMEOUTS = 8;

/** Counts what rules ask for, and finds out which of them can't be answered, so that the others are. */
export class Answers {
  private timeouts = 0;

  constructor(private readonly quotedTable: string) {}

  /** One scan for all. Where it fails, each half is tried, down to the rule that makes it fail. */
  async scan(session: SourceSession, rules: readonly RuleToRun[]): Promise<void> {
    const { text, columns } = scanSql(this.quotedTable, rules);
    const failure = await this.timed(session, rules, async () => {
      const [row] = await session.query<Record<string, string>>(text);
      for (const [index, rule] of rules.entries()) {
        const [checked, failing] = columns[index]!;
        rule.counts = { checked: Number(row![checked]), failing: Number(row![failing]) };
      }
    });
    if (!failure) return;
    if (rules.length === 1) {
      rules[0]!.failure = failure;
      return;
    }
    const middle = Math.ceil(rules.length / 2);
    await this.scan(session, rules.slice(0, middle));
    await this.scan(session, rules.slice(middle));
  }

  /** A statement for one rule: rows_checked, rows_failing. */
  async alone(session: SourceSession, rule: RuleToRun, sql: string): Promise<void> {
    rule.failure = await this.timed(session, [rule], async () => {
      const [row] = await session.query<{ rows_checked: string; rows_failing: string }>(sql);
      rule.counts = { checked: Number(row!.rows_checked), failing: Number(row!.rows_failing) };
    });
  }

  private async timed(
    session: SourceSession,
    rules: readonly RuleToRun[],
    work: () => Promise<void>,
  ): Promise<SourceError | undefined> {
    if (this.timeouts >= MOST_TIMEOUTS) {
      return SourceError.of("SOURCE_STATEMENT_TIMEOUT", "Not tried: too many statements on the table took too long.");
    }
    const start = performance.now();
    const failure = await attempt(session, work);
    for (const rule of rules) rule.durationMs += (performance.now() - start) / rules.length;
    if (failure?.code === "SOURCE_STATEMENT_TIMEOUT") this.timeouts++;
    return failure;
  }
}
