import type { EntityManager } from "typeorm";

/** An archived configuration starts nothing by itself. What waits finds that out when its turn comes. */
export async function disableAutomation(
  manager: EntityManager,
  tenantId: string,
  configurationId: string,
): Promise<void> {
  const values = [tenantId, configurationId];
  await manager.query(
    "update workflow_schedule set enabled = false, next_fire_at = null where tenant_id = $1 and configuration_id = $2",
    values,
  );
  await manager.query(
    "update workflow_trigger set enabled = false where tenant_id = $1 and configuration_id = $2",
    values,
  );
}
