import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { pass, serve, type TestServer } from "./servers.js";
import { allRows, anySources, options, TestSource } from "./source-fixture.js";

let source: TestSource;
const networks: TestServer[] = [];
const sources = anySources();
/** A cancel has to have taken effect after so long. */
const SOON_MS = 2_000;
const ENDLESS =
  "copy (select repeat('x', 1000) from generate_series(1, 10000) a, generate_series(1, 100000) b) to stdout";
/** Computes for hours before its first row. */
const SILENT =
  "copy (select count(*) from generate_series(1, 10000) a, generate_series(1, 10000) b, generate_series(1, 10000) c) to stdout";

beforeAll(async () => {
  source = await TestSource.create();
  await source.admin.query("create table held (n int)");
  await source.admin.query("grant all on held to public");
});
afterEach(async () => {
  await Promise.all(networks.splice(0).map((network) => network.close()));
  await source.gone(SOON_MS);
});
afterAll(() => source.drop());

const cancelled = { code: "SOURCE_CANCELLED", retryable: false };
const runs = (part: string) =>
  source.until((all) => all.some((one) => one.state === "active" && one.query.includes(part)));

async function opened() {
  const abort = new AbortController();
  return { abort, session: await sources.open(source.target(), options({ signal: abort.signal })) };
}

test("abort cancels a running statement", async () => {
  const { abort, session } = await opened();
  const answer = session.query("select pg_sleep(60)").catch((error) => error);
  await runs("pg_sleep");
  abort.abort();
  expect(await source.gone(SOON_MS)).toBeLessThan(SOON_MS);
  expect(await answer).toMatchObject(cancelled);
});

test("abort right behind a statement, which the server may not have begun, cancels it all the same", async () => {
  for (let round = 0; round < 20; round++) {
    const { abort, session } = await opened();
    const answer = session.query("select pg_sleep(60)").catch((error) => error);
    if (round % 2) await new Promise(setImmediate);
    abort.abort();
    expect(await answer).toMatchObject(cancelled);
    await source.gone(SOON_MS);
  }
});

test("a cancel that is lost is sent again", async () => {
  const { port } = source.target();
  let cancels = 0;
  const network = await serve((socket) =>
    socket.once("data", (first) => {
      if (first.length === 16 && ++cancels === 1) socket.destroy();
      else pass(socket, port, first);
    }),
  );
  networks.push(network);
  const abort = new AbortController();
  const session = await sources.open(source.target({ port: network.port }), options({ signal: abort.signal }));
  const answer = session.query("select pg_sleep(60)").catch((error) => error);
  await runs("pg_sleep");
  abort.abort();
  expect(await answer).toMatchObject(cancelled);
  await source.gone(SOON_MS);
  expect(cancels).toBe(2);
});

test("abort ends a COPY that is being read", async () => {
  const { abort, session } = await opened();
  const reader = session.copyOut(ENDLESS);
  await reader.read(Buffer.alloc(1_000_000));
  const rest = allRows(reader);
  abort.abort();
  await expect(rest).rejects.toMatchObject(cancelled);
  await source.gone(SOON_MS);
});

test("abort ends a COPY whose reader has stopped, so that the server waits for it", async () => {
  const { abort, session } = await opened();
  const reader = session.copyOut(ENDLESS);
  await reader.read(Buffer.alloc(1_000));
  await source.until((all) => all.some(({ query }) => query.includes("repeat")));
  await waitsForClient();
  const started = performance.now();
  abort.abort();
  await session.close();
  expect(performance.now() - started).toBeLessThan(1_000); // by the cancel, not by cutting the connection later
  await expect(reader.read(Buffer.alloc(1_000))).rejects.toMatchObject(cancelled);
  await source.gone(SOON_MS);
});

test("abort ends a COPY that has not sent a row yet", async () => {
  const { abort, session } = await opened();
  const rows = allRows(session.copyOut(SILENT)).catch((error) => error);
  await runs("copy (select count");
  abort.abort();
  expect(await rows).toMatchObject(cancelled);
  await source.gone(SOON_MS);
});

test("closing a reader before its end ends the statement and the session", async () => {
  const { session } = await opened();
  const reader = session.copyOut(ENDLESS);
  await reader.read(Buffer.alloc(1_000));
  reader.close();
  await source.gone(SOON_MS);
  await expect(session.query("select 1")).rejects.toMatchObject({ code: "SOURCE_CONNECTION_LOST" });
});

test("closing cancels what still runs", async () => {
  const { session } = await opened();
  const answer = session.query("select pg_sleep(60)").catch((error) => error);
  await runs("pg_sleep");
  await session.close();
  expect(await answer).toMatchObject({ code: expect.stringMatching(/^SOURCE_/) });
  expect(await source.sessions()).toEqual([]);
});

test("abort of an idle session ends it, and its later statements say so", async () => {
  const { abort, session } = await opened();
  abort.abort();
  await source.gone(SOON_MS);
  await expect(session.query("select 1")).rejects.toMatchObject(cancelled);
});

test("abort while the session is being opened, at each moment of it", async () => {
  for (let turns = 0; turns < 40; turns++) {
    const abort = new AbortController();
    const opening = sources
      .open(source.target(), options({ signal: abort.signal }))
      .then((session) => session.query("select 1"))
      .catch((error) => error);
    for (let turn = 0; turn < turns; turn++) await new Promise(setImmediate);
    abort.abort();
    const answer = await opening;
    if (!Array.isArray(answer)) expect(answer).toMatchObject(cancelled);
    await source.gone(SOON_MS);
  }
});

test("abort while the opening waits for a lock", async () => {
  const other = await source.connect();
  await other.query("begin; lock table held");
  const abort = new AbortController();
  const opening = sources.open(source.target(), options({ signal: abort.signal, lockTable: "public.held" }));
  const failed = opening.catch((error) => error);
  await runs("LOCK TABLE");
  abort.abort();
  expect(await failed).toMatchObject(cancelled);
  await source.until((sessions) => !sessions.some(({ query }) => query.startsWith("LOCK TABLE")), 1_000);
  await other.end();
});

test("aborted before it begins, nothing is connected to", async () => {
  const opening = sources.open(source.target({ host: "127.0.0.1", port: 1 }), options({ signal: AbortSignal.abort() }));
  await expect(opening).rejects.toMatchObject(cancelled);
});

async function waitsForClient(): Promise<void> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    const { rows } = await source.admin.query(
      "select 1 from pg_stat_activity where datname = $1 and wait_event = 'ClientWrite'",
      [source.database.name],
    );
    if (rows.length > 0) return;
    if (Date.now() > deadline) throw new Error("The server does not wait for its client.");
  }
}
