import tls from "node:tls";
import { pino } from "pino";
import { KeyRing } from "../../src/platform/keys.js";
import { Followers } from "../../src/runs/follow/followers.js";
import type { Lookup } from "../../src/sources/resolve-host.js";
import { WebhookDeliveries } from "../../src/webhooks/deliveries.js";
import { ReceiverHosts } from "../../src/webhooks/receiver-hosts.js";
import { WebhookSender } from "../../src/webhooks/sender.js";
import type { RegisterWebhookInput } from "../../src/webhooks/webhook.inputs.js";
import { WebhookEvent, WebhookFormat } from "../../src/webhooks/webhook-event.js";
import { WebhookFollower } from "../../src/webhooks/webhook-follower.js";
import { Webhooks } from "../../src/webhooks/webhooks.js";
import { createInput, createSystem, type TestProcess, type TestTenant, until } from "../runs/system.js";
import { selfSigned } from "../sources/certificate.js";

export const HOST = "receiver.test";
export const certificate = selfSigned(HOST);
export const keys = new KeyRing([Buffer.alloc(32, 5).toString("base64")]);

/** Trusts a certificate in this process, as NODE_EXTRA_CA_CERTS does in one of its own; answers how to undo it. */
export function trust(certificates: readonly string[]): () => void {
  const before = tls.getCACertificates("default");
  tls.setDefaultCACertificates([...before, ...certificates]);
  return () => tls.setDefaultCACertificates(before);
}

/** Names that the tests' lookup knows; more may be added, and changed. */
export const names = new Map([[HOST, ["127.0.0.1"]]]);
export const lookup: Lookup = async (name) => names.get(name) ?? [];
export const hosts = new ReceiverHosts({ allowHosts: ["public", HOST], denyHosts: [] }, lookup);

export async function startWebhookSystem() {
  const system = await createSystem();
  const log = pino({ level: process.env.TEST_LOG ?? "silent" });
  const clock = { aheadMs: 0 };
  const webhooks = new Webhooks(system.database, keys, hosts, system.cursors);
  const deliveries = new WebhookDeliveries(system.database, system.cursors, webhooks);
  const ends: (() => Promise<void>)[] = [];
  const senders: WebhookSender[] = [];
  return {
    ...system,
    clock,
    webhooks,
    deliveries,
    /** One process's followers and sender. */
    start({ database, listener }: TestProcess = system) {
      const followers = new Followers(database, listener, log, [new WebhookFollower()]);
      const sender = new WebhookSender({ database, keys, hosts, log, aheadMs: () => clock.aheadMs }, listener);
      ends.push(
        () => followers.stop(),
        () => sender.stop(),
      );
      senders.push(sender);
      return { followers, sender };
    },
    register: (tenant: TestTenant, port: number, more: Partial<RegisterWebhookInput> = {}) =>
      webhooks.register(tenant.ctx(), {
        name: `hook ${port} ${more.url ?? ""}`,
        url: `https://${HOST}:${port}/hook`,
        events: [WebhookEvent.RUN_TRANSITION],
        format: WebhookFormat.JSON,
        enabled: true,
        ...more,
      }),
    async startRuns(tenant: TestTenant, count: number, tasks = 1): Promise<string[]> {
      const ids: string[] = [];
      for (let i = 0; i < count; i++) {
        ids.push((await system.runs.create(tenant.ctx(), createInput(tenant.configurationId, tasks))).workflowRun.id);
      }
      return ids;
    },
    /** Moves the senders' clock on to when the webhook's next attempt is due; answers by how many milliseconds. */
    async untilNextAttempt(webhookId: string): Promise<number> {
      const before = clock.aheadMs;
      clock.aheadMs = await until("the next attempt has its time", async () => {
        const { rows } = await system.admin.query(
          `select extract(epoch from min(next_attempt_at) - clock_timestamp())::float8 * 1000 as "aheadMs"
           from webhook_delivery where webhook_id = $1 and status = 'PENDING' and next_attempt_at is not null
           having bool_and(leased_until is null)`,
          [webhookId],
        );
        return rows.length > 0 && Math.max(before, Math.ceil(rows[0].aheadMs) + 1);
      });
      for (const sender of senders) sender.wake();
      return clock.aheadMs - before;
    },
    async rows(webhookId: string) {
      const { rows } = await system.admin.query(
        "select * from webhook_delivery where webhook_id = $1 order by run_id, position, ordinal",
        [webhookId],
      );
      return rows as Record<string, any>[];
    },
    async close() {
      for (const end of ends) await end();
      await system.close();
    },
  };
}

export type WebhookSystem = Awaited<ReturnType<typeof startWebhookSystem>>;
