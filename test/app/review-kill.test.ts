import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { until } from "../runs/system.js";
import { appEnvironment, startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { type AppProcess, startProcess } from "../support/app-process.js";
import { createRun, defaultConfiguration, ingestedSample, runToEnd, statusesOf } from "../support/sample-service.js";
import { CUSTOMER, type Reviewer, reviewer } from "./review-support.js";

let app: TestApp;
let client: TestClient;
let review: Reviewer;
let admin: pg.Client;
/** Holds a row that the run's end needs. */
let holder: pg.Client;
let dataDir: string;
const workers: AppProcess[] = [];

function startWorker(): AppProcess {
  const worker = startProcess("src/main.ts", {
    ...appEnvironment(app.database, app.secrets, dataDir, { roles: "worker" }),
    LOG_LEVEL: "fatal",
    DEMO: "0",
  });
  workers.push(worker);
  return worker;
}

beforeAll(async () => {
  app = await startTestApp({ roles: "gateway" });
  client = await app.as();
  review = reviewer(client);
  dataDir = await mkdtemp(join(tmpdir(), "review-kill-"));
  [admin, holder] = [app.database, app.database].map(
    ({ superuserUrl }) => new pg.Client({ connectionString: superuserUrl }),
  ) as [pg.Client, pg.Client];
  await Promise.all([admin.connect(), holder.connect()]);
  startWorker();
  await ingestedSample(client);
}, 120_000);

afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.kill("SIGKILL")));
  await Promise.all([admin.end(), holder.end()]);
  await app.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("a worker killed while it completes a run that saves its results leaves nothing of it, and the next one does it once", async () => {
  await runToEnd(client, "GENERATE_PII_TAGS", CUSTOMER);
  const { tags } = await review.table();
  expect(tags.length).toBeGreaterThan(2);
  // All but one have to be saved anew; that one, found again, is held.
  await admin.query("delete from asset_annotation where ctid <> (select max(ctid) from asset_annotation)");
  await admin.query("delete from asset_history");
  await holder.query("begin");
  await holder.query("select 1 from asset_annotation for update");
  const configurationId = await defaultConfiguration(client, "GENERATE_PII_TAGS");
  const runId = await createRun(client, { configurationId, assetFqn: CUSTOMER });
  const waits = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%asset_annotation%'`;
  await until("the run's end waits", async () => (await admin.query(waits)).rowCount === 1, 60);
  expect(await workers[0]!.kill("SIGKILL")).toBe("SIGKILL");
  await holder.query("rollback");
  expect(await review.table()).toMatchObject({ tags: [expect.anything()], history: { nodes: [] } });
  expect(await review.run(runId)).toMatchObject({ status: "RUNNING", approval: null });
  startWorker();
  expect((await statusesOf(client, runId)).at(-1)).toBe("COMPLETED");
  const done = await review.run(runId);
  expect(done.approval).toMatchObject({ status: "APPROVED", autoSaved: true });
  expect(new Set(done.changes.map(({ decision }) => decision))).toEqual(new Set(["APPROVED"]));
  const after = await review.table();
  expect(after.tags).toEqual(tags);
  expect(after.history.nodes).toHaveLength(tags.length - 1);
}, 180_000);
