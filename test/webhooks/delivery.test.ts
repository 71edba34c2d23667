import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { until } from "../runs/system.js";
import { certificate, startWebhookSystem, trust, type WebhookSystem } from "./harness.js";
import { type Received, type Receiver, startReceiver } from "./receiver.js";

const LIFE = ["PENDING", "RUNNING", "COMPLETED"];

let system: WebhookSystem;
let distrust: () => void;
const receivers: Receiver[] = [];

beforeAll(async () => {
  distrust = trust([certificate.cert]);
  system = await startWebhookSystem();
  system.startWorker(8);
  system.start();
});
afterAll(async () => {
  await Promise.all(receivers.map((receiver) => receiver.stop()));
  await system.close();
  distrust();
});

async function receiver(port?: number) {
  const made = await startReceiver(certificate, port);
  receivers.push(made);
  return made;
}

/** Each run's transitions in order, without repeats of the same delivery. */
function livesOf(received: readonly Received[]): Map<string, string[]> {
  const once = [...new Map(received.map((each) => [each.id, each])).values()];
  const byRun = Map.groupBy(once, ({ event }) => event.run.id as string);
  return new Map([...byRun].map(([run, each]) => [run, each.map(({ event }) => event.run.to as string)]));
}

const allLives = (ids: readonly string[]) => new Map(ids.map((id) => [id, LIFE]));

async function allDelivered(webhookId: string, count: number, seconds = 30) {
  await until(
    `${count} deliveries`,
    async () => (await system.rows(webhookId)).filter(({ status }) => status === "DELIVERED").length === count,
    seconds,
  );
}

test("each transition of each run arrives once, in order, with all that is said of it", async () => {
  const to = await receiver();
  const tenant = await system.tenant();
  const { webhook } = await system.register(tenant, to.port);
  const ids = await system.runs(tenant, 10);
  await allDelivered(webhook.id, 30);
  expect(to.received).toHaveLength(30);
  expect(livesOf(to.received)).toEqual(allLives(ids));
  const first = to.received.find(({ event }) => event.run.id === ids[0])!;
  expect(first.event).toEqual({
    id: first.id,
    type: "RUN_TRANSITION",
    occurredAt: expect.stringMatching(/^\d{4}-.*Z$/),
    run: {
      id: ids[0],
      workflowType: "PROFILING",
      configurationId: tenant.configurationId,
      assetFqn: "PostgreSQL.dvdrental.public",
      from: null,
      to: "PENDING",
      sequence: 1,
      attempt: 1,
      reason: null,
    },
  });
});
