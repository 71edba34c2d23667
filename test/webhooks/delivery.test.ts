import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { FollowedTransition } from "../../src/runs/follow/follower.js";
import { WorkflowRunStatus } from "../../src/runs/run-status.js";
import { WebhookFollower } from "../../src/webhooks/webhook-follower.js";
import { contextOf, ended, until } from "../runs/system.js";
import { documentedCheck } from "./documented-check.js";
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
beforeEach(() => {
  system.clock.aheadMs = 0;
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

async function allDelivered(webhookId: string, count: number) {
  await until(
    `${count} deliveries`,
    async () => (await system.rows(webhookId)).filter(({ status }) => status === "DELIVERED").length === count,
    60,
  );
}

test("each transition of each run arrives once, in order, with all that is said of it", async () => {
  const to = await receiver();
  const tenant = await system.tenant();
  const { webhook } = await system.register(tenant, to.port);
  const ids = await system.startRuns(tenant, 10);
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
      pipelineRunId: null,
      from: null,
      to: "PENDING",
      sequence: 1,
      attempt: 1,
      reason: null,
    },
  });
});

test("a receiver that was down for a while gets everything once it is back, in order", async () => {
  const { port, stop } = await receiver();
  await stop();
  const tenant = await system.tenant();
  const { webhook } = await system.register(tenant, port);
  const ids = await system.startRuns(tenant, 5);
  const heads = async () => (await system.rows(webhook.id)).filter(({ error }) => error !== null);
  await until("each run's first delivery has failed", async () => (await heads()).length === 5);
  for (const { ordinal, attempts, response_status, error, status } of await heads()) {
    expect({ ordinal, attempts, response_status, status }).toEqual({
      ordinal: 0,
      attempts: 1,
      response_status: null,
      status: "PENDING",
    });
    expect(error.code).toBe("WEBHOOK_UNREACHABLE");
  }
  await ended(system, ids, 60);
  await system.untilNextAttempt(webhook.id);
  await until("one has failed again", async () => (await heads()).some(({ attempts }) => attempts === 2));
  const back = await receiver(port);
  system.clock.aheadMs += 3_600_000;
  await allDelivered(webhook.id, 15);
  expect(back.received).toHaveLength(15);
  expect(livesOf(back.received)).toEqual(allLives(ids));
});

test("whatever a receiver does, what it has not answered for comes again, with the same id and in order", async () => {
  const to = await receiver();
  const tenant = await system.tenant();
  const tries = new Map<string, number>();
  const troubles: Parameters<Receiver["behave"]>[0] = ({ id }, response) => {
    const attempt = (tries.get(id) ?? 0) + 1;
    tries.set(id, attempt);
    if (attempt === 1) return 500;
    if (attempt === 2)
      return void response.writeHead(200, { "content-length": "9" }).write("half", () => response.destroy());
    if (attempt === 3) return void response.writeHead(302, { location: "http://169.254.169.254/" }).end();
    return 204;
  };
  const { webhook } = await system.register(tenant, to.port);
  to.behave(() => 503);
  const [id] = await system.startRuns(tenant, 1);
  await until("all three wait", async () => (await system.rows(webhook.id)).length === 3);
  await until("an attempt has failed", async () => (await system.rows(webhook.id))[0]!.error !== null);
  to.received.length = 0;
  to.behave(troubles);
  await system.untilNextAttempt(webhook.id);
  await until("all is delivered", async () => {
    const rows = await system.rows(webhook.id);
    if (rows.length === 3 && rows.every(({ status }) => status === "DELIVERED")) return true;
    if (rows.some(({ status, leased_until, error }) => status === "PENDING" && !leased_until && error)) {
      await system.untilNextAttempt(webhook.id);
    }
    return false;
  });
  expect(to.received.map(({ event }) => event.run.to)).toEqual(LIFE.flatMap((status) => Array(4).fill(status)));
  expect([...tries.values()]).toEqual([4, 4, 4]);
  expect(livesOf(to.received)).toEqual(allLives([id!]));
  const timestamps = to.received.slice(0, 4).map(({ timestamp }) => Number(timestamp));
  expect(timestamps).toEqual([...timestamps].sort()); // of the attempt, not of the event
  expect(new Set(to.received.map(({ body }) => body)).size).toBe(3);
});

