import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import pg from "pg";
import { startTestApp, type TestApp } from "../support/app.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { differences, profileDifferences } from "../workflows/profiling/compare.js";
import { oracleProfile } from "../workflows/profiling/oracle/oracle.js";
import { profileTable, targetOf, testSources, WAYS } from "../workflows/profiling/ways.js";
import { DIRECTORY, FOLDERS } from "./folders.js";
import { loadFolder } from "./load-database.js";
import { profileThroughGateway } from "./through-gateway.js";

const TABLES = `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1, 2`;

if (FOLDERS.length === 0) test.skip("real databases: REAL_DATA_DIR names no folder of databases", () => undefined);

describe.each(FOLDERS.length > 0 ? FOLDERS : ["none"])("real database %s", (folder) => {
  if (FOLDERS.length === 0) return;
  const sources = testSources();
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase(folder);
    await loadFolder(join(DIRECTORY, folder), database.superuserUrl);
    client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
    // A view may join strings in the order that its plan yields: no later vacuum changes the plan between two readings.
    await client.query("vacuum (analyze)");
  }, 300_000);

  afterAll(async () => {
    await client?.end();
    await database?.drop();
  });

  test("every table and view is profiled by each way as plain SQL says", async () => {
    const tables: { schema: string; name: string }[] = (await client.query(TABLES)).rows;
    expect(tables.length).toBeGreaterThan(0);
    const found: string[] = [];
    for (const { schema, name } of tables) {
      const oracle = await oracleProfile(client, schema, name);
      for (const [way, compute] of Object.entries(WAYS)) {
        const profile = await profileTable(compute, sources, database.superuserUrl, [schema, name]);
        found.push(...differences(profile, oracle).map((difference) => `${way} ${schema}.${name} ${difference}`));
      }
    }
    expect(found).toEqual([]);
  }, 600_000);

  test("registered, ingested and profiled through the gateway by both ways, without a failed task, with equal profiles", async () => {
    const app: TestApp = await startTestApp();
    try {
      const gateway = await app.as();
      const { host, port, database: name, user, password = "" } = targetOf(database.superuserUrl);
      const connection = { host, port, database: name, user, password };
      const stream = await profileThroughGateway(gateway, "Stream", connection, true);
      const pushDown = await profileThroughGateway(gateway, "PushDown", connection, false);
      for (const { statuses, tasks, profiles } of [stream, pushDown]) {
        expect(statuses).toEqual(["PENDING", "RUNNING", "COMPLETED", "PENDING", "RUNNING", "COMPLETED"]);
        expect(tasks.filter(({ status }) => status !== "SUCCEEDED")).toEqual([]);
        expect(profiles.size).toBe((await client.query(TABLES)).rowCount);
      }
      expect([...pushDown.profiles.keys()]).toEqual([...stream.profiles.keys()]);
      for (const [table, profile] of stream.profiles) {
        expect([table, profileDifferences(pushDown.profiles.get(table)!, profile)]).toEqual([table, []]);
      }
    } finally {
      await app.stop();
    }
  }, 600_000);
});
