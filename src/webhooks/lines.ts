import type { EntityManager } from "typeorm";

/** The deliveries of one run to one webhook: they go out one after the other. */
export interface Line {
  readonly webhookId: string;
  readonly runId: string;
}

/**
 * Has the first delivery of each line go out, where none is under way. Whoever adds to a line or takes from it holds the
 * webhook's row: one who adds exclusively, one who takes shared, since of a line only the head is ever taken.
 */
export async function advance(manager: EntityManager, tenantId: string, lines: readonly Line[]): Promise<void> {
  await manager.query(
    `update webhook_delivery d
     set next_attempt_at = case when w.enabled then clock_timestamp() else d.expires_at end
     from jsonb_to_recordset($2) as line ("webhookId" uuid, "runId" uuid)
     join webhook w on w.id = line."webhookId" and w.tenant_id = $1
     cross join lateral (
       select id from webhook_delivery
       where webhook_id = line."webhookId" and run_id = line."runId" and status = 'PENDING'
       order by position, ordinal limit 1
     ) first
     where d.id = first.id and not exists (
       select from webhook_delivery head
       where head.webhook_id = line."webhookId" and head.run_id = line."runId" and head.status = 'PENDING'
         and head.next_attempt_at is not null
     )`,
    [tenantId, JSON.stringify(lines)],
  );
}
