import { quoteName } from "../../quality/compile/quote.js";
import { ruleColumns } from "../../quality/compile/rule-columns.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import type { SourceTable } from "../profiling/source-table.js";
import type { RuleToRun } from "./rule-to-run.js";

const LONGEST_VALUE = 256;
const MASK = "***";

export interface FailingKeys {
  readonly columns: readonly string[];
  readonly keys: readonly (readonly string[])[];
  readonly masked: boolean;
}

export const NO_KEYS: FailingKeys = { columns: [], keys: [], masked: false };

/** The columns that name a row: the primary key, or else the first unique one, if they may be read. */
export function keyColumns(table: SourceTable): readonly string[] {
  const readable = new Set(table.columns.filter((column) => column.skippedReason === null).map(({ name }) => name));
  return table.declaredKeys.find((key) => key.every((name) => readable.has(name))) ?? [];
}

/**
 * Keys of the first failing rows, in key order. Where a column of the key or of the rule is tagged as personal data nobody
 * gets to see them: how many there are is still shown. Where they can't be read the rule has failed all the same.
 */
export async function failingKeys(
  session: SourceSession,
  { rule, compiled }: RuleToRun,
  quotedTable: string,
  key: readonly string[],
  personal: ReadonlySet<string>,
  limit: number,
): Promise<FailingKeys> {
  const rows =
    compiled.form === "AGGREGATE"
      ? compiled.failingRows
      : (compiled.joined?.failingRows ?? `select t.* from ${quotedTable} t where ${compiled.failing}`);
  if (!rows || key.length === 0 || limit === 0) return NO_KEYS;
  const names = key.map((name) => `f.${quoteName(name)}`);
  const list = names.map((name, index) => `left(${name}::text, ${LONGEST_VALUE}) as k${index}`);
  const statement = `select ${list.join(", ")} from (${rows}) f order by ${names.join(", ")} limit ${limit}`;
  const about = ruleColumns(rule.definition);
  const masked = about === undefined ? personal.size > 0 : [...key, ...about].some((name) => personal.has(name));
  const found = await attempt(session, () => session.query<Record<string, string | null>>(statement));
  const keys = found instanceof SourceError ? [] : found;
  const shown = keys.map((row) => names.map((_, index) => (masked ? MASK : (row[`k${index}`] ?? ""))));
  return { columns: key, keys: shown, masked };
}
