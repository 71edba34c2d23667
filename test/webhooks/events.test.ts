import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { until } from "../runs/system.js";
import { selfSigned } from "../sources/certificate.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";
import { trust } from "./harness.js";
import { type Receiver, startReceiver } from "./receiver.js";

const REGISTER = `mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) { webhook { id } userErrors { message } } }`;
const LOG = `query ($id: ID!) { webhook(id: $id) { deliveries(first: 100) {
  nodes { id event status attempts responseStatus durationMs error { code } workflowRun { id } nextAttemptAt endedAt } } } }`;
const FILM = "PostgreSQL.dvdrental.public.film";
const certificate = selfSigned("localhost");

let app: TestApp;
let client: TestClient;
let receiver: Receiver;
let database: pg.Client;
let distrust: () => void;
const log: string[] = [];

beforeAll(async () => {
  distrust = trust([certificate.cert]);
  receiver = await startReceiver(certificate);
  app = await startTestApp({ environment: { WEBHOOK_ALLOW_HOSTS: "localhost" }, log: (line) => log.push(line) });
  client = await app.as();
  await ingestedSample(client);
  database = new pg.Client({ connectionString: app.database.superuserUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await app.stop();
  await receiver.stop();
  distrust();
});

async function register(name: string, events: readonly string[]): Promise<string> {
  const url = `https://localhost:${receiver.port}/${name}`;
  const { registerWebhook } = await client.ask(REGISTER, { input: { name, url, events } });
  expect(registerWebhook.userErrors).toEqual([]);
  return registerWebhook.webhook.id;
}

const told = (path: string) => receiver.received.filter((each) => each.path === path).map(({ event }) => event);

test("an approval is asked for with the kinds of what is proposed, after the run's transitions", async () => {
  await register("approvals", ["RUN_TRANSITION", "APPROVAL_REQUESTED"]);
  const own = (runId: string) => told("/approvals").filter(({ run }) => run.id === runId);
  const saved = await runToEnd(client, "GENERATE_PII_TAGS", FILM, { saveAll: true });
  const { runId } = await runToEnd(client, "GENERATE_PII_TAGS", "PostgreSQL.dvdrental.public", { saveAll: false });
  await until("the approval is asked for", async () => own(runId).length === 4, 60);
  expect(own(runId).map(({ type, run }) => [type, run.to])).toEqual([
    ["RUN_TRANSITION", "PENDING"],
    ["RUN_TRANSITION", "RUNNING"],
    ["RUN_TRANSITION", "COMPLETED"],
    ["APPROVAL_REQUESTED", "COMPLETED"],
  ]);
  const { rows } = await database.query("select count(*)::int as tags from proposed_change where run_id = $1", [runId]);
  expect(rows[0].tags).toBeGreaterThan(0);
  expect(own(runId).at(-1).approval).toEqual({ id: expect.any(String), proposedChanges: { TAG: rows[0].tags } });
  expect(own(saved.runId).map(({ type }) => type)).toEqual(Array(3).fill("RUN_TRANSITION"));
});

test("each violation that a run opens is told, without values and names; one that stays open is not told again", async () => {
  const id = await register("violations", ["VIOLATION_OPENED"]);
  const [secretName, ruleId] = ["canary7f3a", randomUUID()];
  await database.query(
    `insert into dq_rule (id, tenant_id, table_id, column_name, name, definition, signature, dimension, severity, threshold, sql,
       status, origin, confidence, justification, created_at, updated_at)
     select $1, t.tenant_id, t.id, 'rating', $2, $3, $2, 'UNIQUENESS', 'HIGH', 1, 'select 1', 'ACTIVE', 'RULES', 1, $4, now(), now()
     from catalog_table t where t.name = 'film'`,
    [
      ruleId,
      secretName,
      JSON.stringify({ kind: "UNIQUE", columns: ["rating"], note: secretName }),
      JSON.stringify({ summary: "", evidence: [] }),
    ],
  );
  const { runId } = await runToEnd(client, "DQ_EXECUTION", FILM);
  await until("the violation is told", async () => told("/violations").length === 1, 60);
  expect(told("/violations")).toEqual([
    {
      id: expect.any(String),
      type: "VIOLATION_OPENED",
      occurredAt: expect.any(String),
      run: expect.objectContaining({ id: runId, to: "COMPLETED", workflowType: "DQ_EXECUTION", assetFqn: FILM }),
      violation: {
        id: expect.any(String),
        ruleId,
        kind: "UNIQUE",
        dimension: "UNIQUENESS",
        severity: "HIGH",
        tableFqn: FILM,
        column: "rating",
        rowsFailing: expect.any(Number),
      },
    },
  ]);
  expect(JSON.stringify(receiver.received)).not.toContain(secretName);
  const again = await runToEnd(client, "DQ_EXECUTION", FILM);
  await register("after", ["RUN_TRANSITION"]);
  const { runId: last } = await runToEnd(client, "DQ_EXECUTION", FILM);
  await until(
    "what came after is told",
    async () => told("/after").filter(({ run }) => run.id === last).length === 3,
    60,
  );
  expect(told("/violations").filter(({ run }) => run.id === again.runId)).toEqual([]);
  const { webhook } = await until("it is in the log", async () => {
    const answer = await client.ask(LOG, { id });
    return answer.webhook.deliveries.nodes[0]?.status === "DELIVERED" && answer;
  });
  expect(webhook.deliveries.nodes).toEqual([
    {
      id: told("/violations")[0].id,
      event: "VIOLATION_OPENED",
      status: "DELIVERED",
      attempts: 1,
      responseStatus: 200,
      durationMs: expect.any(Number),
      error: null,
      workflowRun: { id: runId },
      nextAttemptAt: null,
      endedAt: expect.any(String),
    },
  ]);
  expect(log.filter((line) => line.includes("whsec_") || line.includes("v1,"))).toEqual([]);
});
