import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { sampleDatabase } from "../support/postgres.js";
import { defaultConfiguration, registerService, runToEnd } from "../support/sample-service.js";

const CREATE = `mutation ($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) { workflowRun { id } userErrors { code path } }
}`;
const RETRY = `mutation ($id: ID!) {
  retryWorkflowRun(input: { id: $id, mode: ALL }) { workflowRun { id } userErrors { code path } }
}`;

let app: TestApp;
let client: TestClient;
let serviceId: string;
let configurationId: string;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  serviceId = await registerService(client, "PostgreSQL", await sampleDatabase());
  configurationId = await defaultConfiguration(client, "PROFILING");
});

afterAll(() => app.stop());

async function refusal(profiling: Record<string, unknown>, assetFqn = "PostgreSQL") {
  const { createWorkflowRun } = await client.ask(CREATE, {
    input: { configurationId, assetFqn, parameters: { profiling } },
  });
  return createWorkflowRun.userErrors[0];
}

test("a service that was never ingested can't be profiled", async () => {
  expect(await refusal({ profileAllDatabases: true })).toEqual({ code: "RESOURCE_NOT_FOUND", path: ["assetFqn"] });
});

test("of a service, one database or all are profiled; what is wrong with the choice is said", async () => {
  await runToEnd(client, "SERVICE_INGESTION", "PostgreSQL.dvdrental");
  const at = (option: string) => ["parameters", "profiling", option];
  expect(await refusal({})).toEqual({ code: "VALIDATION_ERROR", path: at("database") });
  expect(await refusal({ database: "dvdrental", profileAllDatabases: true })).toMatchObject({
    code: "VALIDATION_ERROR",
  });
  expect(await refusal({ database: "nope" })).toEqual({ code: "RESOURCE_NOT_FOUND", path: at("database") });
  expect(await refusal({ database: "nope" }, "PostgreSQL.dvdrental")).toEqual({
    code: "VALIDATION_ERROR",
    path: at("database"),
  });
  for (const profiling of [{ database: "dvdrental" }, { profileAllDatabases: true }]) {
    const { runId, statuses } = await runToEnd(client, "PROFILING", "PostgreSQL", { parameters: { profiling } });
    expect(statuses.at(-1)).toBe("COMPLETED");
    const { workflowRun } = await client.ask("query ($id: ID!) { workflowRun(id: $id) { progress { succeeded } } }", {
      id: runId,
    });
    expect(workflowRun.progress.succeeded).toBe(22);
  }
});

test("a run whose service was removed can't be done again", async () => {
  const { runId } = await runToEnd(client, "PROFILING", "PostgreSQL.dvdrental.public.language");
  const { removeDataService } = await client.ask(
    "mutation ($id: ID!) { removeDataService(input: { id: $id }) { userErrors { code } } }",
    { id: serviceId },
  );
  expect(removeDataService.userErrors).toEqual([]);
  const { retryWorkflowRun } = await client.ask(RETRY, { id: runId });
  expect(retryWorkflowRun).toEqual({ workflowRun: null, userErrors: [{ code: "RESOURCE_NOT_FOUND", path: ["id"] }] });
});
