import type { EntityManager } from "typeorm";
import { newId } from "../platform/ids.js";
import { notify } from "../platform/listener.js";
import type { FollowedTransition, Follower } from "../runs/follow/follower.js";
import { type Happening, happeningsOf } from "./happening.js";
import { jsonBody } from "./json-body.js";
import { advance } from "./lines.js";
import { openLineageBodies } from "./open-lineage/bodies.js";
import { type WebhookEvent, WebhookFormat } from "./webhook-event.js";

/** Tenants with a webhook are followed under this name. */
export const WEBHOOKS = "webhooks";
/** How long after its event a delivery is tried. */
export const TRIED_FOR = "24 hours";

/** Rows of one statement: a run may open very many violations. */
const AT_ONCE = 500;

interface Listening {
  readonly id: string;
  readonly events: readonly WebhookEvent[];
  readonly format: WebhookFormat;
  readonly createdAt: Date;
}

/** Writes down what each webhook is to be told, once, in the transaction that remembers how far the feed was followed. */
export class WebhookFollower implements Follower {
  readonly name = WEBHOOKS;

  async handle(manager: EntityManager, tenantId: string, transitions: readonly FollowedTransition[]): Promise<void> {
    const webhooks = (await manager.query(
      `select id, events, format, created_at as "createdAt" from webhook
       where tenant_id = $1 and enabled order by id for no key update`,
      [tenantId],
    )) as Listening[];
    if (webhooks.length === 0) return;
    const wanted = new Set(webhooks.flatMap(({ events }) => events));
    const happenings = await happeningsOf(manager, tenantId, transitions, wanted);
    const lineage = webhooks.some(({ format }) => format === WebhookFormat.OPENLINEAGE)
      ? await openLineageBodies(manager, tenantId, transitions)
      : new Map<FollowedTransition, string>();
    for (const webhook of webhooks) {
      const rows = deliveriesOf(webhook, happenings, lineage);
      for (let start = 0; start < rows.length; start += AT_ONCE) {
        await write(manager, tenantId, rows.slice(start, start + AT_ONCE));
      }
    }
  }
}

function deliveriesOf(
  webhook: Listening,
  happenings: readonly Happening[],
  lineage: ReadonlyMap<FollowedTransition, string>,
) {
  return happenings
    .filter(({ event, transition }) => {
      return webhook.events.includes(event) && transition.occurredAt >= webhook.createdAt;
    })
    .flatMap((happening) => {
      const { event, transition, ordinal, occurredAt } = happening;
      const id = newId();
      const body = webhook.format === WebhookFormat.JSON ? jsonBody(id, happening) : lineage.get(transition);
      const { runId, position } = transition;
      return body === undefined
        ? []
        : [{ id, webhookId: webhook.id, event, runId, position, ordinal, occurredAt, body }];
    });
}

async function write(
  manager: EntityManager,
  tenantId: string,
  rows: readonly { readonly webhookId: string; readonly runId: string }[],
): Promise<void> {
  await manager.query(
    `insert into webhook_delivery
       (id, tenant_id, webhook_id, event, run_id, position, ordinal, body, occurred_at, expires_at, status)
     select id, $1, "webhookId", event, "runId", position, ordinal, body, "occurredAt", "occurredAt" + interval '${TRIED_FOR}', 'PENDING'
     from jsonb_to_recordset($2) as row (id uuid, "webhookId" uuid, event text, "runId" uuid, position bigint, ordinal int,
       body text, "occurredAt" timestamptz)`,
    [tenantId, JSON.stringify(rows)],
  );
  const lines = new Map(rows.map(({ webhookId, runId }) => [`${webhookId} ${runId}`, { webhookId, runId }]));
  await advance(manager, tenantId, [...lines.values()]);
  await notify(manager, "webhooks", "");
}
