import type { EntityManager } from "typeorm";
import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { Identity } from "../../platform/context.js";
import { newId } from "../../platform/ids.js";
import { markStale } from "../metrics/mark-stale.js";
import { Metric } from "../metrics/metric.model.js";
import type { DqDimension } from "../rule.model.js";
import { DqRule } from "../rules/rule.entity.js";
import { DqViolationStatus } from "../rules/violation.entity.js";

export type Person = Pick<Identity, "tenantId" | "clientId">;

/** The whole row as it is, to be kept as what was before. */
export async function rowOf(manager: EntityManager, tenantId: string, id: string): Promise<object | null> {
  const [found] = (await manager.query(
    "select to_jsonb(r) as row from dq_rule r where r.tenant_id = $1 and r.id = $2",
    [tenantId, id],
  )) as { row: object }[];
  return found?.row ?? null;
}

/** Writes a person's change of a rule into the history of its column, or of its table where it has none. */
export async function recordChange(
  manager: EntityManager,
  { tenantId, clientId }: Person,
  ruleId: string,
  before: object | null,
): Promise<void> {
  await manager.query(
    `insert into asset_history (id, tenant_id, table_id, asset_id, kind, name, before, after, client_id, occurred_at)
     select $3, r.tenant_id, r.table_id, coalesce(c.id, r.table_id), $4, r.signature, $5, to_jsonb(r), $6, clock_timestamp()
     from dq_rule r left join catalog_column c on c.table_id = r.table_id and c.name = r.column_name
     where r.tenant_id = $1 and r.id = $2`,
    [tenantId, ruleId, newId(), ProposedChangeKind.DQ_RULE, before && JSON.stringify(before), clientId],
  );
}

/** What a table's rules ask has changed: what was measured by them is out of date. */
export async function markRulesStale(
  manager: EntityManager,
  { tenantId, tableId }: DqRule,
  dimensions: readonly DqDimension[],
): Promise<void> {
  await markStale(manager, tenantId, [tableId], [Metric.ROWS_HOLDING, Metric.TABLES_WITH_RULES], dimensions);
}

/** The rule does not ask any more what the open violation is about. */
export async function resolveViolation(
  manager: EntityManager,
  { tenantId, clientId }: Person,
  ruleId: string,
): Promise<void> {
  await manager.query(
    `update dq_violation set status = $4, resolved_at = clock_timestamp(), resolved_by_client_id = $3
     where tenant_id = $1 and rule_id = $2 and status = $5`,
    [tenantId, ruleId, clientId, DqViolationStatus.RESOLVED, DqViolationStatus.OPEN],
  );
}

/** The rule, locked: after its table, before its violations. */
export async function lockedRule(manager: EntityManager, tenantId: string, id: string): Promise<DqRule | null> {
  return manager
    .createQueryBuilder(DqRule, "r")
    .where("r.tenantId = :tenantId and r.id = :id", { tenantId, id })
    .setLock("pessimistic_write")
    .getOne();
}
