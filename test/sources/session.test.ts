import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { sessionSettings } from "../../src/sources/session-settings.js";
import type { SourceSession } from "../../src/sources/source-session.js";
import { allRows, anySources, options, TestSource } from "./source-fixture.js";

let source: TestSource;
const sources = anySources();

beforeAll(async () => {
  source = await TestSource.create();
  await source.admin.query("create table numbers as select generate_series(1, 1000) as n");
  await source.admin.query("grant all on numbers to public");
});
afterEach(() => source.gone());
afterAll(() => source.drop());

async function withSession<T>(work: (session: SourceSession) => Promise<T>, more = {}): Promise<T> {
  const session = await sources.open(source.target(), options(more));
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

test("every session has the settings, and a transaction that only reads one snapshot", () =>
  withSession(async (session) => {
    const expected: Record<string, string> = {
      ...sessionSettings(30_000),
      transaction_read_only: "on",
      transaction_isolation: "repeatable read",
      client_encoding: "UTF8",
      application_name: "data-readiness/test",
      DateStyle: "ISO, MDY",
      client_connection_check_interval: "1000",
      search_path: '""',
    };
    const rows = await session.query<{ name: string; setting: string }>(
      "select name, setting from pg_settings where name = any($1)",
      [Object.keys(expected)],
    );
    expected.statement_timeout = "30000";
    expected.idle_in_transaction_session_timeout = "90000";
    expected.work_mem = "65536";
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual(expected);
  }));

test("the settings also hold outside the transaction, from the connection's start", () =>
  withSession(async (session) => {
    await session.query("commit");
    const [row] = await session.query<Record<string, string>>(
      `select current_setting('default_transaction_read_only') as read_only, current_setting('statement_timeout') as timeout,
         current_setting('search_path') as path`,
    );
    expect(row).toEqual({ read_only: "on", timeout: "30s", path: "" });
  }));

test("values are the text that PostgreSQL prints", () =>
  withSession(async (session) => {
    const [row] = await session.query(
      `select 9007199254740993::int8 as big, 1.10::numeric as exact, 'NaN'::float8 as nan, 0.1::float8 + 0.2 as float,
         date 'infinity' as day, timestamptz '2024-02-29 12:00:00.123456+02' as moment, interval '1 month -2 days' as span,
         json '{"b":1, "a":2}' as json, array['x,y', null] as list, '\\xdead'::bytea as bytes, true as yes, null::int as none`,
    );
    expect(row).toEqual({
      big: "9007199254740993",
      exact: "1.10",
      nan: "NaN",
      float: "0.30000000000000004",
      day: "infinity",
      moment: "2024-02-29 10:00:00.123456+00",
      span: "1 mon -2 days",
      json: '{"b":1, "a":2}',
      list: '{"x,y",NULL}',
      bytes: "\\xdead",
      yes: "t",
      none: null,
    });
  }));

test("an answer comes whole, however many reads it takes", () =>
  withSession(async (session) => {
    const rows = await session.query<{ value: string }>(
      "select repeat(chr(97 + n % 26), n * 317) as value from public.numbers order by n limit 300",
    );
    const expected = Array.from({ length: 300 }, (_, index) =>
      String.fromCharCode(97 + ((index + 1) % 26)).repeat((index + 1) * 317),
    );
    expect(rows.findIndex(({ value }, index) => value !== expected[index])).toBe(-1);
    expect(rows).toHaveLength(300);
  }));

test("values are bound, never pasted", () =>
  withSession(async (session) => {
    const text = `'; drop table public.numbers; -- \\ "`;
    expect(await session.query("select $1::text as same, $2::int as number", [text, 7])).toEqual([
      { same: text, number: "7" },
    ]);
  }));

test("a COPY streams all rows, and the session goes on after it, even one after the other at once", () =>
  withSession(async (session) => {
    const copy = "copy (select n from public.numbers order by n) to stdout";
    const expected = `${Array.from({ length: 1000 }, (_, index) => index + 1).join("\n")}\n`;
    const [first, second, [row]] = await Promise.all([
      allRows(session.copyOut(copy)),
      allRows(session.copyOut(copy), 7),
      session.query("select count(*) from public.numbers"),
    ]);
    expect(first).toBe(expected);
    expect(second).toBe(expected);
    expect(row).toEqual({ count: "1000" });
  }));

test("a COPY fills each buffer to its end, of whatever size it is, and says what the longest row was", () =>
  withSession(async (session) => {
    // Rows of 0 to some 80,000 bytes, so that headers and rows are cut anywhere.
    const copy = "copy (select repeat(chr(97 + n % 26), n * n / 12) from public.numbers order by n) to stdout";
    const row = (n: number) => `${String.fromCharCode(97 + (n % 26)).repeat(Math.floor((n * n) / 12))}\n`;
    const expected = Array.from({ length: 1000 }, (_, index) => row(index + 1)).join("");
    let random = 42;
    const reader = session.copyOut(copy);
    let at = 0;
    for (;;) {
      random = (random * 48_271) % 2_147_483_647;
      const buffer = Buffer.alloc(1 + (random % [3, 300, 30_000, 3_000_000][random % 4]!));
      const bytes = await reader.read(buffer);
      const same = buffer.toString("latin1", 0, bytes) === expected.slice(at, at + bytes);
      expect(same).toBe(true);
      at += bytes;
      if (bytes < buffer.length) break;
    }
    expect(at).toBe(expected.length);
    expect(await reader.read(Buffer.alloc(10))).toBe(0);
    expect(reader.longestRow).toBe(row(1000).length);
  }));

test("a COPY that fails ends its reader with a coded error", () =>
  withSession(async (session) => {
    await expect(allRows(session.copyOut("copy (select * from public.nothing) to stdout"))).rejects.toMatchObject({
      code: "SOURCE_OBJECT_GONE",
    });
  }));

test("a COPY that fails on the way ends its reader with a coded error", () =>
  withSession(async (session) => {
    const copy = session.copyOut("copy (select 1 / (n - 900) from public.numbers) to stdout");
    await expect(allRows(copy)).rejects.toMatchObject({ message: expect.stringContaining("22012") });
  }));

test("sessions on one snapshot see the same rows, whatever is committed meanwhile", () =>
  withSession(async (leader) => {
    const snapshot = await leader.exportSnapshot();
    await source.admin.query("insert into numbers values (1001)");
    try {
      const count = (session: SourceSession) => session.query("select count(*) from public.numbers");
      expect(await withSession(count, { snapshot })).toEqual([{ count: "1000" }]);
      expect(await withSession(count)).toEqual([{ count: "1001" }]);
    } finally {
      await source.admin.query("delete from numbers where n = 1001");
    }
  }));

test("a snapshot that is none is refused before it gets anywhere", async () => {
  await expect(sources.open(source.target(), options({ snapshot: "x'; commit; --" }))).rejects.toThrow("snapshot");
});

test("a table is locked before the snapshot is taken: truncated in between it is not seen empty", async () => {
  const other = await source.connect();
  await other.query("begin; truncate numbers");
  const opening = sources.open(source.target(), options({ lockTable: '"public"."numbers"' }));
  await source.until((sessions) => sessions.some(({ query }) => query.startsWith("LOCK TABLE")));
  await other.query("insert into numbers select generate_series(1, 1000); commit");
  await other.end();
  const session = await opening;
  expect(await session.query("select count(*) from public.numbers")).toEqual([{ count: "1000" }]);
  await expect(source.admin.query("begin; set local lock_timeout = 100; truncate numbers")).rejects.toMatchObject({
    code: "55P03",
  });
  await source.admin.query("rollback");
  await session.close();
});

test("somebody else's lock is waited for briefly", async () => {
  await source.admin.query("begin; lock table numbers");
  const started = performance.now();
  const refused = await withSession((session) => session.query("select * from public.numbers")).catch((error) => error);
  await source.admin.query("rollback");
  expect(refused).toMatchObject({ code: "SOURCE_LOCKED", retryable: true });
  expect(performance.now() - started).toBeLessThan(4_000);
});

test("a statement ends at its budget", async () => {
  const refused = withSession((session) => session.query("select pg_sleep(60)"), { statementTimeoutMs: 100 });
  await expect(refused).rejects.toMatchObject({ code: "SOURCE_STATEMENT_TIMEOUT", retryable: false });
});

test.each([
  ["SOURCE_OBJECT_GONE", "select * from public.gone"],
  ["SOURCE_OBJECT_GONE", "select gone from public.numbers"],
  ["SOURCE_OBJECT_GONE", "select * from gone.gone"],
  ["SOURCE_PERMISSION_DENIED", "select * from pg_catalog.pg_authid"],
  ["SOURCE_ERROR", "select 1/0"],
])("%s: %s", async (code, text) => {
  const error = await withSession((session) => session.query(text)).catch((failure) => failure);
  expect(error).toMatchObject({ code });
  expect(String(error.message)).not.toMatch(/gone\b|authid|zero|numbers/i);
  expect(error.cause).toBeUndefined();
});

test("a backend that is ended from outside is a lost connection, running or idle", async () => {
  const end = "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()";
  const running = await sources.open(source.target(), options());
  const sleeping = running.query("select pg_sleep(60)").catch((error) => error);
  await source.until((sessions) => sessions.some(({ query }) => query.includes("pg_sleep")));
  await source.admin.query(end, [source.database.name]);
  expect(await sleeping).toMatchObject({ code: "SOURCE_CONNECTION_LOST", retryable: true });
  await running.close();
  const idle = await sources.open(source.target(), options());
  await source.admin.query(end, [source.database.name]);
  await source.gone();
  await expect(idle.query("select 1")).rejects.toMatchObject({ code: "SOURCE_CONNECTION_LOST", retryable: true });
  await idle.close();
});

test("after the end there are no statements, and an end more changes nothing", async () => {
  const session = await sources.open(source.target(), options());
  await Promise.all([session.close(), session.close()]);
  await session.close();
  await expect(session.query("select 1")).rejects.toMatchObject({ code: "SOURCE_CONNECTION_LOST" });
  await expect(allRows(session.copyOut("copy (select 1) to stdout"))).rejects.toMatchObject({
    code: "SOURCE_CONNECTION_LOST",
  });
});
