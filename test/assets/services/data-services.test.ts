import { randomUUID } from "node:crypto";
import { inspect } from "node:util";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { GraphQLContext } from "../../../src/platform/context.js";
import { TlsMode } from "../../../src/sources/source-session.js";
import { contextOf, REGISTER, REMOVE, ServicesFixture, sampleConnection, TEST, UPDATE } from "./fixture.js";

const CANARY = "canary-5d1e@/:%?#";
let fixture: ServicesFixture;

beforeAll(async () => {
  fixture = await ServicesFixture.create();
});
afterAll(() => fixture.end());

const connection = (more = {}) => ({
  postgresql: { host: "db.example.com", user: "reader", password: CANARY, database: "shop", ...more },
});

/** Asks, and looks that no answer holds a password. */
async function ask(context: GraphQLContext, text: string, input: Record<string, unknown>) {
  const answer = await fixture.ask(context, text, { input });
  expect(inspect(answer, { depth: 20, showHidden: true })).not.toMatch(/canary/i);
  if (!answer.data) throw new Error(JSON.stringify(answer.errors));
  return Object.values(answer.data)[0] as {
    dataService: Record<string, unknown> & { id: string };
    result: any;
    removedId: string | null;
    userErrors: { code: string; message: string; path: string[] }[];
  };
}

async function registered(context: GraphQLContext, input: Record<string, unknown> = {}) {
  const answer = await ask(context, REGISTER, { name: "Shop", connection: connection(), ...input });
  expect(answer.userErrors).toEqual([]);
  return answer.dataService;
}

test("registers with defaults, and shows all but the password", async () => {
  const context = contextOf();
  const service = await registered(context);
  expect(service).toMatchObject({
    name: "Shop",
    host: "db.example.com",
    port: 5432,
    user: "reader",
    database: "shop",
    tls: "REQUIRE",
    rowsMayLeave: true,
    maxConnections: 5,
    hasPassword: true,
  });
  const { data } = await fixture.ask(context, `query ($id: ID!) { dataService(id: $id) { name hasPassword } }`, {
    id: service.id,
  });
  expect(data.dataService).toEqual({ name: "Shop", hasPassword: true });
  const row = await fixture.row(service.id);
  expect(Buffer.from(row.sealed_password as Buffer).includes(CANARY)).toBe(false);
  expect(row.key_id).toMatch(/^[0-9a-f]{8}$/);
  const target = await targetOf(context, service.id);
  expect(target).toMatchObject({ serviceId: service.id, password: CANARY, tls: TlsMode.REQUIRE, maxConnections: 5 });
  expect(await targetOf(context, service.id, "other")).toMatchObject({ database: "other" });
});

const targetOf = (context: GraphQLContext, id: string, database?: string) => {
  const { tenantId } = context.identity!;
  return fixture.database.tenant(tenantId, (manager) => fixture.services().target(manager, tenantId, id, database));
};

test.each([
  [`postgres://reader:${encodeURIComponent(CANARY)}@db.example.com/shop`, { port: 5432, tls: "REQUIRE" }],
  [
    `postgresql://reader:${encodeURIComponent(CANARY)}@db.example.com:5433/shop?sslmode=disable`,
    { port: 5433, tls: "DISABLE" },
  ],
  [
    `postgres://reader:${encodeURIComponent(CANARY)}@[fd12::1]/shop?sslmode=verify-full`,
    { host: "fd12::1", tls: "VERIFY_FULL" },
  ],
  ["postgres://reader@db.example.com/my%20shop", { database: "my shop", hasPassword: false }],
])("registers by a URL: %#", async (url, expected) => {
  const context = contextOf();
  const service = await registered(context, { connection: { url } });
  expect(service).toMatchObject({ user: "reader", hasPassword: true, ...expected });
  const { password } = await targetOf(context, service.id);
  expect(password).toBe(service.hasPassword ? CANARY : undefined);
});

