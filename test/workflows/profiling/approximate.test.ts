import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { ProfilingMode } from "../../../src/assets/profile.model.js";
import { createTestDatabase, type TestDatabase } from "../../support/postgres.js";
import { profileDifferences } from "./compare.js";
import { profileTable, testSources, WAYS } from "./ways.js";

const ROWS = 400_000;
const APPROXIMATE = { mode: ProfilingMode.APPROXIMATE };

describe("approximate profiles", () => {
  const sources = testSources();
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase("approximate");
    const client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    await client.query(`create table large (id int primary key, third int, word text, secret int);
      insert into large select n, case when n % 3 = 0 then 1 end, 'word ' || n % 10, n from generate_series(1, ${ROWS}) n;
      create view large_view as select id from large where id <= 1000;
      create table small as select id, third from large where id <= 1000;
      create table parted (id int, part int) partition by list (part);
      create table parted_0 partition of parted for values in (0);
      create table parted_1 partition of parted for values in (1);
      insert into parted select n, n % 2 from generate_series(1, ${ROWS}) n;
      analyze`);
    const role = pg.escapeIdentifier(new URL(database.url).username);
    await client.query(`grant usage on schema public to ${role}; grant select (id, third, word) on large to ${role}`);
    await client.end();
  }, 120_000);

  afterAll(() => database.drop());

  const profile = (way: string, table: string, url = database.superuserUrl) =>
    profileTable(WAYS[way]!, sources, url, ["public", table], APPROXIMATE);

  test.each(Object.keys(WAYS))("%s: a large table is read by a sample, which is marked", async (way) => {
    const { mode, rowCount, rowsRead, candidateKeys, columns } = await profile(way, "large", database.url);
    expect({ mode, rowCount, candidateKeys }).toEqual({ mode: "APPROXIMATE", rowCount: ROWS, candidateKeys: [["id"]] });
    expect(rowsRead).toBeGreaterThan(95_000);
    expect(rowsRead).toBeLessThan(105_000);
    const [id, third, word, secret] = columns;
    expect(id).toMatchObject({ estimated: true, rowCount: rowsRead, distinctCount: rowsRead });
    expect(third!.completeness).toBeCloseTo(1 / 3, 1);
    expect(word).toMatchObject({ estimated: true, distinctCount: 10 });
    expect(secret).toMatchObject({ estimated: false, skippedReason: "The role has no right to read the column." });
  });

  test.each(Object.keys(WAYS))("%s: what is small, or can't be sampled, is read whole", async (way) => {
    for (const table of ["small", "large_view"]) {
      const { rowCount, rowsRead, columns } = await profile(way, table);
      expect([table, rowCount, rowsRead, columns.some((column) => column.estimated)]).toEqual([
        table,
        1000,
        1000,
        false,
      ]);
    }
  });

  test("both ways read the same sample, of a partitioned table too", async () => {
    for (const table of ["large", "parted"]) {
      const [first, ...others] = await Promise.all(Object.keys(WAYS).map((way) => profile(way, table)));
      expect(first!.rowsRead).toBeLessThan(ROWS);
      for (const other of others) expect(profileDifferences(other, first!)).toEqual([]);
    }
  });
});
