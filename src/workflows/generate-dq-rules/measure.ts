import type { CompiledRule, RowRule, RuleTable } from "../../quality/compile/compiled-rule.js";
import { compileRule, ruleSql } from "../../quality/compile-rule.js";
import { DqRuleKind, type RuleDefinition } from "../../quality/rule.model.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import { briefly } from "./briefly.js";
import type { Outcome } from "./confidence.js";
import type { RowSets, Rows } from "./statistics/rows.js";

/** A rule over all rows, and over those that it was not learned from. */
export interface Measured {
  readonly all: Outcome;
  readonly held: Outcome;
}

const RULES_AT_ONCE = 30;
/** PostgreSQL keeps 32 regular expressions compiled; with more in one scan it compiles them for each row. */
const EXPRESSIONS_AT_ONCE = 12;

interface Entry {
  readonly index: number;
  readonly compiled: RowRule;
}

type Answer = Measured | SourceError;

/**
 * Runs rules: those about rows many in one scan, the others one by one. Where the source refuses a scan (a rule that takes too
 * long spoils it for all), its rules are run each by itself, on a sample of a large table.
 */
export async function measure(
  session: SourceSession,
  table: RuleTable,
  rows: RowSets,
  definitions: readonly RuleDefinition[],
  whole: boolean,
): Promise<Answer[]> {
  const compiled = definitions.map((definition) => compileRule(definition, table));
  const answers = new Map<number, Answer>();
  for (const batch of batches(compiled)) {
    const found = await attempt(session, () => scan(session, rows, batch, whole ? rows.everything : rows.all));
    if (!(found instanceof SourceError)) {
      for (const [place, { index }] of batch.entries()) answers.set(index, found[place]!);
      continue;
    }
    for (const entry of batch) {
      const alone = await attempt(session, () => scan(session, rows, [entry], rows.all));
      answers.set(entry.index, alone instanceof SourceError ? alone : alone[0]!);
    }
  }
  for (const [index, definition] of definitions.entries()) {
    if (answers.has(index)) continue;
    const run = () => runAlone(session, ruleSql(definition, table));
    const written = definition.kind === DqRuleKind.SQL;
    answers.set(index, await attempt(session, written ? () => briefly(session, run) : run));
  }
  return definitions.map((_, index) => answers.get(index)!);
}

/** Rules that look into other tables are left out: joined they are fast whatever those tables' size. */
function batches(compiled: readonly CompiledRule[]): Entry[][] {
  const found: Entry[][] = [];
  let expressions = 0;
  for (const [index, rule] of compiled.entries()) {
    if (rule.form !== "ROW" || rule.joined) continue;
    const last = found.at(-1);
    expressions += rule.expressions;
    if (last && last.length < RULES_AT_ONCE && expressions <= EXPRESSIONS_AT_ONCE) last.push({ index, compiled: rule });
    else {
      found.push([{ index, compiled: rule }]);
      expressions = rule.expressions;
    }
  }
  return found;
}

async function scan(
  session: SourceSession,
  { isLearned }: RowSets,
  batch: readonly Entry[],
  { from, where }: Rows,
): Promise<Measured[]> {
  const list = batch.map(
    ({ compiled }, place) =>
      `pg_catalog.count(*) filter (where ${compiled.checked}) as c${place}, pg_catalog.count(*) filter (where ${compiled.failing}) as f${place}`,
  );
  const halves = await session.query<Record<string, string>>(
    `select ${isLearned} as learned, ${list.join(", ")} from ${from} where ${where} group by 1`,
  );
  return batch.map((_, place) => {
    const outcome = (row: Record<string, string> | undefined): Outcome => ({
      checked: Number(row?.[`c${place}`] ?? 0),
      failing: Number(row?.[`f${place}`] ?? 0),
    });
    const learned = outcome(halves.find((row) => row.learned === "t"));
    const held = outcome(halves.find((row) => row.learned !== "t"));
    return { all: { checked: learned.checked + held.checked, failing: learned.failing + held.failing }, held };
  });
}

/** Rows together: half of them are those that the rule was not learned from. */
async function runAlone(session: SourceSession, sql: string): Promise<Measured> {
  const [row] = await session.query<Record<"rows_checked" | "rows_failing", string>>(sql);
  const all = { checked: Number(row!.rows_checked), failing: Number(row!.rows_failing) };
  return { all, held: { checked: all.checked / 2, failing: all.failing / 2 } };
}
