import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { v7 } from "uuid";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";

const FIELDS = "id name url events format enabled disabledReason previousSecretUntil createdAt updatedAt";
const REGISTER = `mutation ($input: RegisterWebhookInput!) { registerWebhook(input: $input) {
  webhook { ${FIELDS} } secret userErrors { code message path } } }`;
const UPDATE = `mutation ($input: UpdateWebhookInput!) { updateWebhook(input: $input) {
  webhook { ${FIELDS} } userErrors { code message path } } }`;
const ROTATE = `mutation ($input: RotateWebhookSecretInput!) { rotateWebhookSecret(input: $input) {
  webhook { ${FIELDS} } secret userErrors { code message path } } }`;
const REMOVE = `mutation ($input: RemoveWebhookInput!) { removeWebhook(input: $input) { removedId userErrors { code path } } }`;
const PING = `mutation ($input: PingWebhookInput!) { pingWebhook(input: $input) {
  delivery { id event status attempts workflowRun { id } } userErrors { code message path } } }`;
const RETRY = `mutation ($input: RetryWebhookDeliveryInput!) { retryWebhookDelivery(input: $input) {
  delivery { id status } userErrors { code path } } }`;
const LIST = `query ($first: Int, $after: Cursor) { webhooks(first: $first, after: $after) { nodes { ${FIELDS} } pageInfo { hasNextPage endCursor } } }`;
const LOG = `query ($id: ID!, $status: WebhookDeliveryStatus, $first: Int, $after: Cursor) { webhook(id: $id) {
  deliveries(first: $first, after: $after, status: $status) { nodes { id event status } pageInfo { hasNextPage endCursor } } } }`;

let app: TestApp;
let admin: TestClient;
let database: pg.Client;
const log: string[] = [];

beforeAll(async () => {
  // No worker: what is to be sent stays where it is.
  app = await startTestApp({
    roles: "gateway",
    environment: { WEBHOOK_ALLOW_HOSTS: "public,10.0.0.0/8", WEBHOOK_DENY_HOSTS: "10.9.0.0/16,denied.example.com" },
    log: (line) => log.push(line),
  });
  admin = await app.as();
  database = new pg.Client({ connectionString: app.database.superuserUrl });
  await database.connect();
});
afterAll(async () => {
  await database.end();
  await app.stop();
});

const input = (more: object = {}) => ({
  name: randomBytes(4).toString("hex"),
  url: "https://10.1.2.3/hook?key=abc",
  events: ["RUN_TRANSITION"],
  ...more,
});

async function register(more: object = {}, client = admin) {
  const { registerWebhook } = await client.ask(REGISTER, { input: input(more) });
  return registerWebhook;
}

async function refusalOf(more: object) {
  const { webhook, secret, userErrors } = await register(more);
  expect([webhook, secret]).toEqual([null, null]);
  return userErrors[0];
}

test("a webhook is registered, and shows its secret this once", async () => {
  const { webhook, secret, userErrors } = await register({
    name: "ops",
    events: ["VIOLATION_OPENED", "RUN_TRANSITION"],
  });
  expect(userErrors).toEqual([]);
  expect(secret).toMatch(/^whsec_/);
  expect(webhook).toMatchObject({
    name: "ops",
    url: "https://10.1.2.3/hook?key=abc",
    events: ["VIOLATION_OPENED", "RUN_TRANSITION"],
    format: "JSON",
    enabled: true,
    disabledReason: null,
    previousSecretUntil: null,
  });
  const { webhooks } = await admin.ask(LIST, {});
  expect(webhooks.nodes).toContainEqual(webhook);
  const rotated = await admin.ask(ROTATE, { input: { id: webhook.id, previousValidHours: 2 } });
  const { secret: another, webhook: after } = rotated.rotateWebhookSecret;
  expect(another).not.toBe(secret);
  const hours = (Date.parse(after.previousSecretUntil) - Date.now()) / 3_600_000;
  expect(hours).toBeGreaterThan(1.9);
  expect(hours).toBeLessThanOrEqual(2.01);
  for (const each of [secret, another]) {
    const kept = await database.query("select w::text as row, encode(sealed_secret, 'escape') as bytes from webhook w");
    expect(JSON.stringify(kept.rows)).not.toContain(each);
    expect(JSON.stringify(kept.rows)).not.toContain(each.slice("whsec_".length));
    expect(JSON.stringify(await admin.ask(LIST, {}))).not.toContain(each);
    expect(log.filter((line) => line.includes(each.slice("whsec_".length, 30)))).toEqual([]);
  }
});

