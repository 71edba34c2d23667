import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { follow } from "../rest/follow.js";
import { BASE, restClient } from "../rest/rest-client.js";
import { startCutter } from "../rest/stream-cutter.js";
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

async function outage(): Promise<void> {
  await allow(false);
  await superuser.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [
    app.database.name,
  ]);
}

async function back(): Promise<void> {
  await allow(true);
  while ((await fetch(`${app.url}/health/ready`)).status !== 200);
}

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
  await outage();
  const meanwhile = seen();
  expect((await fetch(`${app.url}/health/ready`)).status).toBe(503);
  await back();
  const asset = "PostgreSQL.dvdrental.public.language";
  const { statuses } = await runToEnd(client, "PROFILING", asset);
  expect(statuses.at(-1)).toBe("COMPLETED");
  expect(await Promise.all([before, meanwhile])).toEqual([asset, asset]);
});

test("an EventSource that is cut off comes back through an outage, with no gap and no duplicate", async () => {
  await using cutter = await startCutter(app.url);
  const rest = restClient(app.url, client.token);
  const { id } = await rest.post("/workflows/metadata-assessment/runs", { asset_fqn: "PostgreSQL.dvdrental" });
  let away: Promise<void> | undefined;
  const problems: string[] = [];
  const seen = await follow(
    `${cutter.url}${BASE}/runs/${id}/events`,
    client.token,
    () => {
      away ??= outage().then(() => cutter.cut());
    },
    (problem) => {
      problems.push(problem);
      void back();
    },
  );
  await away;
  expect(problems[0]).toBe("SERVICE_UNAVAILABLE");
  expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
  expect(seen.at(-1)).toMatchObject({ type: "status", to: "completed" });
});
