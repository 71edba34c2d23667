import { attempt } from "../sources/attempt.js";
import { SourceError } from "../sources/source-error.js";
import type { SourceSession } from "../sources/source-session.js";
import type { CompiledRule } from "./compile/compiled-rule.js";
import { quoteName } from "./compile/quote.js";
import { ruleColumns } from "./compile/rule-columns.js";
import type { RuleDefinition } from "./rule.model.js";

const LONGEST_VALUE = 256;
const MASK = "***";

export interface FailingKeys {
  readonly columns: readonly string[];
  readonly keys: readonly (readonly string[])[];
  readonly masked: boolean;
}

export const NO_KEYS: FailingKeys = { columns: [], keys: [], masked: false };

/**
 * Keys of the first failing rows, in key order. Where a column of the key or of the rule is tagged as personal data nobody
 * gets to see them: how many there are is still shown. Where they can't be read the rule has failed all the same.
 */
export async function failingKeys(
  session: SourceSession,
  definition: RuleDefinition,
  compiled: CompiledRule,
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
  const about = ruleColumns(definition);
  const masked = about === undefined ? personal.size > 0 : [...key, ...about].some((name) => personal.has(name));
  const found = await attempt(session, () => session.query<Record<string, string | null>>(statement));
  const keys = found instanceof SourceError ? [] : found;
  const shown = keys.map((row) => names.map((_, index) => (masked ? MASK : (row[`k${index}`] ?? ""))));
  return { columns: key, keys: shown, masked };
}
