import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { runType, TYPES_IN_ORDER } from "../support/every-type.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";
import { registerService, runToEnd } from "../support/sample-service.js";
import { targetOf } from "../workflows/profiling/ways.js";
import { DIRECTORY, FOLDERS } from "./folders.js";
import { loadFolder } from "./load-database.js";

if (FOLDERS.length === 0) test.skip("every type: REAL_DATA_DIR names no folder of databases", () => undefined);

describe.each(FOLDERS.length > 0 ? FOLDERS : ["none"])("real database %s", (folder) => {
  if (FOLDERS.length === 0) return;
  let database: TestDatabase;
  let app: TestApp;
  let client: TestClient;

  beforeAll(async () => {
    database = await createTestDatabase(folder);
    await loadFolder(join(DIRECTORY, folder), database.superuserUrl);
    app = await startTestApp();
    client = await app.as();
    const { host, port, database: name, user, password = "" } = targetOf(database.superuserUrl);
    await registerService(client, "Real", { host, port, database: name, user, password });
    const { statuses } = await runToEnd(client, "SERVICE_INGESTION", `Real.${name}`);
    expect(statuses.at(-1)).toBe("COMPLETED");
  }, 300_000);

  afterAll(async () => {
    await app?.stop();
    await database?.drop();
  });

  test.each(TYPES_IN_ORDER)(
    "%s ends without a failed task, twice the same",
    async (type) => {
      const first = await runType(client, type, `Real.${database.name}`);
      expect(first).toMatchObject({ status: "COMPLETED", failed: [] });
      const second = await runType(client, type, `Real.${database.name}`);
      expect(JSON.stringify(second.output)).toBe(JSON.stringify(first.output));
      expect(JSON.stringify(second.changes)).toBe(JSON.stringify(first.changes));
    },
    600_000,
  );
});
