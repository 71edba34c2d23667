import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { KeyRing } from "../../src/platform/keys.js";
import { ReceiverHosts } from "../../src/webhooks/receiver-hosts.js";
import { WebhookEvent, WebhookFormat } from "../../src/webhooks/webhook-event.js";
import { Webhooks } from "../../src/webhooks/webhooks.js";
import { createInput, createSystem, ended, type System, until } from "../runs/system.js";
import { selfSigned } from "../sources/certificate.js";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { documentedCheck } from "./documented-check.js";
import { type Receiver, startReceiver } from "./receiver.js";

const RUNS = 30;
const KEY = Buffer.alloc(32, 9).toString("base64");
const certificate = selfSigned("localhost");

let system: System;
let receiver: Receiver;
let folder: string;
const processes: AppProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "webhook-authority-"));
  await writeFile(join(folder, "authority.pem"), certificate.cert);
  system = await createSystem();
  receiver = await startReceiver(certificate);
});
afterAll(async () => {
  await Promise.all(processes.map((each) => each.kill("SIGKILL")));
  await receiver.stop();
  await system.close();
  await rm(folder, { recursive: true });
});

async function startSender(): Promise<AppProcess> {
  const started = startProcess("test/webhooks/sender-process.ts", {
    URL: system.testDatabase.url,
    KEY,
    NODE_EXTRA_CA_CERTS: join(folder, "authority.pem"),
  });
  processes.push(started);
  await started.printed(/ready/);
  return started;
}

test("of two senders one is killed while it delivers: nothing is lost, order stays, and repeats have the same id", async () => {
  const isGenuine = await documentedCheck();
  const tenant = await system.tenant();
  const hosts = new ReceiverHosts({ allowHosts: ["localhost"], denyHosts: [] });
  const webhooks = new Webhooks(system.database, new KeyRing([KEY]), hosts, system.cursors);
  const { webhook, secret } = await webhooks.register(tenant.ctx(), {
    name: "real",
    url: `https://localhost:${receiver.port}/`,
    events: [WebhookEvent.RUN_TRANSITION],
    format: WebhookFormat.JSON,
    enabled: true,
  });
  const [killed] = await Promise.all([startSender(), startSender()]);
  // The killed one's requests hang: it dies between what was sent and what was answered.
  const hanging = new Set<string>();
  receiver.behave(({ id }) => {
    if (receiver.received.length > 20 && hanging.size < 8) {
      hanging.add(id);
      return undefined;
    }
    return 200;
  });
  system.startWorker(8);
  const ids: string[] = [];
  for (let i = 0; i < RUNS; i++) {
    ids.push((await system.runs.create(tenant.ctx(), createInput(tenant.configurationId, 1))).workflowRun.id);
  }
  await until("both senders wait for answers", async () => hanging.size === 8);
  expect(await killed!.kill("SIGKILL")).toBe("SIGKILL");
  await ended(system, ids, 60);
  await until(
    "all is delivered",
    async () => {
      const { rows } = await system.admin.query(
        "select count(*)::int as delivered from webhook_delivery where webhook_id = $1 and status = 'DELIVERED'",
        [webhook.id],
      );
      return rows[0].delivered === RUNS * 3;
    },
    60,
  );

  const byId = Map.groupBy(receiver.received, ({ id }) => id);
  expect(byId.size).toBe(RUNS * 3);
  for (const repeats of byId.values()) expect(new Set(repeats.map(({ body }) => body)).size).toBe(1);
  const repeated = [...byId].filter(([, each]) => each.length > 1).map(([id]) => id);
  expect(repeated.sort()).toEqual([...hanging].sort()); // those without an answer, and no other
  const firsts = [...byId.values()].map(([first]) => first!);
  const lives = Map.groupBy(firsts, ({ event }) => event.run.id as string);
  expect([...lives.keys()].sort()).toEqual([...ids].sort());
  for (const life of lives.values()) {
    expect(life.map(({ event }) => event.run.to)).toEqual(["PENDING", "RUNNING", "COMPLETED"]);
  }
  for (const { id, timestamp, signature, body } of receiver.received) {
    const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
    expect(isGenuine(secret, headers, body)).toBe(true);
  }
});
