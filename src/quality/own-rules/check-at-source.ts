import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import type { RuleTable } from "../compile/compiled-rule.js";
import { DqRuleKind, type RuleDefinition } from "../rule.model.js";
import type { WrittenRule } from "./read-definition.js";
import { sourceChecks } from "./source-checks.js";

/** Asks the source what only it knows of a rule: what it refuses is the client's mistake. Throws a SourceError otherwise. */
export async function checkAtSource(
  session: SourceSession,
  { definition, path }: WrittenRule,
  table: RuleTable,
): Promise<void> {
  for (const { text, values, mustHold, field, message } of sourceChecks(definition, table)) {
    const rows = await attempt(session, () => session.query<{ holds?: string }>(text, values));
    if (rows instanceof SourceError && !isRefusal(rows, definition)) throw rows;
    if (!(rows instanceof SourceError) && (!mustHold || rows[0]?.holds === "t")) continue;
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, ...path, ...(field ? [field] : []));
  }
}

/** Names that SQL of a client's own makes up are the client's mistake; those of the catalog went since it was read. */
function isRefusal({ code }: SourceError, { kind }: RuleDefinition): boolean {
  const isOwnSql = kind === DqRuleKind.SQL || kind === DqRuleKind.ROW_CONDITION;
  return code === "SOURCE_ERROR" || (code === "SOURCE_OBJECT_GONE" && isOwnSql);
}
