import type { EntityManager } from "typeorm";
import { FiringOutcome, WorkflowFiring } from "./firing.entity.js";
import type { FiringSource } from "./queued-firings.js";
import type { LockedSource, RunStarter } from "./start-run.js";

/** Looks at a firing that waits, and starts its run where nothing stands in the way any more. */
export async function startQueued(manager: EntityManager, starter: RunStarter, firingId: string): Promise<void> {
  const firing = await manager.findOneByOrFail(WorkflowFiring, { id: firingId });
  const source = await lockSource(manager, firing);
  const { outcome } = await manager.findOneByOrFail(WorkflowFiring, { id: firingId });
  if (outcome !== FiringOutcome.QUEUED) return; // another process was first, while the lock was waited for
  if (source?.enabled) return starter.start(manager, source, firingId);
  const what = firing.triggerId ? "trigger" : "schedule";
  const reason = `The ${what} was ${source ? "disabled" : "removed"} before the run could start.`;
  await manager.query(
    "update workflow_firing set outcome = 'SKIPPED', reason = $2, waits_for_run_id = null where id = $1",
    [firingId, reason],
  );
}

async function lockSource(
  manager: EntityManager,
  { tenantId, configurationId, triggerId }: FiringSource,
): Promise<(LockedSource & { enabled: boolean }) | undefined> {
  const [table, key, id] = triggerId
    ? ["workflow_trigger", "id", triggerId]
    : ["workflow_schedule", "configuration_id", configurationId];
  const [row] = (await manager.query(
    `select tenant_id as "tenantId", configuration_id as "configurationId", $2::uuid as "triggerId", enabled,
       overlap_policy as "overlapPolicy", save_all as "saveAll", client_id as "clientId"
     from ${table} where ${key} = $1 and tenant_id = $3 for update`,
    [id, triggerId ?? null, tenantId],
  )) as (LockedSource & { enabled: boolean })[];
  return row;
}
