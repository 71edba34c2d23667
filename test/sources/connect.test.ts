import { inspect } from "node:util";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import type { SourceTarget } from "../../src/sources/source-session.js";
import { Sources } from "../../src/sources/sources.js";
import { errorMessage, message, pass, serve, type TestServer } from "./servers.js";
import { anySources, options, TestSource } from "./source-fixture.js";

let source: TestSource;
const servers: TestServer[] = [];
const CANARY = "canary-7f3a";

beforeAll(async () => {
  source = await TestSource.create();
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await source.gone();
});
afterAll(() => source.drop());

async function server(onConnection: Parameters<typeof serve>[0]): Promise<TestServer> {
  const started = await serve(onConnection);
  servers.push(started);
  return started;
}

const open = (more: Partial<SourceTarget>, signal?: AbortSignal) =>
  anySources().open(source.target(more), options({ signal }));

/** What opening fails with. Nothing of the password or of the server's words may be in it. */
async function failure(more: Partial<SourceTarget>): Promise<{ code: string; message: string; retryable: boolean }> {
  const error = await open(more).then(
    () => undefined,
    (reason) => reason,
  );
  expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(CANARY);
  expect(JSON.stringify(error)).not.toContain(CANARY);
  return error;
}

test.each([
  ["SOURCE_AUTHENTICATION_FAILED", false, { password: CANARY }],
  ["SOURCE_AUTHENTICATION_FAILED", false, { password: undefined }],
  ["SOURCE_AUTHENTICATION_FAILED", false, { user: CANARY }],
  ["SOURCE_DATABASE_MISSING", false, { database: CANARY }],
  ["SOURCE_DATABASE_MISSING", false, { database: "x\0options\0-c role=postgres" }],
  ["SOURCE_DATABASE_MISSING", false, { user: "x\0database\0postgres" }],
  ["SOURCE_DATABASE_MISSING", false, { database: "x".repeat(64) }],
  ["SOURCE_UNREACHABLE", true, { port: 1 }],
  ["SOURCE_UNREACHABLE", true, { host: "no-such-host.invalid" }],
  ["SOURCE_HOST_FORBIDDEN", false, { host: "169.254.169.254" }],
  ["SOURCE_HOST_FORBIDDEN", false, { host: "2130706433" }],
  ["SOURCE_HOST_FORBIDDEN", false, { host: "/tmp" }],
  ["SOURCE_HOST_FORBIDDEN", false, { host: "@abstract" }],
])("%s (retryable %s): %j", async (code, retryable, more) => {
  expect(await failure(more)).toMatchObject({ code, retryable });
});

test("nothing of this process's environment goes to a source", async () => {
  const { username, password } = new URL(source.database.url);
  const own = { PGPASSWORD: password, PGUSER: username, PGSSLMODE: "require" };
  Object.assign(process.env, own);
  try {
    expect(await failure({ password: undefined })).toMatchObject({ code: "SOURCE_AUTHENTICATION_FAILED" });
    await (await open({})).close();
  } finally {
    for (const name of Object.keys(own)) delete process.env[name];
  }
});

test("the first address of a name that answers is taken", async () => {
  const lookup = async () => ["127.0.0.2", "127.0.0.1"];
  const sources = new Sources({ allowHosts: [], denyHosts: [], statementTimeoutMs: 60_000 }, lookup);
  const session = await sources.open(source.target({ host: "db.example.com" }), options());
  expect(await session.query("select 1 as one")).toEqual([{ one: "1" }]);
  await session.close();
});

test("what a name stood for when it was checked is what is connected to, and what is cancelled at", async () => {
  const answers = [["127.0.0.1"], ["169.254.169.254"]];
  const asked: string[] = [];
  const lookup = async (name: string) => {
    asked.push(name);
    return answers.shift() ?? [];
  };
  const sources = new Sources({ allowHosts: [], denyHosts: [], statementTimeoutMs: 60_000 }, lookup);
  const abort = new AbortController();
  const target = source.target({ host: "Rebinding.example.com." });
  const session = await sources.open(target, options({ signal: abort.signal }));
  const running = session.query("select pg_sleep(60)").catch((error) => error);
  abort.abort();
  expect(await running).toMatchObject({ code: "SOURCE_CANCELLED" });
  expect(asked).toEqual(["rebinding.example.com"]);
  await expect(sources.open(target, options())).rejects.toMatchObject({ code: "SOURCE_HOST_FORBIDDEN" });
});

