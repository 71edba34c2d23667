import type { EntityManager } from "typeorm";
import { Origin } from "../../assets/changes/change.model.js";
import { lockTables } from "../../assets/history/lock-tables.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { isId } from "../../platform/ids.js";
import type { RuleDefinition } from "../rule.model.js";
import { DqRule, DqRuleStatus } from "../rules/rule.entity.js";
import { mustBeOnlyOne } from "./only-one.js";
import { lockedRule, markRulesStale, type Person, recordChange, resolveViolation, rowOf } from "./rule-history.js";

/** What a person changes of a rule; what is undefined stays. */
export interface RuleChange {
  readonly name?: string;
  readonly definition?: { readonly definition: RuleDefinition; readonly sql: string };
  readonly dimension?: DqRule["dimension"];
  readonly severity?: DqRule["severity"];
  readonly threshold?: number;
  readonly status?: DqRuleStatus;
}

export async function ruleOf(manager: EntityManager, tenantId: string, id: string): Promise<DqRule> {
  const rule = isId(id) ? await manager.findOneBy(DqRule, { id, tenantId }) : null;
  if (!rule) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such rule.", "id");
  return rule;
}

/**
 * A person's change of a rule, whoever wrote it: from then on runs leave it alone. Where it asks for something else, or is not
 * asked any more, its open violation is resolved. What says only what is there already changes nothing.
 */
export async function changeRule(
  manager: EntityManager,
  person: Person,
  { id, tableId }: Pick<DqRule, "id" | "tableId">,
  changeOf: (present: DqRule) => RuleChange | Promise<RuleChange>,
): Promise<DqRule> {
  const { tenantId, clientId } = person;
  await lockTables(manager, tenantId, [tableId]);
  const old = await lockedRule(manager, tenantId, id);
  if (!old) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such rule.", "id");
  const before = await rowOf(manager, tenantId, id);
  const { definition: written, ...change } = await changeOf(old);
  const changed = Object.assign(new DqRule(), old, withoutUndefined(change), written);
  const asksElse = !isSame(old.definition, changed.definition) || old.threshold !== changed.threshold;
  const isSameRule = !asksElse && SHOWN.every((field) => old[field] === changed[field]);
  if (isSameRule && old.clientId !== null) return old;
  const { name, definition, sql, dimension, severity, threshold, status } = changed;
  const isWritten = !isSame(old.definition, definition);
  const isBack = status !== old.status && old.status !== DqRuleStatus.ACTIVE;
  if (status !== DqRuleStatus.ARCHIVED && (isWritten || isBack)) {
    await mustBeOnlyOne(manager, changed, isWritten ? "rule" : "status");
  }
  await manager.query(
    `update dq_rule set name = $3, definition = $4, sql = $5, dimension = $6, severity = $7, threshold = $8, status = $9,
       client_id = $10, updated_at = clock_timestamp(),
       origin = case when $11 then $12 else origin end, run_id = case when $11 then null else run_id end,
       confidence = case when $11 then 1 else confidence end, justification = case when $11 then $13 else justification end
     where tenant_id = $1 and id = $2`,
    [
      tenantId,
      id,
      name,
      JSON.stringify(definition),
      sql,
      dimension,
      severity,
      threshold,
      status,
      clientId,
      isWritten,
      Origin.STEWARD,
      JSON.stringify({ summary: "A person changed what it asks for.", evidence: [] }),
    ],
  );
  if (asksElse || (status !== old.status && status !== DqRuleStatus.ACTIVE)) {
    await resolveViolation(manager, person, id);
  }
  if (asksElse || status !== old.status || dimension !== old.dimension) {
    await markRulesStale(manager, old, [old.dimension, dimension]);
  }
  await recordChange(manager, person, id, before);
  return manager.findOneByOrFail(DqRule, { id, tenantId });
}

const SHOWN = ["name", "dimension", "severity", "status"] as const;

const withoutUndefined = (change: object): object =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

/** Whatever the order in which the database gives the fields back. */
const isSame = (one: RuleDefinition, other: RuleDefinition): boolean => canonical(one) === canonical(other);
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
