import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type DocumentNode, getVariableValues, type OperationDefinitionNode, parse, print } from "graphql";
import * as documents from "../../clients/typescript/src/index.js";
import { publicSchema } from "../../scripts/public-schema.js";
import { demoTabs } from "../../src/app/graphiql-tabs.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { sampleDatabase } from "../support/postgres.js";
import { defaultConfiguration, ingestedSample, runToEnd, statusesOf } from "../support/sample-service.js";

const FOLDER = "schema/operations";
const SCHEMA = "PostgreSQL.dvdrental.public";
let app: TestApp;
let client: TestClient;
let configurationId: string;
let runId: string;
let piiRunId: string;
let pipelineId: string;
let violationId: string;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as();
  await ingestedSample(client);
  configurationId = await defaultConfiguration(client, "PROFILING");
  runId = (await runToEnd(client, "PROFILING", `${SCHEMA}.film`)).runId;
});

afterAll(() => app.stop());

const examples = JSON.parse(readFileSync(`${FOLDER}/examples.json`, "utf8"));
const shown: [string, object][] = Object.values(examples).flatMap((group) => Object.entries(group as object));
const text = (name: string) => readFileSync(`${FOLDER}/${name}.graphql`, "utf8");

/** Variables of each documented operation, and what its answer must show. */
const calls: Record<string, { variables(): object | Promise<object>; check(data: never): unknown }> = {
  "list-configurations": {
    variables: () => ({ workflowType: "PROFILING" }),
    check: (data: any) => expect(data.workflowConfigurations.nodes[0].id).toBe(configurationId),
  },
  "start-profiling": {
    variables: () => ({ configurationId }),
    check: async (data: any) => {
      expect(data.createWorkflowRun).toMatchObject({
        workflowRun: { status: "PENDING", assetFqn: SCHEMA },
        userErrors: [],
      });
      expect((await statusesOf(client, data.createWorkflowRun.workflowRun.id)).at(-1)).toBe("COMPLETED");
    },
  },
  "schedule-configuration": {
    variables: async () => {
      const id = await defaultConfiguration(client, "METADATA_ASSESSMENT");
      const input = { id, assetFqn: SCHEMA };
      await client.ask(
        `mutation ($input: UpdateWorkflowConfigurationInput!) { updateWorkflowConfiguration(input: $input) { userErrors { message } } }`,
        { input },
      );
      return { configurationId: id, after: configurationId };
    },
    check: ({ setWorkflowSchedule, createWorkflowTrigger }: any) => {
      expect(setWorkflowSchedule).toMatchObject({
        userErrors: [],
        workflowConfiguration: { schedule: { enabled: true } },
      });
      expect(setWorkflowSchedule.workflowConfiguration.schedule.nextTimes).toHaveLength(5);
      expect(createWorkflowTrigger).toMatchObject({ userErrors: [], workflowTrigger: { enabled: true } });
    },
  },
  "list-firings": {
    variables: () => ({ id: configurationId }),
    check: (data: any) => expect(data.workflowConfiguration.firings.nodes).toEqual([]),
  },
  "create-run": {
    variables: () => ({
      input: { configurationId, assetFqn: `${SCHEMA}.film`, parameters: { profiling: { mode: "EXACT" } } },
    }),
    check: async (data: any) => {
      const { workflowRun, ...answer } = data.createWorkflowRun;
      expect(answer).toEqual({ replayed: false, userErrors: [] });
      expect((await statusesOf(client, workflowRun.id)).at(-1)).toBe("COMPLETED");
    },
  },
  "create-configuration": {
    variables: () => ({
      input: { name: "Films", workflowType: "METADATA_ASSESSMENT", assetFqn: `${SCHEMA}.film` },
    }),
    check: (data: any) =>
      expect(data.createWorkflowConfiguration).toMatchObject({
        workflowConfiguration: { name: "Films", isDefault: false },
        userErrors: [],
      }),
  },
  viewer: {
    variables: () => ({}),
    check: (data: any) => expect(data.viewer).toMatchObject({ clientId: "tester", tenantId: "acme" }),
  },
  "browse-catalog": {
    variables: () => ({}),
    check: (data: any) => {
      const [schema] = data.dataServices.nodes[0].databases.nodes[0].schemas.nodes;
      expect(schema).toMatchObject({ fqn: SCHEMA });
      expect(schema.tables.nodes).toContainEqual(expect.objectContaining({ name: "film", tableKind: "TABLE" }));
    },
  },
  "search-assets": {
    variables: () => ({ query: "film", filter: { under: SCHEMA } }),
    check: (data: any) =>
      expect(data.searchAssets.nodes).toContainEqual(expect.objectContaining({ fqn: `${SCHEMA}.film` })),
  },
  "edit-table": {
    variables: () => ({ input: { fqn: `${SCHEMA}.film`, displayName: "Films", addTags: ["Domain.Catalogue"] } }),
    check: (data: any) =>
      expect(data.updateTable).toMatchObject({
        table: { displayName: { text: "Films", origin: "STEWARD" } },
        userErrors: [],
      }),
  },
  "edit-column": {
    variables: () => ({ input: { fqn: `${SCHEMA}.film.length`, description: "Running time in minutes." } }),
    check: (data: any) =>
      expect(data.updateColumn).toMatchObject({ column: { description: { origin: "STEWARD" } }, userErrors: [] }),
  },
  "run-all-enrichment": {
    variables: async () => ({
      configurationId: await defaultConfiguration(client, "RUN_ALL_ENRICHMENT"),
      include: [`${SCHEMA}.language`],
    }),
    check: (data: any) => {
      const { workflowRun, userErrors } = data.createWorkflowRun;
      expect({ ...workflowRun, userErrors }).toMatchObject({ status: "PENDING", userErrors: [] });
      pipelineId = workflowRun.pipelineRun.id;
    },
  },
  "run-output": {
    variables: () => ({ id: runId }),
    check: (data: any) =>
      expect(data.workflowRun).toMatchObject({
        status: "COMPLETED",
        output: { __typename: "ProfilingOutput", tables: 1, rows: 1000 },
      }),
  },
  "latest-cursor": {
    variables: () => ({}),
    check: (data: any) => expect(data.workflowRuns.nodes[0].transitions.at(-1).cursor).toEqual(expect.any(String)),
  },
  "run-detail": {
    variables: () => ({ id: runId }),
    check: (data: any) =>
      expect(data.workflowRun).toMatchObject({ status: "COMPLETED", tasks: { nodes: [{ status: "SUCCEEDED" }] } }),
  },
  "register-webhook": {
    variables: () => ({ url: "https://nowhere.invalid/hook" }),
    check: (data: any) =>
      expect(data.registerWebhook).toMatchObject({
        webhook: { name: "ops", enabled: true },
        secret: expect.stringMatching(/^whsec_/),
        userErrors: [],
      }),
  },
  scorecard: {
    variables: async () => {
      await runToEnd(client, "METADATA_ASSESSMENT", `${SCHEMA}.film`);
      return { weightOverrides: [{ dimension: "COVERAGE", weight: "0.5" }] };
    },
    check: ({ scorecard, scorecardTrend }: any) => {
      expect(scorecard.dimensions.at(-1)).toMatchObject({ dimension: "COVERAGE", weight: "0.5", score: "0.5" });
      expect(scorecardTrend.at(-1).score).not.toBeNull();
    },
  },
  "list-runs": {
    variables: () => ({ filter: { assetFqn: "PostgreSQL" } }),
    check: (data: any) => expect(data.workflowRuns.nodes.length).toBeGreaterThanOrEqual(2),
  },
  "table-profile": {
    variables: () => ({}),
    check: (data: any) => expect(data.dataAsset).toMatchObject({ name: "film", rowCount: 1000 }),
  },
  "tag-personal-data": {
    variables: async () => ({ configurationId: await defaultConfiguration(client, "GENERATE_PII_TAGS") }),
    check: async (data: any) => {
      const { workflowRun, userErrors } = data.createWorkflowRun;
      expect({ ...workflowRun, userErrors }).toMatchObject({ assetFqn: SCHEMA, userErrors: [] });
      expect((await statusesOf(client, workflowRun.id)).at(-1)).toBe("COMPLETED");
      piiRunId = workflowRun.id;
    },
  },
  "proposed-changes": {
    variables: () => ({ id: piiRunId }),
    check: (data: any) => {
      const email = data.workflowRun.proposedChanges.nodes.find(
        ({ targetFqn }: { targetFqn: string }) => targetFqn === `${SCHEMA}.customer.email`,
      );
      expect(email).toMatchObject({ kind: "TAG", before: null, after: "PII.Email", decision: "PENDING" });
    },
  },
  "review-inbox": {
    variables: () => ({ workflowType: "GENERATE_PII_TAGS", assetFqn: SCHEMA }),
    check: (data: any) =>
      expect(data.workflowRunApprovals.nodes).toMatchObject([
        { status: "PENDING", workflowRun: { id: piiRunId, viewerCanApprove: true } },
      ]),
  },
  "decide-run": {
    variables: () => ({ input: { workflowRunId: piiRunId, action: "APPROVE", notes: "Looked through." } }),
    check: (data: any) =>
      expect(data.decideWorkflowRunApproval).toMatchObject({
        approval: { status: "APPROVED" },
        conflicts: [],
        userErrors: [],
      }),
  },
  "table-history": {
    variables: () => ({ fqn: `${SCHEMA}.customer` }),
    check: (data: any) => {
      const entry = { targetFqn: `${SCHEMA}.customer.email`, tag: "PII.Email", before: null, after: "PII.Email" };
      expect(data.dataAsset.history.nodes).toContainEqual(expect.objectContaining(entry));
    },
  },
  "table-knowledge": {
    variables: async () => {
      const include = [`${SCHEMA}.customer`];
      const parameters = { generateTableDescription: { include } };
      await runToEnd(client, "GENERATE_TABLE_DESCRIPTION", SCHEMA, { parameters });
      return {};
    },
    check: (data: any) => expect(data.dataAsset.domain.text).toEqual(expect.any(String)),
  },
  "try-dq-rule": {
    variables: () => ({ tableFqn: `${SCHEMA}.film`, rule: { range: { column: "length", min: "60" } } }),
    check: (data: any) =>
      expect(data.dryRunDqRule).toMatchObject({ result: { status: "FAILED", error: null }, userErrors: [] }),
  },
  "create-dq-rule": {
    variables: () => ({ input: { tableFqn: `${SCHEMA}.film`, rule: { range: { column: "length", min: "60" } } } }),
    check: (data: any) =>
      expect(data.createDqRule).toMatchObject({ dqRule: { name: "length is at least 60" }, userErrors: [] }),
  },
  violations: {
    variables: async () => {
      await runToEnd(client, "DQ_EXECUTION", `${SCHEMA}.film`);
      return { filter: { assetFqn: SCHEMA, status: "OPEN" } };
    },
    check: (data: any) => {
      expect(data.violations.nodes).toMatchObject([{ targetFqn: `${SCHEMA}.film.length`, acknowledgedAt: null }]);
      violationId = data.violations.nodes[0].id;
    },
  },
  "acknowledge-violations": {
    variables: () => ({ ids: [violationId], note: "The short ones are trailers." }),
    check: (data: any) =>
      expect(data.acknowledgeViolations).toMatchObject({ results: [{ acknowledged: true }], userErrors: [] }),
  },
  "plan-run": {
    variables: () => ({ input: { configurationId, assetFqn: SCHEMA } }),
    check: (data: any) => expect(data.workflowRunPlan.tasks.nodes.length).toBeGreaterThanOrEqual(15),
  },
  "cancel-runs": {
    variables: () => ({ ids: [runId], reason: "Too late." }),
    check: (data: any) =>
      expect(data.cancelWorkflowRuns.results).toMatchObject([{ cancelled: false, userError: { code: "CONFLICT" } }]),
  },
  "retry-run": {
    variables: () => ({ id: runId }),
    check: (data: any) => expect(data.retryWorkflowRun.userErrors).toMatchObject([{ code: "CONFLICT" }]),
  },
  "register-service": {
    variables: async () => {
      const { host, port, database, user, password } = await sampleDatabase();
      return { name: "Second", host, port, database, user, password };
    },
    check: (data: any) =>
      expect(data.registerDataService).toMatchObject({ dataService: { name: "Second" }, userErrors: [] }),
  },
};

