import type { EntityManager } from "typeorm";
import { notify } from "../platform/listener.js";

/** Under the webhook's row lock. `reason`: why, where no client asked for it. */
export async function setEnabled(
  manager: EntityManager,
  tenantId: string,
  id: string,
  enabled: boolean,
  reason: string | null = null,
): Promise<void> {
  await manager.query(
    `update webhook set enabled = $3, disabled_reason = $4, updated_at = clock_timestamp() where tenant_id = $1 and id = $2`,
    [tenantId, id, enabled, reason],
  );
  // What waits for a webhook that is not enabled is looked at again only when its time is over.
  await manager.query(
    `update webhook_delivery set next_attempt_at = case when $3 then clock_timestamp() else expires_at end
     where tenant_id = $1 and webhook_id = $2 and status = 'PENDING' and next_attempt_at is not null`,
    [tenantId, id, enabled],
  );
  if (enabled) await notify(manager, "webhooks", id);
}
