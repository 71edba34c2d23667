import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { changesOf, runType } from "../support/every-type.js";
import { defaultConfiguration, ingestedSample, runToEnd } from "../support/sample-service.js";

const FILM_ACTOR = "PostgreSQL.dvdrental.public.film_actor";
const CREATE = `mutation ($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) { workflowRun { id } userErrors { code path } }
}`;
const TEXTS = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table {
  description { text origin confidence } grain { text } domain { text } columns { name description { text } semanticType { text } }
} } }`;

interface Change {
  readonly targetFqn: string;
  readonly after: string | null;
}

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});

afterAll(() => app.stop());

async function refusal(type: string, parameters?: Record<string, unknown>) {
  const configurationId = await defaultConfiguration(client, type);
  const input = { configurationId, assetFqn: "PostgreSQL.dvdrental.public", parameters };
  return (await client.ask(CREATE, { input })).createWorkflowRun.userErrors[0];
}

test("tables and columns are described, and neither type takes the other's texts away", async () => {
  const tables = await runType(client, "GENERATE_TABLE_DESCRIPTION", "PostgreSQL.dvdrental");
  const columns = await runType(client, "ENRICH_TABLE_COLUMNS", "PostgreSQL.dvdrental");
  expect(tables.output).toMatchObject({ tables: 22, described: 22, skippedTotal: 0 });
  expect(columns.output).toMatchObject({ tables: 22, columns: 128, columnsSkippedTotal: 0 });
  const include = { parameters: { generateTableDescription: { include: [FILM_ACTOR] } } };
  const { runId } = await runToEnd(client, "GENERATE_TABLE_DESCRIPTION", "PostgreSQL.dvdrental", include);
  const changes = (await changesOf(client, runId)) as unknown as Change[];
  expect((columns.changes as unknown as Change[]).filter(({ after }) => after === null)).toEqual([]);
  expect(changes.map(({ targetFqn }) => targetFqn)).toEqual(changes.map(() => FILM_ACTOR));
  expect(changes.filter(({ after }) => after === null)).toEqual([]);
  const { dataAsset } = await client.ask(TEXTS, { fqn: FILM_ACTOR });
  expect(dataAsset).toMatchObject({
    description: { text: "Links actors and films.", origin: "RULES" },
    grain: { text: "One row per pair of actor and film." },
    domain: { text: "Content" },
  });
  expect(dataAsset.columns[0]).toEqual({
    name: "actor_id",
    description: { text: "Refers to actor; part of the primary key." },
    semanticType: { text: "foreign key" },
  });
});

test("tables to describe have to be named, and industry text is bounded", async () => {
  const option = (name: string) => ["parameters", "generateTableDescription", name];
  expect(await refusal("GENERATE_TABLE_DESCRIPTION")).toEqual({ code: "VALIDATION_ERROR", path: option("include") });
  expect(await refusal("GENERATE_TABLE_DESCRIPTION", { generateTableDescription: { include: [] } })).toEqual({
    code: "VALIDATION_ERROR",
    path: option("include"),
  });
  const columns = { include: ["PostgreSQL.dvdrental.public.film.title"] };
  expect(await refusal("GENERATE_TABLE_DESCRIPTION", { generateTableDescription: columns })).toMatchObject({
    code: "VALIDATION_ERROR",
  });
  expect(await refusal("ENRICH_TABLE_COLUMNS", { enrichTableColumns: { industryInfo: "x".repeat(1001) } })).toEqual({
    code: "VALIDATION_ERROR",
    path: ["parameters", "enrichTableColumns", "industryInfo"],
  });
});
