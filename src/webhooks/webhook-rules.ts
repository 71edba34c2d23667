import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { Webhook } from "./webhook.entity.js";
import { WebhookEvent, WebhookFormat } from "./webhook-event.js";
import { WEBHOOKS } from "./webhook-follower.js";

const MOST_WEBHOOKS = 50;

/** What a webhook is told about must go with the form. */
export function checkFormat({ events, format }: Pick<Webhook, "events" | "format">): void {
  if (format === WebhookFormat.JSON || events.every((event) => event === WebhookEvent.RUN_TRANSITION)) return;
  throw UserErrors.one(
    ErrorCode.VALIDATION_ERROR,
    "OPENLINEAGE tells about RUN_TRANSITION only: register another webhook for the other events.",
    "events",
  );
}

/** Of several that register at once each counts the others: the follower's row is locked until the end. */
export async function checkCount(manager: EntityManager, tenantId: string): Promise<void> {
  await manager.query("select 1 from feed_follower where tenant_id = $1 and name = $2 for update", [
    tenantId,
    WEBHOOKS,
  ]);
  const count = await manager.countBy(Webhook, { tenantId });
  if (count < MOST_WEBHOOKS) return;
  throw UserErrors.one(ErrorCode.CONFLICT, `A tenant has at most ${MOST_WEBHOOKS} webhooks: remove one first.`);
}
