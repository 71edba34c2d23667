import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { runType } from "../../support/every-type.js";
import { ingestedSample, runToEnd } from "../../support/sample-service.js";

const DATABASE = "PostgreSQL.dvdrental";
const TAGS = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table {
  tags { name } columns { name tags { name confidence justification { summary } } } } } }`;

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});
afterAll(() => app.stop());

/** Tags of sensitivity of a table, as `table`, and of its columns. */
async function levels(table: string): Promise<Record<string, string[]>> {
  const { dataAsset } = await client.ask(TAGS, { fqn: `${DATABASE}.public.${table}` });
  const names = (tags: { name: string }[]) => tags.map(({ name }) => name).filter((name) => name.startsWith("Sens"));
  const columns = dataAsset.columns.map(({ name, tags }: any) => [name, names(tags)]);
  return { table: names(dataAsset.tags), ...Object.fromEntries(columns) };
}

async function generate(parameters: Record<string, unknown>, more: Record<string, unknown> = {}) {
  const { runId, statuses } = await runToEnd(client, "GENERATE_SENSITIVITY_TAGS", DATABASE, {
    parameters: { generateSensitivityTags: parameters },
    ...more,
  });
  expect(statuses.at(-1)).toBe("COMPLETED");
  const { workflowRun } = await client.ask(
    `query ($id: ID!) { workflowRun(id: $id) { progress { succeeded } output { ... on GenerateSensitivityTagsOutput {
      tables tablesNotSearched levels { level tables columns } } } } }`,
    { id: runId },
  );
  return workflowRun;
}

test("each table and column gets one level; where nobody looked for personal data the output says so", async () => {
  const first = await runType(client, "GENERATE_SENSITIVITY_TAGS", DATABASE);
  expect(first).toMatchObject({
    failed: [],
    progress: { succeeded: 22 },
    output: { tables: 22, tablesNotSearched: 22 },
  });
  const places = first.changes.map((change: any) => change.targetFqn);
  expect(new Set(places).size).toBe(places.length);
  expect(await levels("staff")).toMatchObject({
    table: ["Sensitivity.Restricted"],
    staff_id: ["Sensitivity.Internal"],
    email: ["Sensitivity.Confidential"],
    password: ["Sensitivity.Restricted"],
    active: ["Sensitivity.Internal"],
  });
  expect(await levels("language")).toMatchObject({ table: ["Sensitivity.Public"], name: ["Sensitivity.Public"] });
});

test("after a search for personal data the levels rest on its tags, and a level that changed replaces the old one", async () => {
  await runToEnd(client, "GENERATE_PII_TAGS", DATABASE);
  const { output } = await generate({});
  expect(output.tablesNotSearched).toBe(0);
  const counts = Object.fromEntries(output.levels.map(({ level, tables }: any) => [level, tables]));
  expect(counts.PUBLIC + counts.INTERNAL + counts.CONFIDENTIAL + counts.RESTRICTED).toBe(22);
  const customer = await levels("customer");
  expect(customer).toMatchObject({ email: ["Sensitivity.Confidential"], customer_id: ["Sensitivity.Internal"] });
  await generate({ include: [`${DATABASE}.public.customer`], industryInfo: "A hospital" });
  expect(await levels("customer")).toEqual({ ...customer, customer_id: ["Sensitivity.Confidential"] });
});

test("unsaved levels stay proposals, and `include` narrows the run", async () => {
  const before = await levels("rental");
  const include = [`${DATABASE}.public.rental`];
  const { progress } = await generate({ include, industryInfo: "Clinics" }, { saveAll: false });
  expect(progress.succeeded).toBe(1);
  expect(await levels("rental")).toEqual(before);
});
