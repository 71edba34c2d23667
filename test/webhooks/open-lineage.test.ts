import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import type { FollowedTransition } from "../../src/runs/follow/follower.js";
import { WorkflowRunStatus as Status } from "../../src/runs/run-status.js";
import { runEvent } from "../../src/webhooks/open-lineage/run-event.js";
import { WebhookFormat } from "../../src/webhooks/webhook-event.js";
import { ended, until } from "../runs/system.js";
import { certificate, startWebhookSystem, trust, type WebhookSystem } from "./harness.js";
import { RUN_EVENT } from "./open-lineage-schema.js";
import { type Receiver, startReceiver } from "./receiver.js";

let system: WebhookSystem;
let receiver: Receiver;
let distrust: () => void;

beforeAll(async () => {
  distrust = trust([certificate.cert]);
  system = await startWebhookSystem();
  receiver = await startReceiver(certificate);
  system.startWorker(4);
  system.start();
});
afterAll(async () => {
  await receiver.stop();
  await system.close();
  distrust();
});

const transition = (from: Status | null, to: Status, attempt = 1): FollowedTransition => ({
  position: "1",
  runId: v7(),
  workflowType: "PROFILING",
  configurationId: v7(),
  assetFqn: "PostgreSQL.dvdrental.public.film",
  pipelineRunId: null,
  sequence: 2,
  from,
  to,
  attempt,
  reason: null,
  occurredAt: new Date("2026-03-29T01:59:58.123Z"),
});

test.each([
  [null, Status.PENDING, 1, undefined],
  [Status.PENDING, Status.RUNNING, 1, "START"],
  [Status.RUNNING, Status.PENDING, 2, "OTHER"],
  [Status.PENDING, Status.RUNNING, 2, "RUNNING"],
  [Status.RUNNING, Status.COMPLETED, 1, "COMPLETE"],
  [Status.RUNNING, Status.COMPLETED_WITH_ERRORS, 1, "COMPLETE"],
  [Status.RUNNING, Status.FAILED, 1, "FAIL"],
  [Status.RUNNING, Status.CANCELLED, 1, "ABORT"],
  [Status.PENDING, Status.CANCELLED, 1, "ABORT"],
])("%s to %s in attempt %d is %s", (from, to, attempt, eventType) => {
  const failure = to === Status.FAILED ? "All 2 tasks failed." : null;
  const parent = { runId: v7(), workflowType: "RUN_ALL_ENRICHMENT", assetFqn: "PostgreSQL.dvdrental" };
  const inputs = [{ namespace: "postgres://[fd12::1]:5432", name: "dvdrental.public.film" }];
  const event = runEvent(transition(from, to, attempt), { tenantId: "acme", inputs, failure, parent });
  expect((event as { eventType?: string } | undefined)?.eventType).toBe(eventType);
  if (event) RUN_EVENT.parse(JSON.parse(JSON.stringify(event)));
});

async function events(runIds: readonly string[], count: number) {
  const own = () => receiver.received.filter(({ event }) => runIds.includes(event.run.runId));
  await until(`${count} events`, async () => own().length === count, 60);
  for (const { event } of own()) RUN_EVENT.parse(event);
  return own().map(({ event }) => event);
}

test("a receiver gets valid run events that name the tables", async () => {
  const tenant = await system.tenant();
  const { webhook } = await system.register(tenant, receiver.port, { format: WebhookFormat.OPENLINEAGE });
  await system.script({ t2: "skip", t3: "fail" });
  const ids = await system.startRuns(tenant, 1, 4);
  await ended(system, ids, 60);
  const [start, last] = await events(ids, 2);
  expect(start).toMatchObject({
    eventType: "START",
    job: { namespace: `data-readiness/${tenant.tenantId}`, name: "PROFILING.PostgreSQL.dvdrental.public" },
    inputs: [],
  });
  expect(last.eventType).toBe("COMPLETE");
  const tag = (name: string) => last.run.facets.tags.tags.find(({ key }: { key: string }) => key === name).value;
  expect([tag("status"), tag("configurationId")]).toEqual(["COMPLETED_WITH_ERRORS", tenant.configurationId]);
  expect(last.inputs).toEqual(
    ["t1", "t3", "t4"].map((table) => ({
      namespace: "postgres://localhost:5432",
      name: `dvdrental.public.${table}`,
    })),
  );
  await until("all is written down", async () =>
    (await system.rows(webhook.id)).every(({ status }) => status === "DELIVERED"),
  );

  await system.script({ t1: "fail" });
  const failing = await system.startRuns(tenant, 1, 1);
  await ended(system, failing, 60);
  const [, failed] = await events(failing, 2);
  expect(failed).toMatchObject({
    eventType: "FAIL",
    run: { facets: { errorMessage: { message: "The run's task failed: It failed." } } },
    inputs: [{ name: "dvdrental.public.t1" }],
  });
});
