import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { defaultConfiguration, ingestedSample } from "../../support/sample-service.js";

const CREATE = `mutation ($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) { workflowRun { assetFqn } userErrors { code message path } }
}`;
const SAMPLE = "PostgreSQL.dvdrental.public";
const MEMBER = "generateSensitivityTags";

let app: TestApp;
let client: TestClient;
let configurationId: string;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
  configurationId = await defaultConfiguration(client, "GENERATE_SENSITIVITY_TAGS");
});

afterAll(() => app.stop());

async function create(options: Record<string, unknown> | undefined, assetFqn: string | null = SAMPLE) {
  const parameters = options && { [MEMBER]: options };
  const { createWorkflowRun } = await client.ask(CREATE, { input: { configurationId, assetFqn, parameters } });
  const [error] = createWorkflowRun.userErrors;
  return error ?? createWorkflowRun.workflowRun;
}

const at = (...path: string[]) => ["parameters", MEMBER, ...path];

test("what `include` names is tables under the asset that the catalog has", async () => {
  const invalid = (...path: string[]) => ({ code: "VALIDATION_ERROR", path: at(...path) });
  expect(await create({ include: [] })).toMatchObject(invalid("include"));
  expect(await create({ include: [`${SAMPLE}.film`, "PostgreSQL.dvdrental.other.film"] })).toMatchObject(
    invalid("include", "1"),
  );
  expect(await create({ include: [`${SAMPLE}.film.title`] })).toMatchObject(invalid("include", "0"));
  expect(await create({ include: [SAMPLE] })).toMatchObject(invalid("include", "0"));
  expect(await create({ include: [`${SAMPLE}."film`] })).toMatchObject(invalid("include", "0"));
  expect(await create({ include: [`${SAMPLE}.filn`] })).toMatchObject({
    code: "RESOURCE_NOT_FOUND",
    path: at("include"),
  });
  expect(await create({ include: Array(1001).fill(`${SAMPLE}.film`) })).toMatchObject(invalid("include"));
});

test("a text about the industry is as long as a sentence or two", async () => {
  expect(await create({ industryInfo: "x".repeat(10_000) })).toMatchObject({
    code: "VALIDATION_ERROR",
    path: at("industryInfo"),
  });
});

test("where no asset is named, it is what all included tables lie in; without any, that is said", async () => {
  expect(await create({ include: [`${SAMPLE}.film`, `${SAMPLE}.actor`] }, null)).toEqual({ assetFqn: SAMPLE });
  expect(await create({ include: [`${SAMPLE}.film`] }, null)).toEqual({ assetFqn: SAMPLE });
  expect(await create(undefined, null)).toMatchObject({ code: "VALIDATION_ERROR", path: ["assetFqn"] });
  expect(await create({ include: [`${SAMPLE}.film`, "Other.a.b.c"] }, null)).toMatchObject({
    code: "VALIDATION_ERROR",
    path: ["assetFqn"],
  });
});
