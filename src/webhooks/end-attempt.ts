import type { EntityManager } from "typeorm";
import { notify } from "../platform/listener.js";
import type { Claimed } from "./claim.js";
import { WebhookDeliveryStatus } from "./delivery.entity.js";
import { WEBHOOK_ERRORS, type WebhookErrorCode } from "./delivery-error.js";
import { advance } from "./lines.js";
import { setEnabled } from "./set-enabled.js";

/** How an attempt ended. */
export interface Attempted {
  readonly error: WebhookErrorCode | null;
  readonly responseStatus: number | null;
  readonly durationMs: number;
  /** Until the next, where there is one. */
  readonly backoffMs: number;
}

const errorOf = (code: WebhookErrorCode | null) => code && JSON.stringify({ code, message: WEBHOOK_ERRORS[code] });

/** Writes down how an attempt ended, unless somebody else took the delivery over; then the next of its line may go. */
export async function endAttempt(manager: EntityManager, claimed: Claimed, attempted: Attempted, aheadMs: number) {
  const { id, tenantId, webhookId, lease } = claimed;
  const { error, responseStatus, durationMs, backoffMs } = attempted;
  const gone = error === "WEBHOOK_GONE";
  await manager.query(`select 1 from webhook where id = $1 for ${gone ? "no key update" : "share"}`, [webhookId]);
  const status = gone
    ? WebhookDeliveryStatus.FAILED
    : error
      ? WebhookDeliveryStatus.PENDING
      : WebhookDeliveryStatus.DELIVERED;
  const ended = status !== WebhookDeliveryStatus.PENDING;
  const [mine] = (await manager.query(
    `update webhook_delivery d
     set status = $3, leased_until = null, error = $4, response_status = $5, duration_ms = $6,
       ended_at = case when $7 then clock_timestamp() end,
       next_attempt_at = case when $7 then null when not w.enabled then d.expires_at
         else least(clock_timestamp() + $8 * interval '1 millisecond', d.expires_at) end
     from webhook w
     where w.id = d.webhook_id and d.id = $1 and d.status = 'PENDING' and d.leased_until = $2::timestamptz
     returning d.id`,
    [id, lease, status, errorOf(error), responseStatus, durationMs, ended, backoffMs + aheadMs],
  )) as [unknown[], number];
  if (mine.length === 0) return;
  if (gone) await setEnabled(manager, tenantId, webhookId, false, WEBHOOK_ERRORS.WEBHOOK_GONE);
  if (ended) await goOn(manager, claimed);
}

/** Gives a delivery up whose time is over. */
export async function expire(manager: EntityManager, claimed: Claimed): Promise<void> {
  const { id, webhookId, lease } = claimed;
  await manager.query("select 1 from webhook where id = $1 for share", [webhookId]);
  const [mine] = (await manager.query(
    `update webhook_delivery
     set status = 'EXPIRED', leased_until = null, next_attempt_at = null, ended_at = clock_timestamp(), error = coalesce(error, $3)
     where id = $1 and status = 'PENDING' and leased_until = $2::timestamptz
     returning id`,
    [id, lease, errorOf("WEBHOOK_EXPIRED")],
  )) as [unknown[], number];
  if (mine.length > 0) await goOn(manager, claimed);
}

async function goOn(manager: EntityManager, { tenantId, webhookId, runId }: Claimed): Promise<void> {
  if (runId === null) return;
  await advance(manager, tenantId, [{ webhookId, runId }]);
  await notify(manager, "webhooks", webhookId);
}
