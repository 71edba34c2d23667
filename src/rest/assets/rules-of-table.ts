import type { TableAsset } from "../../assets/catalog/table.entity.js";
import type { RequestContext } from "../../platform/context.js";
import { type DqRule, DqRuleStatus } from "../../quality/rules/rule.entity.js";
import type { RestServices } from "../services.js";

/** More rules than anybody reads of one table; the answer says so where there are more. */
const MOST_RULES = 1000;
const AT_ONCE = 100;

export interface RulesOfTable {
  readonly rules: readonly DqRule[];
  readonly truncated: boolean;
}

/** The active rules of a table and its columns, in the order in which they were found. */
export async function rulesOfTable(
  { dqRules }: RestServices,
  ctx: RequestContext,
  { id }: TableAsset,
): Promise<RulesOfTable> {
  const rules: DqRule[] = [];
  let after: string | null = null;
  do {
    const target = { tableId: id, column: null };
    const page = await dqRules.rules(ctx, target, [DqRuleStatus.ACTIVE], { first: AT_ONCE, after });
    rules.push(...page.nodes);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null && rules.length < MOST_RULES);
  return { rules, truncated: after !== null };
}