const streams = ["follow-run", "follow-tenant", "follow-pipeline", "run-events", "pipeline-steps"];

test("each documented operation is tried here, and shown with variables that it takes", () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(".graphql"));
  const names = files.map((file) => file.replace(".graphql", "")).sort();
  expect([...Object.keys(calls), ...streams].sort()).toEqual(names);
  expect(shown.map(([name]) => name).sort()).toEqual(names);
  const operations = shown.map(([name, variables]) => {
    const [operation] = parse(text(name)).definitions as [OperationDefinitionNode];
    expect(text(name)).toMatch(/^# /);
    const types = operation.variableDefinitions ?? [];
    expect([name, getVariableValues(publicSchema, types, { ...variables })]).toEqual([
      name,
      { coerced: expect.anything() },
    ]);
    const known = types.map(({ variable }) => variable.name.value);
    expect(known).toEqual(expect.arrayContaining(Object.keys(variables)));
    return operation.name!.value;
  });
  expect(new Set(operations).size).toBe(names.length);
  // Letter for letter: a list of trusted documents is made of the files.
  const clients = documents as unknown as Record<string, DocumentNode>;
  expect(operations.map((name) => print(clients[`${name}Document`]!))).toEqual(
    shown.map(([name]) => print(parse(text(name)))),
  );
});

