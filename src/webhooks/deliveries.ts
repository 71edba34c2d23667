import type { EntityManager } from "typeorm";
import { hydrate, selectList } from "../assets/catalog/hydrate.js";
import type { RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { isId, newId } from "../platform/ids.js";
import { notify } from "../platform/listener.js";
import { loaderOf } from "../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { WebhookDelivery, WebhookDeliveryStatus } from "./delivery.entity.js";
import { pingBody } from "./json-body.js";
import { advance } from "./lines.js";
import { WebhookEvent } from "./webhook-event.js";
import { TRIED_FOR } from "./webhook-follower.js";
import type { Webhooks } from "./webhooks.js";

const PING_TRIED_FOR = "1 minute";

interface PageKey {
  readonly webhookId: string;
  readonly status: WebhookDeliveryStatus | null;
  readonly size: number;
  readonly after: string | null;
}

/** The log of what webhooks were told, and what clients may ask of it. */
export class WebhookDeliveries {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    private readonly webhooks: Webhooks,
  ) {}

  /** Of a webhook, newest first. */
  async list(
    ctx: RequestContext,
    webhookId: string,
    status: WebhookDeliveryStatus | null,
    args: PageArgs,
  ): Promise<Connection<WebhookDelivery>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const list = `webhook-deliveries:${webhookId}:${status ?? ""}`;
    const after = page.cursor == null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await loaderOf<PageKey, WebhookDelivery[]>(ctx, "webhook deliveries", (keys) =>
      this.database.tenant(tenantId, (manager) => pages(manager, tenantId, keys)),
    ).load({ webhookId, status, size: page.limit + 1, after });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.id]));
  }

  /** A delivery that says nothing, to see whether it arrives. */
  ping(ctx: RequestContext, webhookId: string): Promise<WebhookDelivery> {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      await this.enabledWebhook(manager, tenantId, webhookId);
      const [id, now] = [newId(), new Date()];
      await manager.query(
        `insert into webhook_delivery (id, tenant_id, webhook_id, event, body, occurred_at, expires_at, status, next_attempt_at)
         values ($1, $2, $3, $4, $5, $6, clock_timestamp() + interval '${PING_TRIED_FOR}', 'PENDING', clock_timestamp())`,
        [id, tenantId, webhookId, WebhookEvent.PING, pingBody(id, now), now],
      );
      await notify(manager, "webhooks", webhookId);
      return delivery(manager, tenantId, id);
    });
  }

  /** One that ended goes into its line again, with its time anew; one that waits for its next attempt need not wait longer. */
  retry(ctx: RequestContext, id: string): Promise<WebhookDelivery> {
    const { tenantId } = ctx.identity;
    return this.database.tenant(tenantId, async (manager) => {
      const { webhookId, runId } = await delivery(manager, tenantId, id);
      await this.enabledWebhook(manager, tenantId, webhookId);
      await manager.query(
        `update webhook_delivery
         set status = 'PENDING', ended_at = null,
           attempts = case when status = 'PENDING' then attempts else 0 end,
           expires_at = case when status = 'PENDING' then expires_at else clock_timestamp() + interval '${TRIED_FOR}' end,
           next_attempt_at = case when next_attempt_at is not null or run_id is null then clock_timestamp() end
         where tenant_id = $1 and id = $2`,
        [tenantId, id],
      );
      if (runId) await advance(manager, tenantId, [{ webhookId, runId }]);
      await notify(manager, "webhooks", webhookId);
      return delivery(manager, tenantId, id);
    });
  }

  private async enabledWebhook(manager: EntityManager, tenantId: string, id: string): Promise<void> {
    const { enabled } = await this.webhooks.present(manager, tenantId, id, true);
    if (!enabled) throw UserErrors.one(ErrorCode.CONFLICT, "The webhook is not enabled: enable it first.", "id");
  }
}

async function delivery(manager: EntityManager, tenantId: string, id: string): Promise<WebhookDelivery> {
  const row = isId(id) ? await manager.findOneBy(WebhookDelivery, { id, tenantId }) : null;
  if (!row) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such delivery.", "id");
  return row;
}

async function pages(manager: EntityManager, tenantId: string, keys: readonly PageKey[]): Promise<WebhookDelivery[][]> {
  const rows = (await manager.query(
    `select k.ordinality::int as place, p.*
     from rows from (jsonb_to_recordset($2) as ("webhookId" uuid, status text, after uuid, size int)) with ordinality as k
     cross join lateral (
       select ${selectList(manager, WebhookDelivery, "d")} from webhook_delivery d
       where d.tenant_id = $1 and d.webhook_id = k."webhookId" and (k.status is null or d.status = k.status)
         and (k.after is null or d.id < k.after)
       order by d.id desc limit k.size
     ) p order by k.ordinality, p.id desc`,
    [tenantId, JSON.stringify(keys)],
  )) as (object & { readonly place: number })[];
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return keys.map((_, index) =>
    (byPlace.get(index + 1) ?? []).map(({ place: _place, ...row }) => hydrate(WebhookDelivery, row)),
  );
}
