import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { ProfilingMode } from "../../../src/assets/profile.model.js";
import type { SourceSession } from "../../../src/sources/source-session.js";
import type { ProfileJob } from "../../../src/workflows/profiling/profile-table.js";
import { pushDownProfile } from "../../../src/workflows/profiling/push-down/push-down-profile.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";
import { differences } from "./compare.js";
import { oracleProfile } from "./oracle/oracle.js";
import { targetOf, testSources } from "./ways.js";

const APPLICATION = "data-readiness/push-down-test";
const ROWS = 60_000;

describe("push-down", () => {
  let database: TestDatabase;
  let client: pg.Client;
  let serviceId = 0;

  beforeAll(async () => {
    database = await createTestDatabase("push_down");
    client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query(`create table large as
      select n as id, 'word ' || n as word, n::float8 as number, n % 9 as few from generate_series(1, ${ROWS}) n`);
  }, 60_000);

  afterEach(async () => {
    const sql = "select count(*)::int as open from pg_stat_activity where application_name = $1";
    expect((await client.query(sql, [APPLICATION])).rows).toEqual([{ open: 0 }]);
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  function job(table: string, more: Partial<ProfileJob> & { url?: string; maxConnections?: number } = {}): ProfileJob {
    const { url = database.superuserUrl, maxConnections, ...rest } = more;
    serviceId++;
    return {
      sources: testSources(),
      target: { ...targetOf(url), serviceId: `service ${serviceId}`, maxConnections, rowsMayLeave: false },
      table: { schema: "public", name: table },
      options: { mode: ProfilingMode.EXACT, sampleDataLimit: 5, parallelWorkers: 4 },
      signal: new AbortController().signal,
      applicationName: APPLICATION,
      statementTimeoutMs: 60_000,
      progress: () => undefined,
      ...rest,
    };
  }

  /** The job, with `look` called with what each session answers. */
  function watched(from: ProfileJob, look: (session: SourceSession, rows: unknown[]) => unknown): ProfileJob {
    const open: ProfileJob["sources"]["open"] = async (...options) => {
      const session = await from.sources.open(...options);
      const query = session.query.bind(session);
      session.query = async <Row>(text: string, values?: readonly unknown[]) => {
        const rows = await query<Row>(text, values);
        await look(session, rows);
        return rows;
      };
      return session;
    };
    return { ...from, sources: { open } as ProfileJob["sources"] };
  }

  test("all sessions of a profile see one snapshot, whatever is committed meanwhile", async () => {
    await client.query("create table moving as table large");
    const before = await oracleProfile(client, "public", "moving");
    const sessions = new Set<SourceSession>();
    const moving = watched(job("moving"), async (session) => {
      sessions.add(session);
      await client.query(
        "insert into moving values (0, 'new', 1e9, 77); update moving set few = -1 where id % 1000 = 3",
      );
    });
    expect(differences(await pushDownProfile(moving), before)).toEqual([]);
    expect(sessions.size).toBe(2);
  });

  test("nothing leaves the database but figures and what the profile shows", async () => {
    let bytes = 0;
    await pushDownProfile(
      watched(job("large"), (_, rows) => {
        bytes += JSON.stringify(rows).length;
      }),
    );
    expect(bytes).toBeLessThan(10_000);
  });

  test("goes on with one session where no other may be opened, and never waits for one that others wait with", async () => {
    const oracle = await oracleProfile(client, "public", "large");
    expect(differences(await pushDownProfile(job("large", { maxConnections: 1 })), oracle)).toEqual([]);
    const shared = job("large", { maxConnections: 2 });
    const profiles = await Promise.all([shared, shared, shared].map(pushDownProfile));
    for (const profile of profiles) expect(differences(profile, oracle)).toEqual([]);
  });

  test("a cancelled profile ends its statements on the source", async () => {
    await client.query(`create view slow as select id, pg_sleep(0.01)::text as pause from large`);
    const controller = new AbortController();
    const running = pushDownProfile(job("slow", { signal: controller.signal }));
    const outcome = running.then(
      () => undefined,
      (error) => error,
    );
    const busy =
      "select 1 from pg_stat_activity where application_name = $1 and state = 'active' and query like 'SELECT count%slow%'";
    while ((await client.query(busy, [APPLICATION])).rowCount === 0);
    const start = Date.now();
    controller.abort();
    expect(await outcome).toMatchObject({ code: "SOURCE_CANCELLED" });
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  test("what the source's users have defined under names of PostgreSQL's own is not called", async () => {
    const role = pg.escapeIdentifier(new URL(database.url).username);
    await client.query(`create schema trap;
      create function trap.hijack() returns text language plpgsql as $$ begin raise exception 'called'; end $$;
      create function trap.left(text, int) returns text language sql as 'select trap.hijack()';
      create function trap.md5(text) returns text language sql as 'select trap.hijack()';
      create function trap.lower(text) returns text language sql as 'select trap.hijack()';
      create function trap.char_length(text) returns int language sql as 'select length(trap.hijack())';
      create function trap.isfinite(timestamp) returns boolean language sql as 'select trap.hijack() is null';
      create function trap.more(float8, float8) returns boolean language sql as 'select trap.hijack() is null';
      create operator trap.> (leftarg = float8, rightarg = float8, function = trap.more);
      create operator trap.= (leftarg = float8, rightarg = float8, function = trap.more);
      create table trap.pg_class (oid oid, relname name);
      create table trapped as select n as id, 'Word ' || n as word, n / 2.0::float8 as number, now()::timestamp as at
        from generate_series(1, 50) n;
      grant usage on schema trap to public; grant select on trapped to ${role};
      alter role ${role} in database ${pg.escapeIdentifier(database.name)} set search_path = trap, pg_catalog, public`);
    const profile = await pushDownProfile(job("trapped", { url: database.url }));
    expect(differences(profile, await oracleProfile(client, "public", "trapped"))).toEqual([]);
  });

  test("a table of very many columns", async () => {
    const columns = Array.from({ length: 450 }, (_, n) => `${n}::float8 + n as "column ${n}"`);
    await client.query(`create table wide as select ${columns.join(", ")} from generate_series(1, 3) n`);
    const steps: number[] = [];
    const profile = await pushDownProfile(job("wide", { progress: (share) => steps.push(share) }));
    expect(profile.columns.map(({ mean, histogram }) => [mean, histogram.length])).toEqual(
      columns.map((_, n) => [n + 2, 10]),
    );
    expect(steps).toHaveLength(450);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  test("a table that is gone or may not be read says so", async () => {
    await client.query("create table secret (id int)");
    await expect(pushDownProfile(job("no such table"))).rejects.toMatchObject({ code: "SOURCE_OBJECT_GONE" });
    await expect(pushDownProfile(job("secret", { url: database.url }))).rejects.toMatchObject({
      code: "SOURCE_PERMISSION_DENIED",
    });
  });

  test("a statement that takes too long ends with the profile", async () => {
    await client.query("create view endless as select id, pg_sleep(1)::text as pause from large");
    await expect(pushDownProfile(job("endless", { statementTimeoutMs: 500 }))).rejects.toMatchObject({
      code: "SOURCE_STATEMENT_TIMEOUT",
    });
  });
});