test("one forbidden address among a name's others refuses it before anything is connected to", async () => {
  const decoy = await server(() => undefined);
  const lookup = async () => ["127.0.0.1", "::ffff:169.254.169.254"];
  const sources = new Sources({ allowHosts: [], denyHosts: [], statementTimeoutMs: 60_000 }, lookup);
  const opening = sources.open(source.target({ host: "db.example.com", port: decoy.port }), options());
  await expect(opening).rejects.toMatchObject({ code: "SOURCE_HOST_FORBIDDEN" });
  expect(decoy.sockets).toEqual([]);
});

test("a server that says nothing is given up after ten seconds, or at once when the work is cancelled", async () => {
  const silent = await server(() => undefined);
  const abort = new AbortController();
  const opening = open({ port: silent.port }, abort.signal).catch((error) => error);
  while (silent.sockets.length === 0) await new Promise(setImmediate);
  abort.abort();
  expect(await opening).toMatchObject({ code: "SOURCE_CANCELLED" });
  const started = performance.now();
  expect(await failure({ port: silent.port })).toMatchObject({ code: "SOURCE_UNREACHABLE", retryable: true });
  expect(performance.now() - started).toBeLessThan(12_000);
});

test.each([
  ["closes at once", (): Buffer[] => [], "SOURCE_UNREACHABLE"],
  ["is no PostgreSQL", () => [Buffer.from("HTTP/1.1 400 Bad Request\r\n\r\n")], "SOURCE_UNREACHABLE"],
  ["is full", () => [errorMessage("53300", CANARY)], "SOURCE_TOO_MANY_CONNECTIONS"],
  ["is starting up", () => [errorMessage("57P03", CANARY)], "SOURCE_UNREACHABLE"],
  ["has no rule for us", () => [errorMessage("28000", CANARY)], "SOURCE_AUTHENTICATION_FAILED"],
  ["says something else", () => [errorMessage("XX000", CANARY)], "SOURCE_ERROR"],
  ["asks for what we can't", () => [message("R", [0, 0, 0, 7])], "SOURCE_UNREACHABLE"],
  [
    "is version 10",
    () => [
      message("R", [0, 0, 0, 0]),
      message("S", "server_version", "10.23"),
      message("K", [0, 0, 0, 1, 0, 0, 0, 1]),
      message("Z", [73]),
    ],
    "SOURCE_TOO_OLD",
  ],
])("a server that %s", async (_, answer, code) => {
  const { port } = await server((socket) => socket.once("data", () => socket.end(Buffer.concat(answer()))));
  expect(await failure({ port })).toMatchObject({ code });
});

test("a server that floods us while we connect is cut off", async () => {
  const chunk = Buffer.concat([Buffer.from([82, 127, 0, 0, 0]), Buffer.alloc(1_000_000)]);
  const flood = await server((socket) => {
    const write = () => {
      while (socket.writable && socket.write(chunk));
    };
    socket.on("drain", write).once("data", write);
  });
  expect(await failure({ port: flood.port })).toMatchObject({ code: "SOURCE_ANSWER_TOO_LARGE" });
});

test("an answer that would take all memory is cut off", async () => {
  const session = await open({});
  const endless = "select repeat('x', 1000000) from generate_series(1, 10000)";
  await expect(session.query(endless)).rejects.toMatchObject({ code: "SOURCE_ANSWER_TOO_LARGE", retryable: false });
  await session.close();
});

test("a pooler that refuses startup options is asked without them, and the session has its settings all the same", async () => {
  const { port } = new URL(source.database.url);
  let refused = 0;
  const pooler = await server((socket) =>
    socket.once("data", (startup) => {
      if (!startup.includes("options\0")) return pass(socket, Number(port), startup);
      refused++;
      socket.end(errorMessage("08P01", "unsupported startup parameter: options"));
    }),
  );
  process.env.PGOPTIONS = "-c role=none";
  const session = await open({ port: pooler.port }).finally(() => delete process.env.PGOPTIONS);
  expect(refused).toBe(1);
  expect(
    await session.query(
      "select current_setting('statement_timeout') as timeout, current_setting('search_path') as path",
    ),
  ).toEqual([{ timeout: "30s", path: '""' }]);
  await session.close();
});

test("a source that loses us without a word stops working for us", async () => {
  const { port } = new URL(source.database.url);
  const network = await server((socket) => pass(socket, Number(port)));
  const session = await open({ port: network.port });
  const running = session.query("select pg_sleep(60)").catch((error) => error);
  await source.until((all) => all.some(({ state, query }) => state === "active" && query.includes("pg_sleep")));
  network.cut();
  expect(await running).toMatchObject({ code: "SOURCE_CONNECTION_LOST", retryable: true });
  expect(await source.gone()).toBeLessThan(3_000);
  await session.close();
});

test("the password is in nothing that a session shows", async () => {
  const session = await open({});
  const { password } = new URL(source.database.url);
  expect(inspect(session, { depth: 20 })).not.toContain(password);
  await session.close();
});
