import type { RuleTable } from "../../quality/compile/compiled-rule.js";
import { RuleError } from "../../quality/compile/rule-error.js";
import { ruleSql } from "../../quality/compile-rule.js";
import { DqRuleKind, type RuleDefinition } from "../../quality/rule.model.js";
import { type IsCatalogued, unsafeReason } from "../../quality/sql-safety.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";

/** Why a rule can't be run on the table: parsed, then planned by the source itself; undefined where it can. */
export async function refusal(
  session: SourceSession,
  table: RuleTable,
  definition: RuleDefinition,
  isCatalogued: IsCatalogued,
): Promise<string | undefined> {
  // A statement that somebody wrote must be one by itself, not only in the brackets that it is put in.
  const written = definition.kind === DqRuleKind.SQL ? await unsafeReason(definition.sql, isCatalogued) : undefined;
  if (written) return written;
  let sql: string;
  try {
    sql = ruleSql(definition, table);
  } catch (error) {
    if (error instanceof RuleError) return error.message;
    throw error;
  }
  const unsafe = await unsafeReason(sql, isCatalogued);
  if (unsafe) return unsafe;
  const planned = await attempt(session, () => session.query(`explain ${sql}`));
  return planned instanceof SourceError ? `The source refused to plan it: ${planned.message}` : undefined;
}
