import type { EntityManager } from "typeorm";
import { hydrate, selectList } from "../../assets/catalog/hydrate.js";
import { DqRule, DqRuleStatus } from "./rule.entity.js";

/** The rules to execute of some tables, by table; of a table in an order that stays: by column, then by signature. */
export async function activeRules(
  manager: EntityManager,
  tenantId: string,
  tableIds: readonly string[],
): Promise<ReadonlyMap<string, DqRule[]>> {
  const rows = (await manager.query(
    `select ${selectList(manager, DqRule, "r")} from dq_rule r
     where r.tenant_id = $1 and r.table_id = any($2) and r.status = $3
     order by r.table_id, r.column_name nulls first, r.signature`,
    [tenantId, tableIds, DqRuleStatus.ACTIVE],
  )) as object[];
  return Map.groupBy(
    rows.map((row) => hydrate(DqRule, row)),
    ({ tableId }) => tableId,
  );
}

/** Those of the tables that have rules to execute. */
export async function tablesWithRules(
  manager: EntityManager,
  tenantId: string,
  tableIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = (await manager.query(
    "select distinct table_id as id from dq_rule where tenant_id = $1 and table_id = any($2) and status = $3",
    [tenantId, tableIds, DqRuleStatus.ACTIVE],
  )) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
}
