import { readCondition } from "./row-condition.js";
import { DqRuleKind, type RuleDefinition } from "./rule.model.js";
import { type IsCatalogued, unsafeReason } from "./sql-safety.js";

/** Why a rule must not be sent to a source: what somebody wrote of SQL is looked at before each use. */
export async function unsafeRule(
  definition: RuleDefinition,
  table: { readonly schema: string; readonly name: string },
  isCatalogued: IsCatalogued,
): Promise<string | undefined> {
  if (definition.kind === DqRuleKind.SQL) return unsafeReason(definition.sql, isCatalogued);
  if (definition.kind !== DqRuleKind.ROW_CONDITION) return undefined;
  return (await readCondition(definition.condition, table.schema, table.name)).unsafe;
}
