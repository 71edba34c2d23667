import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { DataSource } from "typeorm";
import { databaseReady, type ReadyState } from "../../src/gateway/health.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";

let gateway: TestGateway | undefined;
afterEach(() => gateway?.close());

test.each<[ReadyState, number]>([
  [{ database: true, migrations: true }, 200],
  [{ database: true, migrations: false }, 503],
  [{ database: false, migrations: false }, 503],
])("ready with %j answers %d; live is live", async (state, status) => {
  gateway = await startTestGateway({ ready: async () => state });
  const ready = await fetch(`${gateway.url}/health/ready`);
  expect(ready.status).toBe(status);
  expect(await ready.json()).toEqual({ status: status === 200 ? "ok" : "unavailable", ...state, draining: false });
  const live = await fetch(`${gateway.url}/health/live`);
  expect([live.status, await live.json()]).toEqual([200, { status: "ok" }]);
});

class First1700000000001 {
  name = "First1700000000001";
  async up(): Promise<void> {}
  async down(): Promise<void> {}
}

let database: TestDatabase;
let dataSource: DataSource;
beforeAll(async () => {
  database = await createTestDatabase("health");
  dataSource = await new DataSource({
    type: "postgres",
    url: database.url,
    migrations: [First1700000000001],
  }).initialize();
});
afterAll(async () => {
  if (dataSource.isInitialized) await dataSource.destroy();
  await database.drop();
});

test("the database is ready when it answers and has all migrations", async () => {
  const look = () => databaseReady(dataSource)();
  expect(await look()).toMatchObject({ migrations: false });
  await dataSource.runMigrations();
  expect(await look()).toEqual({ database: true, migrations: true });
  await dataSource.destroy();
  expect(await look()).toEqual({ database: false, migrations: false });
});