test.each([
  ["name", { name: "" }, ["name"]],
  ["name of 64 bytes", { name: "ä".repeat(32) }, ["name"]],
  ["name with NUL", { name: "a\0b" }, ["name"]],
  ["no member", { connection: {} }, undefined],
  ["two members", { connection: { ...connection(), url: "postgres://u@h/d" } }, undefined],
  ["no host", { connection: connection({ host: "" }) }, ["connection", "postgresql", "host"]],
  ["a metadata host", { connection: connection({ host: "169.254.169.254" }) }, ["connection", "postgresql", "host"]],
  [
    "the same in disguise",
    { connection: connection({ host: "::ffff:a9fe:a9fe" }) },
    ["connection", "postgresql", "host"],
  ],
  ["the same as a number", { connection: connection({ host: "2852039166" }) }, ["connection", "postgresql", "host"]],
  ["a socket's folder", { connection: connection({ host: "/tmp" }) }, ["connection", "postgresql", "host"]],
  ["port 0", { connection: connection({ port: 0 }) }, ["connection", "postgresql", "port"]],
  ["port 65536", { connection: connection({ port: 65_536 }) }, ["connection", "postgresql", "port"]],
  ["user with NUL", { connection: connection({ user: "a\0options" }) }, ["connection", "postgresql", "user"]],
  ["long database", { connection: connection({ database: "d".repeat(64) }) }, ["connection", "postgresql", "database"]],
  ["password with NUL", { connection: connection({ password: "canary\0" }) }, ["connection", "postgresql", "password"]],
  ["too few connections", { maxConnections: 1 }, ["maxConnections"]],
  ["too many connections", { maxConnections: 101 }, ["maxConnections"]],
  ["no URL", { connection: { url: `reader:${CANARY}@db` } }, ["connection", "url"]],
  ["another scheme", { connection: { url: "http://u:canary@db/d" } }, ["connection", "url"]],
  ["unencoded characters", { connection: { url: `postgres://u:${CANARY}@db/d` } }, ["connection", "url"]],
  ["half an encoding", { connection: { url: "postgres://u:canary%2@db/d" } }, ["connection", "url"]],
  ["no database in the URL", { connection: { url: "postgres://u:canary@db" } }, ["connection", "url", "database"]],
  ["no user in the URL", { connection: { url: "postgres://db/d" } }, ["connection", "url", "user"]],
  [
    "another host in a parameter",
    { connection: { url: "postgres://u@db/d?host=169.254.169.254" } },
    ["connection", "url"],
  ],
  ["sslmode of no kind", { connection: { url: "postgres://u@db/d?sslmode=prefer" } }, ["connection", "url"]],
  ["two sslmodes", { connection: { url: "postgres://u@db/d?sslmode=require&sslmode=disable" } }, ["connection", "url"]],
  ["a metadata host in the URL", { connection: { url: "postgres://u@169.254.169.254/d" } }, ["connection", "url"]],
  ["an encoded host in the URL", { connection: { url: "postgres://u@%2Ftmp/d" } }, ["connection", "url"]],
  ["two hosts in the URL", { connection: { url: "postgres://u@a,b/d" } }, ["connection", "url"]],
])("refuses %s, and names the field", async (_, input, path) => {
  const context = contextOf();
  const answer = await fixture.ask(context, REGISTER, { input: { name: "Shop", connection: connection(), ...input } });
  expect(inspect(answer.data, { depth: 20 })).not.toMatch(/canary/i);
  if (path) {
    const { dataService, userErrors } = answer.data.registerDataService;
    expect(dataService).toBeNull();
    expect(userErrors).not.toEqual([]);
    for (const error of userErrors) expect(error).toMatchObject({ code: "VALIDATION_ERROR", path });
  } else expect(answer.errors![0]!.message).toMatch(/Exactly one key|exactly one/);
  expect((await fixture.services().list(context, {})).nodes).toEqual([]);
});

test("the service checks @oneOf itself, where a router lost it", async () => {
  const both = { postgresql: connection().postgresql as never, url: "postgres://u@h/d" };
  const registering = fixture
    .services()
    .register(contextOf(), { name: "x", connection: both, rowsMayLeave: true, maxConnections: 5 });
  await expect(registering).rejects.toMatchObject({ errors: [{ code: "VALIDATION_ERROR", path: ["connection"] }] });
});

test("a name is taken once per tenant, also when two come at once", async () => {
  const context = contextOf();
  const answers = await Promise.all(
    [1, 2, 3, 4].map(() => ask(context, REGISTER, { name: "Shop", connection: connection() })),
  );
  expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual(
    Array(3).fill({ code: "RESOURCE_ALREADY_EXISTS", message: expect.any(String), path: ["name"] }),
  );
  await registered(contextOf());
});

test("an update changes what it names; the password stays", async () => {
  const context = contextOf();
  const { id } = await registered(context);
  const answer = await ask(context, UPDATE, { id, maxConnections: 9, rowsMayLeave: false });
  expect(answer.dataService).toMatchObject({ maxConnections: 9, rowsMayLeave: false, host: "db.example.com" });
  const { password: _, ...rest } = connection({ database: "other", user: "reader2" }).postgresql;
  expect((await ask(context, UPDATE, { id, connection: { postgresql: rest } })).dataService).toMatchObject({
    database: "other",
    user: "reader2",
    maxConnections: 9,
    hasPassword: true,
  });
  expect(await targetOf(context, id)).toMatchObject({ password: CANARY, database: "other" });
  await ask(context, UPDATE, { id, connection: connection({ password: "new canary" }) });
  expect(await targetOf(context, id)).toMatchObject({ password: "new canary" });
  expect((await ask(context, UPDATE, { id, connection: connection({ password: null }) })).dataService).toMatchObject({
    hasPassword: false,
  });
  expect(await fixture.row(id)).toMatchObject({ sealed_password: null, key_id: null });
});

