import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../../ormconfig.js";
import { Database } from "../../src/platform/database.js";
import { isOutage } from "../../src/platform/outage.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";

let own: TestDatabase;
let admin: pg.Client;
let connected: DataSource;

beforeAll(async () => {
  own = await createTestDatabase("outage");
  admin = new pg.Client({ connectionString: own.superuserUrl });
  await admin.connect();
  connected = new DataSource({ ...dataSource.options, url: own.url } as DataSourceOptions);
  await connected.initialize();
});
afterAll(async () => {
  await connected.destroy();
  await admin.end();
  await own.drop();
});

/** What a transaction ends with whose connection is cut while `statement` is under way, or before it. */
const cutting = (statement: string, meanwhile: boolean) =>
  new Database(connected)
    .tenant("acme", async (manager) => {
      const [{ pid }] = (await manager.query("select pg_backend_pid() as pid")) as [{ pid: number }];
      const running = meanwhile ? manager.query(statement) : undefined;
      running?.catch(() => undefined); // it fails before anybody looks
      await admin.query("select pg_terminate_backend($1, 10000)", [pid]);
      return running ?? manager.query(statement);
    })
    .then(
      () => undefined,
      (error: unknown) => error,
    );

test("a connection that is cut during a statement is an outage", async () => {
  expect(isOutage(await cutting("select pg_sleep(60)", true))).toBe(true);
});

test("a connection that is cut between two statements of a transaction is an outage", async () => {
  expect(isOutage(await cutting("select 1", false))).toBe(true);
});

test("a statement that is wrong is none", async () => {
  const error = await new Database(connected)
    .tenant("acme", (manager) => manager.query("select nothing"))
    .catch((e) => e);
  expect(isOutage(error)).toBe(false);
});
