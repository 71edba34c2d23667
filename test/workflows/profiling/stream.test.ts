import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { ProfilingMode } from "../../../src/assets/profile.model.js";
import type { SourceSession } from "../../../src/sources/source-session.js";
import type { ProfileJob } from "../../../src/workflows/profiling/profile-table.js";
import { streamProfile } from "../../../src/workflows/profiling/stream/stream-profile.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";
import { differences } from "./compare.js";
import { oracleProfile } from "./oracle/oracle.js";
import { targetOf, testSources } from "./ways.js";

const APPLICATION = "data-readiness/stream-test";
/** Enough for two streams: 64 MB of pages. */
const BIG_ROWS = 34_000;

describe("the stream way", () => {
  let database: TestDatabase;
  let client: pg.Client;
  let spillDir: string;
  let serviceId = 0;

  beforeAll(async () => {
    spillDir = await mkdtemp(join(tmpdir(), "data-readiness-spill-"));
    database = await createTestDatabase("stream");
    client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query(`create table big as select n as id, n % 7 as few, decode(repeat('5a', 1900), 'hex') as filler
      from generate_series(1, ${BIG_ROWS}) n`);
  }, 60_000);

  afterEach(async () => {
    expect(await readdir(spillDir)).toEqual([]);
    const sql = "select count(*)::int as open from pg_stat_activity where application_name = $1";
    expect((await client.query(sql, [APPLICATION])).rows).toEqual([{ open: 0 }]);
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
    await rm(spillDir, { recursive: true });
  });

  function job(table: string, more: Partial<ProfileJob> & { url?: string; maxConnections?: number } = {}): ProfileJob {
    const { url = database.superuserUrl, maxConnections, ...rest } = more;
    serviceId++;
    return {
      sources: testSources(),
      target: { ...targetOf(url), serviceId: `service ${serviceId}`, maxConnections },
      table: { schema: "public", name: table },
      options: { mode: ProfilingMode.EXACT, sampleDataLimit: 5, parallelWorkers: 4 },
      signal: new AbortController().signal,
      applicationName: APPLICATION,
      statementTimeoutMs: 60_000,
      progress: () => undefined,
      ...rest,
    };
  }

  /** The job, with `look` called before each COPY. */
  function watched(from: ProfileJob, look: (session: SourceSession, text: string) => void): ProfileJob {
    const open: ProfileJob["sources"]["open"] = async (...options) => {
      const session = await from.sources.open(...options);
      const copyOut = session.copyOut.bind(session);
      session.copyOut = (text) => {
        look(session, text);
        return copyOut(text);
      };
      return session;
    };
    return { ...from, sources: { open } as ProfileJob["sources"] };
  }

  const profile = (of: ProfileJob) => streamProfile(spillDir)(of);

  test("two streams of one snapshot read each row once, whatever is committed meanwhile", async () => {
    const before = await oracleProfile(client, "public", "big");
    const read = new Set<SourceSession>();
    const copies: string[] = [];
    const changed: Promise<unknown>[] = [];
    const moving = watched(job("big"), (session, text) => {
      read.add(session);
      copies.push(text);
      changed.push(
        client.query("insert into big select -1, 99, 'new'::bytea; update big set few = -1 where id % 500 = 3"),
      );
    });
    expect(differences(await profile(moving), before)).toEqual([]);
    await Promise.all(changed);
    expect(read.size).toBe(2);
    expect(new Set(copies).size).toBeGreaterThan(2);
    expect(copies.every((text) => text.includes("ctid"))).toBe(true);
  });

  test("one stream where no other session may be opened, or every one is taken", async () => {
    const oracle = await oracleProfile(client, "public", "big");
    expect(differences(await profile(job("big", { maxConnections: 1 })), oracle)).toEqual([]);
    const shared = job("big", { maxConnections: 2 });
    const profiles = await Promise.all([shared, shared].map(profile));
    for (const each of profiles) expect(differences(each, oracle)).toEqual([]);
  });

  test("columns of which all, or nearly all, values differ", async () => {
    const rows = 12_000;
    await client.query(`create table different as select
        n as id, (n * 7919) % 1000003 as shuffled, n::numeric(12,3) / 8 as price, (n - 6000) / 3.0::float8 as score,
        (n / 3.0)::float4 as small_score, timestamp '2000-01-01' + n * interval '1 second' as at,
        timestamptz '2000-01-01 00:00+00' + n * interval '1.5 seconds' as at_zone, md5(n::text)::uuid as uid,
        time '00:00' + n * interval '1 second' as clock, 'Name ' || n || ' of X' || n % 3 as name,
        case when n = 2 then 1 else n end as once_twice, case when n % 10 < 9 then n end as with_nulls,
        case n when 1 then 'NaN' when 2 then '-Infinity' when 3 then '-0' else n::text end::float8 as odd,
        case n when 1 then '-0' when 2 then '0' else n::text end::float8 as zeros, ' ' || n || E'\\n' as padded,
        md5(n::text) || md5(n::text) as hashes, n % 2400 || '@example.com' as email
      from generate_series(1, ${rows}) n`);
    const oracle = await oracleProfile(client, "public", "different");
    for (const analyzed of [false, true]) {
      if (analyzed) await client.query("alter table different add primary key (id); analyze different");
      const expected = analyzed ? await oracleProfile(client, "public", "different") : oracle;
      expect(differences(await profile(job("different")), expected)).toEqual([]);
    }
  }, 120_000);

  test("values that DuckDB would misread, or has not room for", async () => {
    await client.query(`create table odd (day date, at timestamp, price numeric(5,2), text text, json json);
      insert into odd values ('0044-03-15 BC', '0044-03-15 BC', 'NaN', '', '{}'), (null, null, null, null, null),
        ('2024-01-01', '294276-12-31', 1.5, '""', '[1]'), ('infinity', 'infinity', 1.50, E'a\\r\\n"b', '"x"')`);
    expect(differences(await profile(job("odd")), await oracleProfile(client, "public", "odd"))).toEqual([]);
    await client.query(
      "create table long as select n as id, repeat('Ab1 ', n * 1000000) as text from generate_series(1, 3) n",
    );
    const copies: string[] = [];
    const { columns } = await profile(watched(job("long"), (_, text) => copies.push(text)));
    expect(copies).toHaveLength(1); // DuckDB takes the lines at once, however long
    expect(columns[1]).toMatchObject({
      distinctCount: 3,
      length: { min: 4_000_000, max: 12_000_000 },
      paddedCount: 3,
    });
  }, 120_000);

  test("a lone column of nulls and empty texts", async () => {
    await client.query(
      "create table lone as select * from (values (null), (''), (null), ('a'), (E'\\\\.'), ('')) v(text)",
    );
    expect(differences(await profile(job("lone")), await oracleProfile(client, "public", "lone"))).toEqual([]);
  });

  test("more tables at once than there are threads for reading", async () => {
    await client.query("create table small as select n as id, 'word ' || n as word from generate_series(1, 500) n");
    const oracle = await oracleProfile(client, "public", "small");
    const profiles = await Promise.all(Array.from({ length: 12 }, () => profile(job("small"))));
    for (const each of profiles) expect(differences(each, oracle)).toEqual([]);
  });

  test("as many columns as a table can have", async () => {
    const columns = Array.from({ length: 1600 }, (_, n) => `"column ${n}" bytea`);
    await client.query(
      `create table wide (${columns.join(", ")}); insert into wide ("column 3") values ('\\x00ff'), (null)`,
    );
    const wide = await profile(job("wide"));
    expect(wide.columns).toHaveLength(1600);
    expect(wide.columns[3]).toMatchObject({ nullCount: 1, distinctCount: 1, length: { min: 2, max: 2, mean: 2 } });
  }, 180_000);

  test.each(["while the rows come", "while DuckDB computes"])(
    "a profile that is cancelled %s leaves nothing",
    async (when) => {
      const controller = new AbortController();
      const from = when === "while the rows come" ? 0 : 0.6;
      let aborted = 0;
      const running = profile(
        job("big", {
          signal: controller.signal,
          progress: (share) => {
            if (share <= from || aborted > 0) return;
            aborted = Date.now();
            controller.abort();
          },
        }),
      );
      await expect(running).rejects.toMatchObject({ code: "SOURCE_CANCELLED" });
      expect(aborted).toBeGreaterThan(0);
      expect(Date.now() - aborted).toBeLessThan(2_000);
    },
  );

  test("a profile that is cancelled before its first row leaves nothing", async () => {
    await client.query("create view slow as select id, pg_sleep(0.01)::text as pause from big");
    const controller = new AbortController();
    const running = profile(job("slow", { signal: controller.signal })).catch((error: unknown) => error);
    const busy =
      "select 1 from pg_stat_activity where application_name = $1 and state = 'active' and query like 'COPY%'";
    while ((await client.query(busy, [APPLICATION])).rowCount === 0);
    const start = Date.now();
    controller.abort();
    expect(await running).toMatchObject({ code: "SOURCE_CANCELLED" });
    expect(Date.now() - start).toBeLessThan(2_000);
  });

  test("a table that is gone or may not be read says so, and a statement that takes too long ends", async () => {
    await client.query("create table secret (id int)");
    await client.query("create view endless as select id, pg_sleep(1)::text as pause from big");
    await expect(profile(job("no such table"))).rejects.toMatchObject({ code: "SOURCE_OBJECT_GONE" });
    await expect(profile(job("x".repeat(64)))).rejects.toMatchObject({ code: "SOURCE_OBJECT_GONE" });
    await expect(profile(job("secret", { url: database.url }))).rejects.toMatchObject({
      code: "SOURCE_PERMISSION_DENIED",
    });
    await expect(profile(job("endless", { statementTimeoutMs: 500 }))).rejects.toMatchObject({
      code: "SOURCE_STATEMENT_TIMEOUT",
    });
  });

  test("rights that are revoked and a server that goes away between catalog and rows say so", async () => {
    const role = pg.escapeIdentifier(new URL(database.url).username);
    await client.query(`create table shortly as select 1 as id; grant select on shortly to ${role};
      grant usage on schema public to ${role}`);
    const revoked = job("shortly", { url: database.url });
    const open: ProfileJob["sources"]["open"] = async (...options) => {
      const session = await revoked.sources.open(...options);
      const query = session.query.bind(session);
      session.query = async <Row>(text: string, values?: readonly unknown[]) => {
        const rows = await query<Row>(text, values);
        await client.query(`revoke select on shortly from ${role}`);
        return rows;
      };
      return session;
    };
    await expect(profile({ ...revoked, sources: { open } as ProfileJob["sources"] })).rejects.toMatchObject({
      code: "SOURCE_PERMISSION_DENIED",
    });
    const killed = watched(job("big"), () => {
      void client.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1", [
        APPLICATION,
      ]);
    });
    await expect(profile(killed)).rejects.toMatchObject({ code: "SOURCE_CONNECTION_LOST" });
  });
});
