import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { readSamples } from "../../../src/workflows/enrichment/read-samples.js";
import { execute } from "../../assets/catalog/ingestion-harness.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";
import { targetOf, testSources } from "../profiling/ways.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase("samples");
  await execute(
    database.url,
    `create table awkward ("a ""b"" . c" text, whole jsonb, bytes bytea, "größe" numeric(10, 2)[], flag boolean);
     insert into awkward select repeat(md5(i::text), 400000), case when i < 2 then jsonb_build_object('k', i) else (select jsonb_agg(md5(j::text)) from generate_series(1, 9000) j) end, '\\xffd8ffe0'::bytea || repeat('z', 1000)::bytea, array[i, null], null
       from generate_series(0, 2) i;
     create view seen as select flag, "größe" from awkward;
     create table large as select i as id, lpad(i::text, 100, '0') as padded from generate_series(1, 60000) i;
     create table empty (id int);
     create table nothing ();
     analyze;`,
  );
  const columns = Array.from({ length: 1600 }, (_, index) => `c${index} int`).join(", ");
  await execute(database.url, `create table wide (${columns}); insert into wide (c0) select generate_series(1, 500)`);
});

afterAll(() => database.drop());

async function samplesOf(table: string) {
  const options = { applicationName: "data-readiness/test", statementTimeoutMs: 30_000 };
  const session = await testSources().open(targetOf(database.url), options);
  try {
    return await readSamples(session, "public", table);
  } finally {
    await session.close();
  }
}

test("values come cut, binary ones as their first bytes, large documents not at all", async () => {
  const samples = await samplesOf("awkward");
  expect(samples.get('a "b" . c')?.values.map((value) => value.length)).toEqual([256, 256, 256]);
  expect(samples.get("whole")).toMatchObject({ nulls: 1, values: ['{"k": 0}', '{"k": 1}'] });
  expect(samples.get("bytes")?.values[0]).toMatch(/^ffd8ffe0(7a){12}$/);
  expect(samples.get("größe")?.values[0]).toBe("{0.00,NULL}");
  expect(samples.get("flag")).toEqual({ values: [], nulls: 3, skippedReason: null });
  expect([...(await samplesOf("seen")).keys()]).toEqual(["flag", "größe"]);
});

test("a large table is read here and there, the same rows each time", async () => {
  const ids = (await samplesOf("large")).get("id")!.values.map(Number);
  expect(ids.length).toBeGreaterThan(500);
  expect(ids.length).toBeLessThanOrEqual(1000);
  expect(Math.max(...ids)).toBeGreaterThan(20_000);
  expect((await samplesOf("large")).get("id")!.values.map(Number)).toEqual(ids);
});

test("tables without rows, without columns and with as many as there can be are read", async () => {
  expect((await samplesOf("empty")).get("id")).toEqual({ values: [], nulls: 0, skippedReason: null });
  expect((await samplesOf("nothing")).size).toBe(0);
  const wide = await samplesOf("wide");
  expect(wide.size).toBe(1600);
  expect(wide.get("c0")?.values.length).toBe(125);
});