test("a receiver that does not answer holds up nobody else, nor more than its share of a process", async () => {
  const [silent, good] = [await receiver(), await receiver()];
  const open = { now: 0, most: 0 };
  silent.behave((_, response) => {
    open.most = Math.max(open.most, ++open.now);
    response.on("close", () => open.now--);
    return undefined;
  });
  const tenant = await system.tenant();
  const hanging = await system.register(tenant, silent.port);
  const { webhook } = await system.register(tenant, good.port);
  const ids = await system.startRuns(tenant, 12);
  await allDelivered(webhook.id, 36);
  expect(livesOf(good.received)).toEqual(allLives(ids));
  await until("its share is taken", async () => open.most >= 4);
  expect(open.most).toBe(4);
  await silent.stop();
  await until("the silent one's attempts have ended", async () =>
    (await system.rows(hanging.webhook.id)).every(({ leased_until }) => leased_until === null),
  );
  const lost = (await system.rows(hanging.webhook.id)).filter(({ error }) => error?.code === "WEBHOOK_CONNECTION_LOST");
  expect(lost.length).toBeGreaterThanOrEqual(4);
});

test("after 24 hours of attempts that grow apart a delivery expires, and the next of its run has its turn", async () => {
  const to = await receiver();
  to.behave(() => 503);
  const tenant = await system.tenant();
  const { webhook } = await system.register(tenant, to.port);
  await system.startRuns(tenant, 1);
  const begun = Date.now() + system.clock.aheadMs;
  const pauses: number[] = [];
  const open = async () => (await system.rows(webhook.id)).filter(({ status }) => status === "PENDING");
  await until("all is written down", async () => (await open()).length === 3);
  for (let attempts = 1; (await open()).length === 3; attempts++) {
    await until("an attempt is written down", async () => {
      const [first] = await system.rows(webhook.id);
      return first!.status !== "PENDING" || (first!.attempts === attempts && first!.leased_until === null);
    });
    if ((await open()).length === 3) pauses.push(await system.untilNextAttempt(webhook.id));
  }
  const [first] = await system.rows(webhook.id);
  expect(first).toMatchObject({ status: "EXPIRED", response_status: 503, next_attempt_at: null });
  expect(first!.error.code).toBe("WEBHOOK_REFUSED"); // why, not only that
  expect(first!.attempts).toBe(pauses.length);
  expect(first!.attempts).toBeGreaterThan(30);
  expect(first!.attempts).toBeLessThan(70);
  const day = pauses.reduce((sum, each) => sum + each, 0);
  expect(Math.abs(day - 24 * 3_600_000 + (begun - first!.occurred_at.getTime()))).toBeLessThan(60_000);
  for (const [index, pause] of pauses.slice(0, -1).entries()) {
    const longest = Math.min(5_000 * 2 ** index, 3_600_000);
    expect(pause).toBeGreaterThan(longest / 2 - 1_000);
    expect(pause).toBeLessThan(longest + 1_000);
  }
  system.clock.aheadMs += 60_000;
  await until("the others are over as well", async () => (await open()).length === 0);
  const own = new Set(to.received.map(({ event }) => event.run.to));
  expect(own.size).toBeLessThanOrEqual(3);

  to.behave(() => 200);
  to.received.length = 0;
  system.clock.aheadMs = 0;
  const ctx = tenant.ctx();
  for (const { id } of await system.rows(webhook.id)) await system.deliveries.retry(ctx, id);
  await allDelivered(webhook.id, 3);
  expect([...livesOf(to.received).values()]).toEqual([LIFE]);
});

test("410 Gone disables the webhook; what waited goes out when it is enabled again", async () => {
  const to = await receiver();
  to.behave(() => 410);
  const tenant = await system.tenant();
  const { webhook } = await system.register(tenant, to.port);
  const [id] = await system.startRuns(tenant, 1);
  const present = () => system.webhooks.find(tenant.ctx(), webhook.id);
  await until("it is disabled", async () => (await present())?.enabled === false);
  expect((await present())!.disabledReason).toMatch(/410 Gone/);
  const [first, ...others] = await until("all is written down", async () => {
    const rows = await system.rows(webhook.id);
    return rows.length > 0 && (rows.length === 3 || rows[0]!.status === "FAILED") && rows;
  });
  expect(first).toMatchObject({ status: "FAILED", attempts: 1, response_status: 410 });
  expect(to.received).toHaveLength(1);
  to.behave(() => 200);
  await expect(system.deliveries.retry(tenant.ctx(), first!.id)).rejects.toMatchObject({
    errors: [{ code: "CONFLICT" }],
  });
  await system.webhooks.update(tenant.ctx(), { id: webhook.id, enabled: true });
  expect((await present())!.disabledReason).toBeNull();
  await allDelivered(webhook.id, others.length);
  await system.deliveries.retry(tenant.ctx(), first!.id);
  await allDelivered(webhook.id, others.length + 1);
  const statuses = to.received.filter(({ event }) => event.run.id === id).map(({ event }) => event.run.to);
  expect(statuses.slice(0, 2)).toEqual(["PENDING", ...statuses.slice(1, 2)]);
});