test("GraphiQL's tabs have all of them, with the ids that there are", async () => {
  const list = (...nodes: object[]) => ({ list: async () => ({ nodes }) });
  const configurations = list({ id: "the-default", isDefault: true, workflowType: "PROFILING" });
  const tabs = await demoTabs({ configurations, runQueries: list({ id: "the-run" }) } as never, {} as never);
  expect(tabs.map(({ query }) => query)).toEqual(shown.map(([name]) => text(name)));
  const variablesOf = (name: string) => tabs[shown.findIndex(([each]) => each === name)]!.variables;
  expect(variablesOf("start-profiling")).toMatchObject({ configurationId: "the-default" });
  expect(variablesOf("run-detail")).toEqual({ id: "the-run" });
  expect(variablesOf("follow-pipeline")).toEqual({ pipelineRunId: "" });
});

test.each(Object.keys(calls))("%s", async (name) => {
  const { variables, check } = calls[name]!;
  await check((await client.ask(text(name), (await variables()) as Record<string, unknown>)) as never);
});

test.each(["follow-run", "run-events"])("%s", async (name) => {
  const messages: unknown[] = [];
  for await (const message of client.follow(text(name), { runId })) messages.push(message);
  expect(messages.length).toBeGreaterThanOrEqual(3);
});

