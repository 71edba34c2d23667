import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { pino } from "pino";
import { KeyRing } from "../../src/platform/keys.js";
import { Pruner } from "../../src/runs/prune.js";
import { PRUNE_DELIVERIES } from "../../src/webhooks/prune.js";
import { resealWebhookSecrets } from "../../src/webhooks/reseal.js";
import { WebhookSender } from "../../src/webhooks/sender.js";
import { Webhooks } from "../../src/webhooks/webhooks.js";
import { until } from "../runs/system.js";
import { documentedCheck } from "./documented-check.js";
import { certificate, HOST, hosts, keys, startWebhookSystem, trust, type WebhookSystem } from "./harness.js";
import { type Receiver, startReceiver } from "./receiver.js";

let system: WebhookSystem;
let receiver: Receiver;
let distrust: () => void;

beforeAll(async () => {
  distrust = trust([certificate.cert]);
  system = await startWebhookSystem();
  receiver = await startReceiver(certificate);
});
afterAll(async () => {
  await receiver.stop();
  await system.close();
  distrust();
});

test("secrets are sealed anew when the encryption key changes, the previous one too; without the key nothing is sent", async () => {
  const [next, lost] = [randomBytes(32).toString("base64"), randomBytes(32).toString("base64")];
  const both = new KeyRing([next, Buffer.alloc(32, 5).toString("base64")]);
  const tenant = await system.tenant();
  const { webhook, secret: old } = await system.register(tenant, receiver.port);
  const { secret } = await system.webhooks.rotateSecret(tenant.ctx(), { id: webhook.id, previousValidHours: 24 });
  const lostKeys = new KeyRing([lost]);
  const other = await new Webhooks(system.database, lostKeys, hosts, system.cursors).register(tenant.ctx(), {
    name: "lost",
    url: `https://${HOST}:${receiver.port}/lost`,
    events: webhook.events,
    format: webhook.format,
    enabled: true,
  });
  await resealWebhookSecrets(system.database, both);
  const { rows } = await system.admin.query("select key_id, previous_key_id from webhook where id = $1", [webhook.id]);
  const { primaryId } = new KeyRing([next]);
  expect(rows).toEqual([{ key_id: primaryId, previous_key_id: primaryId }]);

  for (const { id } of [webhook, other.webhook]) await system.deliveries.ping(tenant.ctx(), id);
  const log = pino({ level: "silent" });
  const sender = new WebhookSender(
    { database: system.database, keys: new KeyRing([next]), hosts, log },
    system.listener,
  );
  const [failed] = await until("the one without a key has failed", async () => {
    const found = await system.rows(other.webhook.id);
    return found[0]!.error && found;
  });
  expect(failed!.error.code).toBe("WEBHOOK_SECRET_UNREADABLE");
  await until("the other arrives", async () => receiver.received.length === 1);
  await sender.stop();
  const isGenuine = await documentedCheck();
  const { id, timestamp, signature, body, path } = receiver.received[0]!;
  const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
  expect([path, isGenuine(secret, headers, body), isGenuine(old, headers, body)]).toEqual(["/hook", true, true]);
  expect(keys.primaryId).not.toBe(primaryId);
});

test("deliveries that ended longer ago than the retention are taken away, and no others", async () => {
  const tenant = await system.tenant();
  const { webhook } = await system.register(tenant, receiver.port);
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.push((await system.deliveries.ping(tenant.ctx(), webhook.id)).id);
  const end = (id: string, days: number) =>
    system.admin.query(
      `update webhook_delivery set status = 'DELIVERED', next_attempt_at = null, ended_at = now() - make_interval(days => $2) where id = $1`,
      [id, days],
    );
  await end(ids[0]!, 31);
  await end(ids[1]!, 29);
  await system.admin.query("update webhook_delivery set occurred_at = now() - interval '1 year' where id = $1", [
    ids[2],
  ]);
  const pruner = new Pruner(system.database, 30, pino({ level: "silent" }), [PRUNE_DELIVERIES]);
  await pruner.prune();
  await pruner.stop();
  expect((await system.rows(webhook.id)).map(({ id }) => id).sort()).toEqual(ids.slice(1).sort());
});
