import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { TYPES_IN_ORDER } from "../support/every-type.js";
import { createPipeline, pipelineToEnd, resumePipeline, startPipeline } from "../support/pipelines.js";
import { sampleDatabase } from "../support/postgres.js";
import { defaultConfiguration, ingestedSample } from "../support/sample-service.js";

const DATABASE = "PostgreSQL.dvdrental";
const TABLES = ["customer", "film", "staff"].map((table) => `${DATABASE}.public.${table}`);

let app: TestApp;
let client: TestClient;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
});

afterAll(() => app.stop());

const byStatus = (steps: { workflowType: string; status: string }[]) =>
  Object.fromEntries(
    [...Map.groupBy(steps, ({ status }) => status)].map(([status, some]) => [
      status,
      some.map((step) => step.workflowType),
    ]),
  );

const CATALOG = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table {
  description { text } profile { rowCount } tags { name } metrics { metric dimension numerator denominator }
  dqRules(first: 100) { nodes { status latestExecution { status } } }
} } }`;

test("RUN_ALL_ENRICHMENT does all there is to do with the sample database", async () => {
  const { workflowRun } = await createPipeline(client, { assetFqn: DATABASE });
  expect(workflowRun).toMatchObject({
    status: "PENDING",
    pipelineRun: {
      status: "PENDING",
      progress: { total: null, attempted: 0 },
      steps: TYPES_IN_ORDER.map((workflowType) => ({
        workflowType,
        status: "PENDING",
        workflowRun: { status: "PENDING" },
      })),
    },
  });
  const seen: string[] = [];
  const started = { runId: workflowRun.id, pipelineId: workflowRun.pipelineRun.id };
  const pipeline = await pipelineToEnd(client, started, async ({ to, workflowRun: { workflowType } }) => {
    seen.push(`${workflowType} ${to}`);
  });
  expect(pipeline).toMatchObject({
    status: "COMPLETED",
    progress: { total: 10, attempted: 10, succeeded: 10, failed: 0, skipped: 0 },
    completedAt: expect.any(String),
    retryOf: null,
  });
  expect(byStatus(pipeline.steps)).toEqual({ COMPLETED: TYPES_IN_ORDER });
  expect(pipeline.workflowRun.output.steps).toEqual(
    pipeline.steps.map(({ workflowType, workflowRun }: any) => ({
      workflowType,
      status: "COMPLETED",
      workflowRunId: workflowRun.id,
      reused: false,
    })),
  );
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen).toHaveLength(11 * 3);
  for (const { workflowType, dependsOn, waitsFor, workflowRun } of pipeline.steps) {
    expect(workflowRun).toMatchObject({ assetFqn: DATABASE, pipelineRun: { id: pipeline.id } });
    for (const earlier of [...dependsOn, ...waitsFor]) {
      expect(seen.indexOf(`${workflowType} RUNNING`)).toBeGreaterThan(seen.indexOf(`${earlier} COMPLETED`));
    }
  }
  const { dataAsset } = await client.ask(CATALOG, { fqn: TABLES[0] });
  expect(dataAsset.description.text).toBeTruthy();
  expect(dataAsset.tags.map(({ name }: { name: string }) => name)).toContainEqual(
    expect.stringMatching(/^Sensitivity\./),
  );
  const rules = dataAsset.dqRules.nodes;
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules)
    expect(rule).toMatchObject({ status: "ACTIVE", latestExecution: { status: expect.any(String) } });
  const dimensions = new Set(dataAsset.metrics.map(({ dimension }: { dimension: string | null }) => dimension));
  expect(dimensions.has("COMPLETENESS")).toBe(true);
  expect(dimensions.has(null)).toBe(true); // metrics of metadata
}, 300_000);

const UPDATE = `mutation ($input: UpdateDataServiceInput!) { updateDataService(input: $input) { userErrors { message } } }`;
async function setPassword(password: string | undefined): Promise<void> {
  const { ownerUrl: _, ...connection } = await sampleDatabase();
  const postgresql = { ...connection, ...(password !== undefined && { password }), tlsMode: "DISABLE" };
  const { dataServices } = await client.ask("{ dataServices(first: 1) { nodes { id } } }");
  const { updateDataService } = await client.ask(UPDATE, {
    input: { id: dataServices.nodes[0].id, connection: { postgresql } },
  });
  expect(updateDataService.userErrors).toEqual([]);
}

test("where a step fails what depends on it is cancelled, the rest is done, and resuming does what is left", async () => {
  // Of the service itself: all of its databases are profiled, but only these tables of them.
  const started = await startPipeline(client, {
    assetFqn: "PostgreSQL",
    parameters: { runAllEnrichment: { include: TABLES, industryInfo: "DVD rental" } },
  });
  const failed = await pipelineToEnd(client, started, async ({ to, workflowRun: { workflowType } }) => {
    // Three steps that don't read the source come before the next one that does.
    if (workflowType === "GENERATE_PII_TAGS" && to === "COMPLETED") await setPassword("wrong");
  });
  expect(failed.status).toBe("COMPLETED_WITH_ERRORS");
  expect(byStatus(failed.steps)).toEqual({
    COMPLETED: TYPES_IN_ORDER.filter((type) => !["GENERATE_DQ_RULES", "DQ_EXECUTION"].includes(type)),
    FAILED: ["GENERATE_DQ_RULES"],
    CANCELLED: ["DQ_EXECUTION"],
  });
  for (const { workflowRun, status } of failed.steps) {
    const targets = workflowRun.tasks.nodes.map(({ targetFqn }: { targetFqn: string }) => targetFqn).sort();
    expect(targets).toEqual(status === "CANCELLED" ? [] : [...TABLES].sort());
  }
  expect(failed.progress).toEqual({ total: 10, attempted: 10, succeeded: 8, failed: 1, skipped: 1 });

  await setPassword(undefined);
  const resumed = await pipelineToEnd(client, await resumePipeline(client, started.runId));
  expect(resumed).toMatchObject({ status: "COMPLETED", retryOf: { id: failed.id } });
  const reused = resumed.steps.filter((step: { reused: boolean }) => step.reused);
  expect(reused.map(({ workflowType }: { workflowType: string }) => workflowType)).toEqual([
    "PROFILING",
    "GENERATE_PII_TAGS",
    "GENERATE_SENSITIVITY_TAGS",
    "GENERATE_TABLE_DESCRIPTION",
    "ENRICH_TABLE_COLUMNS",
    "GENERATE_DQ_TAGS",
  ]);
  for (const { ordinal, workflowRun } of reused) {
    expect(workflowRun).toMatchObject({ id: failed.steps[ordinal - 1].workflowRun.id, pipelineRun: { id: failed.id } });
  }
}, 300_000);

test("a step keeps its own configuration's options where the pipeline gives none", async () => {
  const configurationId = await defaultConfiguration(client, "GENERATE_PII_TAGS");
  const set = (include: string[] | null) =>
    client.ask(
      `mutation ($input: UpdateWorkflowConfigurationInput!) { updateWorkflowConfiguration(input: $input) { userErrors { message } } }`,
      {
        input: {
          id: configurationId,
          parameters: { generatePiiTags: { dataAccess: "METADATA_ONLY", ...(include && { include }) } },
        },
      },
    );
  await set(null);
  const PII = `query ($id: ID!) { pipelineRun(id: $id) { steps { workflowType workflowRun { parameters {
    ... on GeneratePiiTagsParameters { include industryInfo dataAccess } ... on GenerateTableDescriptionParameters { described: include }
  } } } } }`;
  const optionsOf = async (parameters: object) => {
    const { pipelineId, runId } = await startPipeline(client, {
      assetFqn: DATABASE,
      parameters: { runAllEnrichment: parameters },
    });
    const { pipelineRun } = await client.ask(PII, { id: pipelineId });
    await client.ask(`mutation ($id: ID!) { cancelWorkflowRuns(input: { ids: [$id] }) { userErrors { message } } }`, {
      id: runId,
    });
    return [1, 3].map((index) => pipelineRun.steps[index].workflowRun.parameters);
  };
  expect(await optionsOf({})).toEqual([
    { include: null, industryInfo: null, dataAccess: "METADATA_ONLY" },
    { described: null },
  ]);
  expect(await optionsOf({ dataAccess: "SAMPLE", industryInfo: "Film", include: TABLES })).toEqual([
    { include: TABLES, industryInfo: "Film", dataAccess: "SAMPLE" },
    { described: TABLES },
  ]);
  await set(TABLES);
  const elsewhere = await createPipeline(client, { assetFqn: `${DATABASE}.public.actor` });
  expect(elsewhere).toMatchObject({
    workflowRun: null,
    userErrors: [
      { code: "VALIDATION_ERROR", path: ["configurationId"], message: expect.stringContaining("GENERATE_PII_TAGS") },
    ],
  });
  await set(null);
});

test.each([
  [{ include: ["PostgreSQL.dvdrental.public.nothing"] }, "RESOURCE_NOT_FOUND", "include"],
  [{ include: ["Other.dvdrental.public.film"] }, "VALIDATION_ERROR", "include"],
  [{ include: [] }, "VALIDATION_ERROR", "include"],
  [{ industryInfo: "x".repeat(1001) }, "VALIDATION_ERROR", "industryInfo"],
])("bad options are told by their field: %#", async (runAllEnrichment, code, field) => {
  const { workflowRun, userErrors } = await createPipeline(client, {
    assetFqn: DATABASE,
    parameters: { runAllEnrichment },
  });
  expect(workflowRun).toBeNull();
  expect(userErrors[0]).toMatchObject({
    code,
    path: expect.arrayContaining(["parameters", "runAllEnrichment", field]),
  });
});

test("the plan shows the steps and the tables, and starts nothing", async () => {
  const { workflowRunPlan } = await client.ask(
    `query ($input: CreateWorkflowRunInput!) { workflowRunPlan(input: $input) { totalTasks steps { step description } tasks { nodes { targetFqn } } } }`,
    { input: { configurationId: await defaultConfiguration(client, "RUN_ALL_ENRICHMENT"), assetFqn: TABLES[1] } },
  );
  expect(workflowRunPlan.tasks.nodes).toEqual([{ targetFqn: TABLES[1] }]);
  const tasks = workflowRunPlan.steps.filter(({ step }: { step: string }) => step === "TASKS");
  expect(tasks.map(({ description }: { description: string }) => description.split(",")[0])).toEqual(TYPES_IN_ORDER);
});