test("follow-pipeline and pipeline-steps", async () => {
  const ended: string[] = [];
  for await (const { workflowRunStatusChanged } of client.follow(text("follow-pipeline"), {
    pipelineRunId: pipelineId,
  })) {
    const { to, workflowRun } = workflowRunStatusChanged;
    if (to.startsWith("COMPLETED")) ended.push(workflowRun.workflowType);
  }
  const { pipelineRun } = await client.ask(text("pipeline-steps"), { id: pipelineId });
  expect(pipelineRun.status).toMatch(/^COMPLETED/);
  expect(ended.at(-1)).toBe("RUN_ALL_ENRICHMENT");
  const steps = pipelineRun.steps.filter(({ status }: { status: string }) => status.startsWith("COMPLETED"));
  expect(ended.slice(0, -1).sort()).toEqual(steps.map((step: { workflowType: string }) => step.workflowType).sort());
});

test("follow-tenant goes on after a cursor", async () => {
  let cursor = "";
  for await (const { workflowRunStatusChanged } of client.follow(text("follow-run"), { runId })) {
    cursor ||= workflowRunStatusChanged.cursor;
  }
  for await (const { workflowRunStatusChanged } of client.follow(text("follow-tenant"), { after: cursor })) {
    expect(workflowRunStatusChanged).toMatchObject({ sequence: 2, to: "RUNNING", workflowRun: { id: runId } });
    break;
  }
});
