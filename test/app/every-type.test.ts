import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type RestClient, restClient } from "../rest/rest-client.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { runType, TYPES_IN_ORDER } from "../support/every-type.js";
import { ingestedSample } from "../support/sample-service.js";

let app: TestApp;
let client: TestClient;
let rest: RestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  rest = restClient(app.url, client.token);
  await ingestedSample(client);
});

afterAll(() => app.stop());

test.each(TYPES_IN_ORDER)("%s does its work on the sample database, twice the same, and says why", async (type) => {
  const first = await runType(client, type, "PostgreSQL.dvdrental");
  expect(first).toMatchObject({ status: "COMPLETED", failed: [] });
  expect(first.progress.succeeded).toBeGreaterThan(0);
  if (/^(GENERATE|ENRICH)_/.test(type)) expect(first.changes.length).toBeGreaterThan(0);
  await rest.get(`/runs/${first.runId}`); // where it is held against the OpenAPI document
  const second = await runType(client, type, "PostgreSQL.dvdrental");
  expect(JSON.stringify(second.output)).toBe(JSON.stringify(first.output));
  expect(JSON.stringify(second.changes)).toBe(JSON.stringify(first.changes));
  expect(first.changes.filter(({ justification }) => justification.summary.trim() === "")).toEqual([]);
});