test.each([
  ["another host", { host: "attacker.example.com" }],
  ["another port", { port: 6432 }],
  ["a weaker TLS mode", { tlsMode: "DISABLE" }],
])("the stored password does not follow to %s", async (_, change) => {
  const context = contextOf();
  const { id } = await registered(context);
  const moved = connection({ password: undefined, ...change });
  const { dataService, userErrors } = await ask(context, UPDATE, { id, connection: moved });
  expect(dataService).toBeNull();
  expect(userErrors).toMatchObject([{ code: "VALIDATION_ERROR", path: ["connection"] }]);
  expect(await targetOf(context, id)).toMatchObject({ host: "db.example.com", port: 5432, tls: TlsMode.REQUIRE });
  const given = await ask(context, UPDATE, { id, connection: connection({ ...change, password: "canary 2" }) });
  expect(given.userErrors).toEqual([]);
});

test("a name can't be changed", async () => {
  const answer = await fixture.ask(contextOf(), UPDATE, { input: { id: randomUUID(), name: "New" } });
  expect(answer.errors![0]!.message).toMatch(/"name" is not defined/);
});

test("what another tenant has is what there is not", async () => {
  const { id } = await registered(contextOf());
  const stranger = contextOf();
  const found = await fixture.ask(stranger, `query ($id: ID!) { dataService(id: $id) { id } }`, { id });
  expect(found.data).toEqual({ dataService: null });
  for (const [text, input] of [
    [UPDATE, { maxConnections: 9 }],
    [TEST, {}],
    [REMOVE, {}],
  ] as const) {
    const theirs = await ask(stranger, text, { id, ...input });
    const none = await ask(stranger, text, { id: randomUUID(), ...input });
    expect(theirs.userErrors).toEqual([
      { code: "RESOURCE_NOT_FOUND", message: "There is no such data service.", path: ["id"] },
    ]);
    expect(theirs).toEqual(none);
  }
  await expect(targetOf(stranger, id)).rejects.toMatchObject({ code: "SOURCE_SERVICE_REMOVED" });
  expect((await fixture.services().list(stranger, {})).nodes).toEqual([]);
  const { tenantId } = stranger.identity;
  expect(
    await fixture.database.tenant(tenantId, (manager) => fixture.services().findByName(manager, tenantId, "Shop")),
  ).toBeNull();
});

test("lists page both ways, in the order of registration", async () => {
  const context = contextOf();
  const names = ["e", "d", "c", "b", "a"];
  for (const name of names) await registered(context, { name });
  const services = fixture.services();
  const first = await services.list(context, { first: 2 });
  expect(first.nodes.map(({ name }) => name)).toEqual(["e", "d"]);
  expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
  const second = await services.list(context, { first: 3, after: first.pageInfo.endCursor });
  expect(second.nodes.map(({ name }) => name)).toEqual(["c", "b", "a"]);
  expect(second.pageInfo.hasNextPage).toBe(false);
  const back = await services.list(context, { last: 2, before: second.pageInfo.startCursor });
  expect(back.nodes.map(({ name }) => name)).toEqual(["e", "d"]);
  const stranger = services.list(contextOf(), { first: 2, after: first.pageInfo.endCursor });
  await expect(stranger).rejects.toMatchObject({ extensions: { code: "INVALID_REQUEST" } });
});

test.each([
  ["dataServices", "runs:read", "{ dataServices { nodes { id } } }", {}],
  ["dataService", "runs:read", `{ dataService(id: "x") { id } }`, {}],
  ["registerDataService", "admin", REGISTER, { name: "n", connection: connection() }],
  ["updateDataService", "admin", UPDATE, { id: randomUUID() }],
  ["testDataService", "admin", TEST, { id: randomUUID() }],
  ["removeDataService", "admin", REMOVE, { id: randomUUID() }],
])("%s needs the scope %s", async (_, scope, text, input) => {
  const others = (["runs:read", "runs:write", "approvals:write", "data:read", "admin"] as const).filter(
    (one) => one !== scope,
  );
  const refused = await fixture.ask(contextOf(undefined, others), text, { input });
  expect(refused.errors).toMatchObject([{ extensions: { code: "INSUFFICIENT_PERMISSIONS" } }]);
  const nobody = await fixture.ask({ requestId: "r", loaders: new Map() }, text, { input });
  expect(nobody.errors).toMatchObject([{ extensions: { code: "INVALID_TOKEN" } }]);
});

