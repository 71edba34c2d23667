import type { EntityManager } from "typeorm";
import { tablesById } from "../../assets/catalog/tables-by-id.js";
import { Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { loadTableFacts } from "../../assets/facts/load-table-facts.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { ruleColumns } from "../compile/rule-columns.js";
import { DqRuleKind, type RuleDefinition } from "../rule.model.js";
import type { DqRule } from "../rules/rule.entity.js";
import { nameOf } from "./defaults.js";
import type { WrittenRule } from "./read-definition.js";

/** What is known of the table of a rule that can be asked: the table is there, and so are the rule's columns. */
export async function factsOfRule(
  manager: EntityManager,
  { tenantId, tableId, definition }: DqRule,
): Promise<TableFacts> {
  const gone = (what: string) =>
    UserErrors.one(ErrorCode.CONFLICT, `${what} is not in the catalog any more: archive the rule.`, "id");
  const [found] = await tablesById(manager, tenantId, [tableId]);
  const facts = found?.isThere ? await loadTableFacts(manager, tenantId, found.table.fqn) : undefined;
  if (!facts) throw gone("The table of the rule");
  const known = new Set(facts.columns.map(({ name }) => name));
  if ((ruleColumns(definition) ?? []).some((name) => !known.has(name))) throw gone("A column that the rule is about");
  return facts;
}

/** A change leaves a rule what it is about, and with it its name in the history: all else is another rule. */
export function mustBeTheSame(present: RuleDefinition, { definition, path }: WrittenRule): void {
  const [member] = path.slice(-1);
  if (present.kind === definition.kind && about(present) === about(definition)) return;
  const message = "A rule of another kind, or about other columns, is another rule: create it, and archive this one.";
  throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "rule", member!);
}

/** What a condition names is its own affair. */
const about = (definition: RuleDefinition): string =>
  definition.kind === DqRuleKind.ROW_CONDITION ? "" : JSON.stringify(ruleColumns(definition)?.toSorted());

/** A name that was made from the rule is made anew; a person's own stays. */
export async function newNameOf(manager: EntityManager, rule: DqRule, changed: RuleDefinition): Promise<string> {
  const { origin, name, definition } = rule;
  const isMade = name === nameOf(definition) || (origin !== Origin.STEWARD && !(await isGiven(manager, rule)));
  return isMade ? nameOf(changed) : name;
}

/** Whether a person gave a run's rule the name that it has. */
async function isGiven(manager: EntityManager, { tenantId, tableId, signature, name }: DqRule): Promise<boolean> {
  const given = await manager.query(
    `select 1 from asset_history
     where tenant_id = $1 and table_id = $2 and kind = $3 and name = $4 and run_id is null and reverts_id is null
       and after ->> 'name' = $5 and before ->> 'name' is distinct from $5 limit 1`,
    [tenantId, tableId, ProposedChangeKind.DQ_RULE, signature, name],
  );
  return given.length > 0;
}
