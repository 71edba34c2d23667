import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startProcess } from "../support/app-process.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase("cli");
});

afterAll(() => database.drop());

/** As `npm run typeorm -- …` runs it. */
async function typeorm(...args: string[]): Promise<string> {
  const cli = startProcess("node_modules/typeorm/cli.js", { DATABASE_URL: database.url }, args);
  expect(await cli.ended()).toBe(0);
  return cli.output();
}

test("the TypeORM command line migrates an empty database, and finds nothing to do after that", async () => {
  expect(await typeorm("migration:run", "-d", "ormconfig.ts")).toMatch(/executed successfully/);
  expect(await typeorm("migration:run", "-d", "ormconfig.ts")).toMatch(/No migrations are pending/);
  expect(await typeorm("schema:log", "-d", "ormconfig.ts")).toMatch(/schema is up to date/);
});