test("a test of a registered service says what it found", async () => {
  const context = contextOf();
  const { id } = await registered(context, { connection: { postgresql: await sampleConnection() } });
  const { result } = await ask(context, TEST, { id });
  expect(result).toEqual({
    ok: true,
    failure: null,
    serverVersion: expect.stringMatching(/^\d+\.\d+$/),
    roleIsSuperuser: false,
    roleCanWrite: false,
    warnings: [],
    databases: expect.arrayContaining(["dvdrental"]),
    latencyMs: expect.any(Number),
  });
});

test("a role that may write, or everything, is warned of", async () => {
  const sample = await sampleConnection();
  const { sampleDatabase } = await import("../../support/postgres.js");
  const owner = new URL((await sampleDatabase()).ownerUrl);
  const superuser = new URL(process.env.TEST_SUPERUSER_URL!);
  const roles = [
    [owner, { roleIsSuperuser: false, roleCanWrite: true, warnings: [expect.stringContaining("may write")] }],
    [superuser, { roleIsSuperuser: true, roleCanWrite: true, warnings: [expect.stringContaining("superuser")] }],
  ] as const;
  for (const [{ username, password }, expected] of roles) {
    const postgresql = { ...sample, user: username, password: decodeURIComponent(password) };
    const { result } = await ask(contextOf(), TEST, { connection: { postgresql } });
    expect(result).toMatchObject({ ok: true, ...expected });
  }
});

test.each([
  ["SOURCE_AUTHENTICATION_FAILED", false, { password: CANARY }],
  ["SOURCE_UNREACHABLE", true, { port: 1 }],
  ["SOURCE_DATABASE_MISSING", false, { database: "canary" }],
  ["SOURCE_TLS_FAILED", false, { tlsMode: "REQUIRE" }],
])("a failed test is a result: %s", async (code, retryable, change) => {
  const postgresql = { ...(await sampleConnection()), ...change };
  const { result, userErrors } = await ask(contextOf(), TEST, { connection: { postgresql } });
  expect(result).toMatchObject({ ok: false, failure: { code, retryable }, databases: [], serverVersion: null });
  expect(userErrors).toEqual([]);
});

test("a test takes exactly one of id and connection", async () => {
  const both = await fixture.ask(contextOf(), TEST, { input: { id: randomUUID(), connection: connection() } });
  expect(both.errors![0]!.message).toMatch(/Exactly one key/);
  await expect(fixture.services().test(contextOf(), {})).rejects.toMatchObject({
    errors: [{ code: "VALIDATION_ERROR" }],
  });
});

test("a removed service is gone, with its catalog", async () => {
  const context = contextOf();
  const { id } = await registered(context);
  const { removedId, userErrors } = await ask(context, REMOVE, { id });
  expect({ removedId, userErrors }).toEqual({ removedId: id, userErrors: [] });
  expect(await fixture.services().find(context, id)).toBeNull();
  await registered(context);
});

test("a service with open runs can't be removed: by the asset that a run names, or by a task's service", async () => {
  const context = contextOf();
  const { tenantId } = context.identity;
  const { id } = await registered(context, { name: `a."b` });
  const other = await registered(context, { name: "ab" });
  const run = async (asset: string, status: string, taskService?: string) => {
    const runId = randomUUID();
    await fixture.database.tenant(tenantId, async (manager) => {
      await manager.query(
        `insert into workflow_run (id, tenant_id, configuration_id, workflow_type, asset_fqn, status, parameters, save_all,
           labels, started_at, created_by_client_id)
         values ($1, $2, gen_random_uuid(), 'PROFILING', $3, $4, '{}', true, '[]', now(), 'client')`,
        [runId, tenantId, asset, status],
      );
      if (!taskService) return;
      await manager.query(
        `insert into workflow_run_task (id, tenant_id, run_id, ordinal, target_fqn, service_id, connections, status)
         values (gen_random_uuid(), $1, $2, 1, $3, $4, 1, 'PENDING')`,
        [tenantId, runId, asset, taskService],
      );
    });
    return () =>
      fixture.database.tenant(tenantId, (manager) =>
        manager.query("update workflow_run set status = 'CANCELLED' where id = $1", [runId]),
      );
  };
  await run(`"a.""b"`, "COMPLETED", id);
  await run("abc", "RUNNING");
  for (const [asset, status, taskService] of [
    [`"a.""b"`, "PENDING"],
    [`"a.""b".shop.public`, "RUNNING"],
    ["elsewhere", "RUNNING", id],
  ] as const) {
    const end = await run(asset, status, taskService);
    const refused = await ask(context, REMOVE, { id });
    expect(refused).toMatchObject({ removedId: null, userErrors: [{ code: "CONFLICT", path: ["id"] }] });
    await end();
  }
  expect((await ask(context, REMOVE, { id })).removedId).toBe(id);
  expect((await ask(context, REMOVE, { id: other.id })).removedId).toBe(other.id);
});
