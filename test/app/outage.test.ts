import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";

let app: TestApp;
let client: TestClient;
let superuser: pg.Client;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
  superuser = new pg.Client({ connectionString: app.database.superuserUrl.replace(/\/[^/]*$/, "/postgres") });
  await superuser.connect();
});

afterAll(async () => {
  await superuser.end();
  await app.stop();
});

const allow = (yes: boolean) =>
  superuser.query(`alter database ${pg.escapeIdentifier(app.database.name)} with allow_connections ${yes}`);

test("streams outlive an outage of the database, also one that was asked for meanwhile", async () => {
  const seen = async () => {
    for await (const { workflowRunStatusChanged: change } of client.follow(
      "subscription { workflowRunStatusChanged { to workflowRun { assetFqn } } }",
    )) {
      if (change.to === "COMPLETED") return change.workflowRun.assetFqn as string;
    }
    return "it ended";
  };
  const before = seen();
  await allow(false);
  await superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    app.database.name,
  ]);
  const meanwhile = seen();
  expect((await fetch(`${app.url}/health/ready`)).status).toBe(503);
  await allow(true);
  while ((await fetch(`${app.url}/health/ready`)).status !== 200);
  const asset = "PostgreSQL.dvdrental.public.language";
  const { statuses } = await runToEnd(client, "PROFILING", asset);
  expect(statuses.at(-1)).toBe("COMPLETED");
  expect(await Promise.all([before, meanwhile])).toEqual([asset, asset]);
});
