import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { defaultConfiguration, ingestedSample } from "../support/sample-service.js";

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});

afterAll(() => app.stop());

const CREATE = `mutation ($input: CreateWorkflowRunInput!) { createWorkflowRun(input: $input) {
  workflowRun { id status pipelineRun { id status steps { workflowType status workflowRun { id } } } }
  userErrors { code message path }
} }`;
const FOLLOW = `subscription ($id: ID!) { workflowRunStatusChanged(pipelineRunId: $id) {
  cursor from to reason workflowRun { id workflowType }
} }`;
const PIPELINE = `query ($id: ID!) { pipelineRun(id: $id) {
  id status startedAt completedAt durationSeconds progress { total attempted succeeded failed skipped } retryOf { id }
  workflowRun { id output { ... on RunAllEnrichmentOutput { steps { workflowType status workflowRunId reused total succeeded failed skipped } } } }
  steps { ordinal workflowType dependsOn waitsFor status reused leftOutReason workflowRun {
    id status assetFqn pickedUpAt completedAt attempt failure { message } pipelineRun { id } progress { total succeeded failed } } }
} }`;

async function runAll(input: Record<string, unknown> = {}) {
  const configurationId = await defaultConfiguration(client, "RUN_ALL_ENRICHMENT");
  const { createWorkflowRun } = await client.ask(CREATE, {
    input: { configurationId, assetFqn: "PostgreSQL.dvdrental", ...input },
  });
  expect(createWorkflowRun.userErrors).toEqual([]);
  return createWorkflowRun.workflowRun;
}

async function followed(id: string) {
  const seen: { to: string; from: string | null; reason: string | null; workflowRun: { workflowType: string } }[] = [];
  for await (const { workflowRunStatusChanged } of client.follow(FOLLOW, { id })) seen.push(workflowRunStatusChanged);
  return seen;
}

test("RUN_ALL_ENRICHMENT does everything on the sample database", async () => {
  const run = await runAll();
  expect(run.status).toBe("PENDING");
  expect(run.pipelineRun.steps).toHaveLength(10);
  const seen = await followed(run.pipelineRun.id);
  const { pipelineRun } = await client.ask(PIPELINE, { id: run.pipelineRun.id });
  console.info(JSON.stringify(pipelineRun, null, 1));
  console.info(seen.map(({ workflowRun, to }) => `${workflowRun.workflowType} ${to}`).join("\n"));
  expect(pipelineRun.status).toBe("COMPLETED");
}, 120_000);