test.each([
  ["plain HTTP", "http://10.1.2.3/"],
  ["another scheme", "ftp://10.1.2.3/"],
  ["no URL", "10.1.2.3/hook"],
  ["no host", "https://"],
  ["a user", "https://me@10.1.2.3/"],
  ["a password", "https://me:secret@10.1.2.3/"],
  ["a fragment", "https://10.1.2.3/#part"],
  ["an empty fragment", "https://10.1.2.3/#"],
  ["too long", `https://10.1.2.3/${"x".repeat(2048)}`],
  ["too long once it is escaped", `https://10.1.2.3/${"ü".repeat(1000)}`],
  ["loopback", "https://127.0.0.1/"],
  ["loopback in disguise", "https://2130706433/"],
  ["loopback by IPv6", "https://[::1]/"],
  ["loopback in IPv6", "https://[::ffff:127.0.0.1]/"],
  ["a private address", "https://192.168.1.1/"],
  ["metadata", "https://169.254.169.254/latest"],
  ["metadata by IPv6", "https://[fd00:ec2::254]/"],
  ["a name of this machine", "https://localhost/"],
  ["what the operator denies", "https://10.9.0.1/"],
  ["a name that the operator denies", "https://denied.example.com/"],
])("a URL with %s is refused", async (_, url) => {
  const error = await refusalOf({ url });
  expect(error).toMatchObject({ code: "VALIDATION_ERROR", path: ["url"] });
  expect(error.message).not.toMatch(/secret|127|169|192/);
});

test.each([
  ["a name without characters", { name: "" }, "name"],
  ["a long name", { name: "x".repeat(256) }, "name"],
  ["no event", { events: [] }, "events"],
  ["an event twice", { events: ["RUN_TRANSITION", "RUN_TRANSITION"] }, "events"],
  ["PING, which nobody subscribes to", { events: ["PING"] }, "events"],
  [
    "OpenLineage for what it has no event for",
    { format: "OPENLINEAGE", events: ["RUN_TRANSITION", "VIOLATION_OPENED"] },
    "events",
  ],
])("%s is refused", async (_, more, field) => {
  expect(await refusalOf(more)).toMatchObject({ code: "VALIDATION_ERROR", path: [field] });
});

test("a public address and a name that nobody knows yet are taken", async () => {
  expect((await register({ url: "https://8.8.8.8:8443/x" })).userErrors).toEqual([]);
  expect((await register({ url: "https://not-there-yet.invalid/x" })).userErrors).toEqual([]);
});

test("names are unique in a tenant, and a tenant has at most 50", async () => {
  const client = await app.as({ project: "many" });
  for (let i = 0; i < 49; i++) expect((await register({ name: `hook ${i}` }, client)).userErrors).toEqual([]);
  expect((await register({ name: "hook 7" }, client)).userErrors).toMatchObject([
    { code: "RESOURCE_ALREADY_EXISTS", path: ["name"] },
  ]);
  const both = await Promise.all([register({ name: "a" }, client), register({ name: "b" }, client)]);
  expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: "CONFLICT", path: [] }]);
  const page = await client.ask(LIST, { first: 30 });
  const rest = await client.ask(LIST, { first: 30, after: page.webhooks.pageInfo.endCursor });
  expect([page.webhooks.nodes.length, rest.webhooks.nodes.length, rest.webhooks.pageInfo.hasNextPage]).toEqual([
    30,
    20,
    false,
  ]);
});

test("an update changes what it names; the result must go together", async () => {
  const { webhook } = await register();
  const change = async (more: object) =>
    (await admin.ask(UPDATE, { input: { id: webhook.id, ...more } })).updateWebhook;
  const { updatedAt: _, ...same } = webhook;
  expect((await change({})).webhook).toMatchObject(same);
  expect((await change({ format: "OPENLINEAGE", enabled: false })).webhook).toMatchObject({
    ...same,
    format: "OPENLINEAGE",
    enabled: false,
  });
  expect((await change({ events: ["APPROVAL_REQUESTED"] })).userErrors).toMatchObject([{ path: ["events"] }]);
  expect((await change({ events: ["APPROVAL_REQUESTED"], format: "JSON" })).webhook).toMatchObject({
    events: ["APPROVAL_REQUESTED"],
  });
  expect((await change({ url: "https://127.0.0.1/" })).userErrors).toMatchObject([{ path: ["url"] }]);
  expect((await change({ url: "https://1.1.1.1/" })).webhook).toMatchObject({ url: "https://1.1.1.1/" });
});

