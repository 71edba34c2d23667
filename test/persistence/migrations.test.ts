import { afterAll, beforeAll, expect, test } from "@jest/globals";
import dataSource from "../../ormconfig.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await dataSource.setOptions({ url: database.url }).initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const differences = async () => {
  const log = await dataSource.driver.createSchemaBuilder().log();
  return log.upQueries.map((query) => query.query);
};

const tables = async () =>
  (await dataSource.query(
    `select count(*)::int as tables from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
  )) as {
    tables: number;
  }[];

test("entities and migrations agree, and migrations go down and up again", async () => {
  await dataSource.runMigrations();
  expect(await differences()).toEqual([]);
  for (const _ of dataSource.migrations) await dataSource.undoLastMigration();
  expect(await tables()).toEqual([{ tables: 0 }]);
  await dataSource.runMigrations();
  expect(await differences()).toEqual([]);
});

test("row-level security shows a tenant its own rows only, and nothing without a tenant", async () => {
  const insert = (tenant: string) =>
    dataSource.transaction(async (manager) => {
      await manager.query("select set_config('app.tenant', $1, true)", [tenant]);
      await manager.query(
        `insert into idempotency_key (tenant_id, mutation, key, input_hash, run_id, created_at)
         values ($1, 'createWorkflowRun', 'key', 'hash', gen_random_uuid(), now())`,
        [tenant],
      );
    });
  await insert("a");
  await insert("b");
  const seen = (tenant: string) =>
    dataSource.transaction(async (manager) => {
      await manager.query("select set_config('app.tenant', $1, true)", [tenant]);
      const rows = (await manager.query("select tenant_id from idempotency_key order by 1")) as { tenant_id: string }[];
      return rows.map((row) => row.tenant_id);
    });
  expect(await seen("a")).toEqual(["a"]);
  expect(await seen("b")).toEqual(["b"]);
  expect(await seen("c")).toEqual([]);
  expect(await seen("*")).toEqual(["a", "b"]);
  expect(await dataSource.query("select 1 from idempotency_key")).toEqual([]);
});
