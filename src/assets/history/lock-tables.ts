import type { EntityManager } from "typeorm";

/**
 * Takes the row locks of tables, in one order, before what the catalog holds of them changes. In the order of locks they come
 * after the run and its tasks, and before the tenant.
 */
export async function lockTables(manager: EntityManager, tenantId: string, tableIds: readonly string[]): Promise<void> {
  await manager.query(
    "select 1 from catalog_table where tenant_id = $1 and id = any($2) order by id for no key update",
    [tenantId, tableIds],
  );
}