test("over a rotation both secrets sign, and afterwards the new one alone", async () => {
  const isGenuine = await documentedCheck();
  const to = await receiver();
  const tenant = await system.tenant();
  const { webhook, secret: first } = await system.register(tenant, to.port);
  const arrived = async (count: number) => {
    await until(`${count} arrive`, async () => to.received.length === count);
    const { id, timestamp, signature, body } = to.received.at(-1)!;
    const headers = { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
    return (secret: string) => isGenuine(secret, headers, body, Number(timestamp));
  };
  await system.deliveries.ping(tenant.ctx(), webhook.id);
  expect((await arrived(1))(first)).toBe(true);
  const rotated = await system.webhooks.rotateSecret(tenant.ctx(), { id: webhook.id, previousValidHours: 24 });
  await system.deliveries.ping(tenant.ctx(), webhook.id);
  const both = await arrived(2);
  expect([both(first), both(rotated.secret)]).toEqual([true, true]);
  await system.admin.query("update webhook set previous_secret_until = now() where id = $1", [webhook.id]);
  await system.deliveries.ping(tenant.ctx(), webhook.id);
  const after = await arrived(3);
  expect([after(first), after(rotated.secret)]).toEqual([false, true]);
  const last = await system.webhooks.rotateSecret(tenant.ctx(), { id: webhook.id, previousValidHours: 0 });
  await system.deliveries.ping(tenant.ctx(), webhook.id);
  const alone = await arrived(4);
  expect([alone(rotated.secret), alone(last.secret)]).toEqual([false, true]);
});

test("nothing is told of what was before, of what happens while a webhook is not enabled, nor to another tenant", async () => {
  const to = await receiver();
  const tenant = await system.tenant();
  const stranger = await system.tenant();
  await system.register(stranger, to.port, { name: "stranger" });
  const finished = async (ids: readonly string[]) =>
    until("all has been followed", async () => {
      const { rows } = await system.admin.query(
        `select 1 from feed_follower f join tenant t on t.id = f.tenant_id
         where t.id = $1 and f.position = t.feed_position and f.name = 'webhooks'
           and (select count(*) from workflow_run where id = any($2) and status = 'COMPLETED') = $3`,
        [tenant.tenantId, ids, ids.length],
      );
      return rows.length === 1;
    });
  const before = await system.startRuns(tenant, 1);
  await ended(system, before, 60);
  const { webhook } = await system.register(tenant, to.port);
  await system.webhooks.update(tenant.ctx(), { id: webhook.id, enabled: false });
  await finished(await system.startRuns(tenant, 1));
  await system.webhooks.update(tenant.ctx(), { id: webhook.id, enabled: true });
  const [told] = await system.startRuns(tenant, 1);
  await until("the last is told", async () => livesOf(to.received).get(told!)?.length === 3);
  expect([...livesOf(to.received).keys()].filter((id) => id !== told)).toEqual([]);
  expect(livesOf(to.received).get(before[0]!)).toBeUndefined();
  // The feed may be followed with a delay: what a second webhook was not there for is not told to it.
  const { webhook: late } = await system.register(tenant, to.port, { name: "late" });
  const at = (milliseconds: number): FollowedTransition => ({
    position: String(1_000_000 + milliseconds),
    runId: randomUUID(),
    workflowType: "PROFILING",
    configurationId: tenant.configurationId,
    assetFqn: "PostgreSQL",
    pipelineRunId: null,
    sequence: 1,
    from: null,
    to: WorkflowRunStatus.PENDING,
    attempt: 1,
    reason: null,
    occurredAt: new Date(late.createdAt.getTime() + milliseconds),
  });
  const transitions = [at(-1), at(1)];
  await system.database.tenant(tenant.tenantId, (manager) =>
    new WebhookFollower().handle(manager, tenant.tenantId, transitions),
  );
  expect((await system.rows(late.id)).map(({ run_id }) => run_id)).toEqual([transitions[1]!.runId]);
  expect(await system.webhooks.find(contextOf("nobody"), webhook.id)).toBeNull();
});
