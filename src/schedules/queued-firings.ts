import type { EntityManager } from "typeorm";

/** Whose firings: a configuration's schedule, or one trigger of it. */
export interface FiringSource {
  readonly tenantId: string;
  readonly configurationId: string;
  readonly triggerId?: string | null;
}

/** Gives up what waits. Call it with the row of the schedule or trigger locked: then nothing of it starts meanwhile. */
export async function dropQueued(
  manager: EntityManager,
  { tenantId, configurationId, triggerId = null }: FiringSource,
  reason: string,
): Promise<void> {
  await manager.query(
    `update workflow_firing set outcome = 'SKIPPED', reason = $4, waits_for_run_id = null
     where tenant_id = $1 and configuration_id = $2 and trigger_id is not distinct from $3 and outcome = 'QUEUED'`,
    [tenantId, configurationId, triggerId, reason],
  );
}