test("deliveries are listed, tried by hand, and go with their webhook", async () => {
  const { webhook } = await register();
  const ping = async () => (await admin.ask(PING, { input: { id: webhook.id } })).pingWebhook;
  const first = await ping();
  expect(first.delivery).toMatchObject({ event: "PING", status: "PENDING", attempts: 0, workflowRun: null });
  for (let i = 0; i < 4; i++) await ping();
  await database.query(
    "update webhook_delivery set status = 'EXPIRED', next_attempt_at = null, ended_at = now() where id = $1",
    [first.delivery.id],
  );
  const all = await admin.ask(LOG, { id: webhook.id, first: 3 });
  expect(all.webhook.deliveries).toMatchObject({ pageInfo: { hasNextPage: true } });
  const more = await admin.ask(LOG, { id: webhook.id, after: all.webhook.deliveries.pageInfo.endCursor });
  expect(
    [...all.webhook.deliveries.nodes, ...more.webhook.deliveries.nodes].map(({ id }: { id: string }) => id),
  ).toHaveLength(5);
  const expired = await admin.ask(LOG, { id: webhook.id, status: "EXPIRED" });
  expect(expired.webhook.deliveries.nodes).toEqual([{ id: first.delivery.id, event: "PING", status: "EXPIRED" }]);
  const { retryWebhookDelivery } = await admin.ask(RETRY, { input: { id: first.delivery.id } });
  expect(retryWebhookDelivery).toEqual({ delivery: { id: first.delivery.id, status: "PENDING" }, userErrors: [] });
  await admin.ask(UPDATE, { input: { id: webhook.id, enabled: false } });
  expect((await ping()).userErrors).toMatchObject([{ code: "CONFLICT", path: ["id"] }]);
  expect((await admin.ask(REMOVE, { input: { id: webhook.id } })).removeWebhook).toEqual({
    removedId: webhook.id,
    userErrors: [],
  });
  expect((await admin.ask(LOG, { id: webhook.id })).webhook).toBeNull();
  const { rows } = await database.query("select 1 from webhook_delivery where webhook_id = $1", [webhook.id]);
  expect(rows).toEqual([]);
});

test("changes need admin; who may only read sees no more than a URL's host", async () => {
  const { webhook } = await register();
  const reader = await app.as({ scope: "runs:read runs:write approvals:write data:read" });
  for (const [text, given] of [
    [REGISTER, input()],
    [UPDATE, { id: webhook.id }],
    [ROTATE, { id: webhook.id }],
    [REMOVE, { id: webhook.id }],
    [PING, { id: webhook.id }],
    [RETRY, { id: webhook.id }],
  ] as const) {
    const { errors } = await reader.send(text, { input: given });
    expect(errors?.[0]?.extensions?.code).toBe("INSUFFICIENT_PERMISSIONS");
  }
  const { webhooks } = await reader.ask(LIST, { first: 100 });
  expect(webhooks.nodes.find(({ id }: { id: string }) => id === webhook.id).url).toBe("https://10.1.2.3/…");
  expect((await (await app.as({ scope: "runs:write" })).send(LIST, {})).errors?.[0]?.extensions?.code).toBe(
    "INSUFFICIENT_PERMISSIONS",
  );
});

test("another tenant's webhooks and deliveries answer like none", async () => {
  const { webhook } = await register();
  const { pingWebhook } = await admin.ask(PING, { input: { id: webhook.id } });
  const stranger = await app.as({ project: "stranger" });
  for (const [text, field, theirs] of [
    [UPDATE, "updateWebhook", webhook.id],
    [ROTATE, "rotateWebhookSecret", webhook.id],
    [REMOVE, "removeWebhook", webhook.id],
    [PING, "pingWebhook", webhook.id],
    [RETRY, "retryWebhookDelivery", pingWebhook.delivery.id],
  ] as const) {
    const answer = async (id: string) => (await stranger.ask(text, { input: { id } }))[field];
    expect((await answer(theirs)).userErrors).toMatchObject([{ code: "RESOURCE_NOT_FOUND", path: ["id"] }]);
    expect(await answer(theirs)).toEqual(await answer(v7()));
  }
  expect((await stranger.ask(LOG, { id: webhook.id })).webhook).toBeNull();
  expect((await stranger.ask(LIST, {})).webhooks.nodes).toEqual([]);
});
