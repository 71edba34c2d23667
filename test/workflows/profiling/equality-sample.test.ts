import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { type SampleDatabase, sampleDatabase } from "../../support/postgres.js";
import { differences } from "./compare.js";
import { type OracleProfile, oracleProfile } from "./oracle/oracle.js";
import { profileTable, testSources, WAYS } from "./ways.js";

const TABLES = `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
  and c.relkind in ('r', 'p', 'v', 'm') order by 1`;

describe("every column of the sample database is profiled as plain SQL says", () => {
  const sources = testSources();
  let sample: SampleDatabase;
  let client: pg.Client;
  let tables: string[];
  const oracles = new Map<string, OracleProfile>();

  beforeAll(async () => {
    sample = await sampleDatabase();
    client = new pg.Client({ connectionString: sample.ownerUrl });
    await client.connect();
    tables = (await client.query(TABLES)).rows.map((row) => row.name);
    for (const table of tables) oracles.set(table, await oracleProfile(client, "public", table));
  }, 300_000);

  afterAll(() => client.end());

  test.each(Object.entries(WAYS))(
    "%s",
    async (_, compute) => {
      expect(tables.length).toBeGreaterThan(15);
      const found: Record<string, string[]> = {};
      for (const table of tables) {
        const profile = await profileTable(compute, sources, sample.ownerUrl, ["public", table]);
        found[table] = differences(profile, oracles.get(table)!);
      }
      expect(found).toEqual(Object.fromEntries(tables.map((table) => [table, []])));
    },
    300_000,
  );
});
