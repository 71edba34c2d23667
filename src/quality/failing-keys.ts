import { attempt } from "../sources/attempt.js";
import { SourceError } from "../sources/source-error.js";
import type { SourceSession } from "../sources/source-session.js";
import type { CompiledRule, RuleTable } from "./compile/compiled-rule.js";
import { quoteName, quoteTable } from "./compile/quote.js";
import { ruleColumns } from "./compile/rule-columns.js";
import { DqRuleKind, type RuleDefinition } from "./rule.model.js";
import { unsafeReason } from "./sql-safety.js";

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
  table: Pick<RuleTable, "schema" | "name">,
  key: readonly string[],
  personal: ReadonlySet<string>,
  limit: number,
): Promise<FailingKeys> {
  const rows =
    compiled.form === "AGGREGATE"
      ? compiled.failingRows
      : (compiled.joined?.failingRows ??
        `select t.* from ${quoteTable(table.schema, table.name)} t where ${compiled.failing}`);
  if (!rows || key.length === 0 || limit === 0) return NO_KEYS;
  const names = key.map((name) => `f.${quoteName(name)}`);
  const list = names.map((name, index) => `left(${name}::text, ${LONGEST_VALUE}) as k${index}`);
  const statement = `select ${list.join(", ")} from (${rows}) f order by ${names.join(", ")} limit ${limit}`;
  const masked = await mayShowPersons(definition, table, key, personal);
  const found = await attempt(session, () => session.query<Record<string, string | null>>(statement));
  const keys = found instanceof SourceError ? [] : found;
  const shown = keys.map((row) => names.map((_, index) => (masked ? MASK : (row[`k${index}`] ?? ""))));
  return { columns: key, keys: shown, masked };
}

/** A statement of one's own may give any value the name of a key's column: one of any table that it reads. */
async function mayShowPersons(
  definition: RuleDefinition,
  { schema, name }: Pick<RuleTable, "schema" | "name">,
  key: readonly string[],
  personal: ReadonlySet<string>,
): Promise<boolean> {
  if (definition.kind !== DqRuleKind.SQL) {
    return [...key, ...(ruleColumns(definition) ?? [])].some((column) => personal.has(column));
  }
  if (personal.size > 0) return true;
  return (await unsafeReason(definition.sql, (inSchema, table) => inSchema === schema && table === name)) !== undefined;
}
