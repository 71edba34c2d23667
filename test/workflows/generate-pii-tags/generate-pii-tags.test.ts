import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { defaultConfiguration, ingestedSample, runToEnd } from "../../support/sample-service.js";

const DATABASE = "PostgreSQL.dvdrental";
const CREATE = `mutation ($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) { workflowRun { id } userErrors { code path } } }`;
const TAGS = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table { columns { name tags { name confidence } } } } }`;
const OUTPUT = `query ($id: ID!) { workflowRun(id: $id) { progress { failed } output { ... on GeneratePiiTagsOutput {
  tables columns tagsFound columnsTagged byKind { kind columns } undecided { columnFqn reason } undecidedTotal
  columnsSkipped { columnFqn reason } columnsSkippedTotal } } } }`;

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});
afterAll(() => app.stop());

async function generate(options: Record<string, unknown>) {
  const parameters = { generatePiiTags: options };
  const { runId, statuses } = await runToEnd(client, "GENERATE_PII_TAGS", DATABASE, { parameters });
  expect(statuses.at(-1)).toBe("COMPLETED");
  const { workflowRun } = await client.ask(OUTPUT, { id: runId });
  expect(workflowRun.progress.failed).toBe(0);
  return workflowRun.output;
}

/** Column names with their PII tags. */
async function tagsOf(table: string): Promise<Record<string, string>> {
  const { dataAsset } = await client.ask(TAGS, { fqn: `${DATABASE}.public.${table}` });
  return Object.fromEntries(
    dataAsset.columns.flatMap(({ name, tags }: any) =>
      tags.filter((tag: any) => tag.name.startsWith("PII.")).map((tag: any) => [name, tag.name]),
    ),
  );
}

test("tags of a sample stay where a later run reads no values or looks for other kinds", async () => {
  const output = await generate({});
  expect(output).toMatchObject({ tables: 22, undecidedTotal: output.undecided.length, columnsSkippedTotal: 0 });
  expect(output.columnsTagged).toBe(output.tagsFound);
  expect(output.byKind.reduce((sum: number, { columns }: any) => sum + columns, 0)).toBe(output.tagsFound);
  const staff = await tagsOf("staff");
  expect(staff).toMatchObject({ first_name: "PII.PersonName", email: "PII.Email", password: "PII.Password" });
  expect(await tagsOf("category")).toEqual({});

  const metadataOnly = await generate({ dataAccess: "METADATA_ONLY" });
  for (const { reason } of metadataOnly.undecided) expect(reason).toContain("rows were not read");
  expect(await tagsOf("staff")).toEqual(staff);
  const emails = await generate({ recognizers: ["Email"] });
  expect(emails.byKind.map(({ kind }: any) => kind)).toEqual(["Email"]);
  expect(await tagsOf("staff")).toEqual(staff);
});

test("a recogniser that nobody knows, or a threshold beyond 1, is refused", async () => {
  const configurationId = await defaultConfiguration(client, "GENERATE_PII_TAGS");
  const create = (options: Record<string, unknown>) =>
    client.send(CREATE, { input: { configurationId, assetFqn: DATABASE, parameters: { generatePiiTags: options } } });
  expect((await create({ recognizers: ["ShoeSize"] })).errors?.[0]?.extensions?.code).toBe("INVALID_REQUEST");
  expect((await create({ confidenceThreshold: 1.5 })).data.createWorkflowRun.userErrors).toEqual([
    { code: "VALIDATION_ERROR", path: ["parameters", "generatePiiTags", "confidenceThreshold"] },
  ]);
  expect((await create({ recognizers: [] })).data.createWorkflowRun.userErrors).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["parameters", "generatePiiTags", "recognizers"] },
  ]);
});
