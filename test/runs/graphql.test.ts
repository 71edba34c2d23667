import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { GraphQLSchema } from "graphql";
import { parse, subscribe } from "graphql";
import { type Answer, asker, runsSchema } from "./schema.js";
import { ASSET, contextOf, createSystem, ended, holdTasks, type System } from "./system.js";

let system: System;
let schema: GraphQLSchema;
let ask: ReturnType<typeof asker>;
beforeAll(async () => {
  system = await createSystem();
  schema = runsSchema(system);
  ask = asker(schema);
  system.startWorker();
});
afterAll(() => system.close());

const CREATE = `mutation ($input: CreateWorkflowRunInput!) {
  createWorkflowRun(input: $input) {
    replayed userErrors { code message path }
    workflowRun { id status saveAll assetFqn labels { name value } parameters { ... on ScriptedParameters { tasks parallelWorkers database } } }
  }
}`;

test("a run in full: its fields, its parts, what it points to", async () => {
  const { ctx, configurationId } = await system.tenant();
  await system.script({ skipped: "skip" });
  const created = await ask(ctx(), CREATE, {
    input: { configurationId, assetFqn: '"PostgreSQL".dvdrental.public', labels: [{ name: "team", value: "film" }] },
  });
  expect(created.errors).toBeUndefined();
  const { workflowRun, replayed, userErrors } = created.data.createWorkflowRun;
  expect({ replayed, userErrors }).toEqual({ replayed: false, userErrors: [] });
  expect(workflowRun).toMatchObject({
    status: "PENDING",
    saveAll: true,
    assetFqn: ASSET,
    labels: [{ name: "team", value: "film" }],
    parameters: { tasks: 3, parallelWorkers: 1, database: null },
  });
  await ended(system, [workflowRun.id]);
  const { data, errors } = await ask(
    ctx(),
    `query ($id: ID!) {
      workflowRun(id: $id) {
        id status workflowType pickedUpAt completedAt durationSeconds attempt createdByClientId viewerCanCancel
        configuration { id name isDefault definition { type name defaultParameters { ... on ScriptedParameters { tasks } } } parameters { __typename } }
        asset { __typename fqn runs(first: 1) { nodes { id } } }
        output { ... on ScriptedOutput { targets } }
        progress { total attempted succeeded failed skipped }
        tasks(first: 2) { nodes { ordinal targetFqn status durationSeconds } pageInfo { hasNextPage endCursor } }
        transitions { sequence from to attempt cursor workflowRun { id } }
        events(first: 100) { nodes { __typename sequence cursor ... on WorkflowRunStatusEvent { to } ... on WorkflowRunTaskEvent { taskStatus } } }
        failure { code } retryOf { id }
      }
    }`,
    { id: workflowRun.id.toUpperCase() },
  );
  expect(errors).toBeUndefined();
  const run = data.workflowRun;
  expect(run).toMatchObject({
    status: "COMPLETED",
    workflowType: "PROFILING",
    attempt: 1,
    createdByClientId: "test-client",
    viewerCanCancel: false,
    configuration: { id: configurationId, isDefault: true, definition: { type: "PROFILING" } },
    asset: { __typename: "DatabaseSchema", fqn: ASSET, runs: { nodes: [{ id: workflowRun.id }] } },
    output: { targets: [`${ASSET}.t1`, `${ASSET}.t2`, `${ASSET}.t3`] },
    progress: { total: 3, attempted: 3, succeeded: 3, failed: 0, skipped: 0 },
    failure: null,
    retryOf: null,
  });
  expect(run.tasks.nodes.map(({ ordinal }: Answer) => ordinal)).toEqual([1, 2]);
  expect(run.transitions.map(({ from, to }: Answer) => [from, to])).toEqual([
    [null, "PENDING"],
    ["PENDING", "RUNNING"],
    ["RUNNING", "COMPLETED"],
  ]);
  expect(run.events.nodes.map(({ sequence }: Answer) => sequence)).toEqual(
    run.events.nodes.map((_: unknown, index: number) => index + 1),
  );
  expect(run.events.nodes.at(-1)).toMatchObject({ __typename: "WorkflowRunStatusEvent", to: "COMPLETED" });
  const more = await ask(
    ctx(),
    "query ($id: ID!, $after: Cursor) { workflowRun(id: $id) { tasks(first: 2, after: $after) { nodes { ordinal } pageInfo { hasNextPage hasPreviousPage } } } }",
    { id: workflowRun.id, after: run.tasks.pageInfo.endCursor },
  );
  expect(more.data.workflowRun.tasks).toEqual({
    nodes: [{ ordinal: 3 }],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  });
});

test("options: what the client did not send is the configuration's, then the definition's", async () => {
  const { ctx } = await system.tenant();
  const made = await ask(
    ctx(),
    `mutation ($name: String!) {
      createWorkflowConfiguration(input: { workflowType: PROFILING, name: $name, assetFqn: "PostgreSQL.dvdrental", parameters: { profiling: { parallelWorkers: 7, database: "x" } } }) {
        workflowConfiguration { id assetFqn parameters { ... on ScriptedParameters { tasks parallelWorkers database } } } userErrors { code }
      }
    }`,
    { name: "Mine" },
  );
  const { workflowConfiguration: mine } = made.data.createWorkflowConfiguration;
  // Of the schema's default for tasks nothing is kept: the definition's counts.
  expect(mine.parameters).toEqual({ tasks: 3, parallelWorkers: 7, database: "x" });
  const parametersOf = async (parameters: string, variables: Record<string, unknown> = {}, declared = "") => {
    const { data, errors } = await ask(
      ctx(),
      `mutation ($id: ID!${declared}) { createWorkflowRun(input: { configurationId: $id, ${parameters} }) { workflowRun { assetFqn parameters { ... on ScriptedParameters { tasks parallelWorkers database } } } userErrors { message } } }`,
      { id: mine.id, ...variables },
    );
    expect(errors).toBeUndefined();
    expect(data.createWorkflowRun.userErrors).toEqual([]);
    return data.createWorkflowRun.workflowRun.parameters;
  };
  expect(await parametersOf("")).toEqual({ tasks: 3, parallelWorkers: 7, database: "x" });
  expect(await parametersOf("parameters: { profiling: { tasks: 2 } }")).toMatchObject({ tasks: 2, parallelWorkers: 7 });
  expect(await parametersOf("parameters: { profiling: { parallelWorkers: 10 } }")).toMatchObject({
    parallelWorkers: 10,
  });
  expect(await parametersOf("parameters: { profiling: { database: null } }")).toMatchObject({ database: null });
  const one = ", $n: Int";
  expect(await parametersOf("parameters: { profiling: { tasks: $n } }", { n: 1 }, ", $n: Int!")).toMatchObject({
    tasks: 1,
    parallelWorkers: 7,
  });
  expect(
    await parametersOf("parameters: { profiling: { tasks: 2, parallelWorkers: $n } }", {}, `${one} = 9`),
  ).toMatchObject({ parallelWorkers: 9 });
  const whole = ", $p: WorkflowParametersInput";
  expect(await parametersOf("parameters: $p", { p: { profiling: { tasks: 2 } } }, whole)).toMatchObject({
    tasks: 2,
    parallelWorkers: 7,
  });
  expect(await parametersOf("parameters: $p", {}, whole)).toMatchObject({ parallelWorkers: 7, database: "x" });
  const inner = ", $p: ScriptedParametersInput!";
  expect(await parametersOf("parameters: { profiling: $p }", { p: { database: "y" } }, inner)).toEqual({
    tasks: 3,
    parallelWorkers: 7,
    database: "y",
  });
});

test("a plan says what a run would do, and writes nothing", async () => {
  const { ctx, configurationId, tenantId } = await system.tenant();
  const PLAN = `query ($input: CreateWorkflowRunInput!, $after: Cursor) {
    workflowRunPlan(input: $input) {
      workflowType assetFqn totalTasks estimatedRows steps { step description } parameters { __typename }
      tasks(first: 2, after: $after) { nodes { ordinal targetFqn estimatedRows } pageInfo { endCursor hasNextPage } }
    }
  }`;
  const input = { configurationId, assetFqn: ASSET, parameters: { profiling: { tasks: 3 } } };
  const { data, errors } = await ask(ctx(), PLAN, { input });
  expect(errors).toBeUndefined();
  expect(data.workflowRunPlan).toMatchObject({
    workflowType: "PROFILING",
    assetFqn: ASSET,
    totalTasks: 3,
    estimatedRows: 300,
  });
  expect(data.workflowRunPlan.steps.map(({ step }: Answer) => step)).toEqual(["PLAN", "TASKS", "FINISH"]);
  const { tasks } = data.workflowRunPlan;
  expect(tasks.nodes.map(({ targetFqn }: Answer) => targetFqn)).toEqual([`${ASSET}.t1`, `${ASSET}.t2`]);
  const rest = await ask(ctx(), PLAN, { input, after: tasks.pageInfo.endCursor });
  expect(rest.data.workflowRunPlan.tasks).toMatchObject({ nodes: [{ ordinal: 3 }], pageInfo: { hasNextPage: false } });
  const wrong = await ask(ctx(), PLAN, { input: { configurationId, assetFqn: "PostgreSQL.nowhere" } });
  expect(wrong.errors?.[0]?.originalError).toMatchObject({
    errors: [{ code: "RESOURCE_NOT_FOUND", path: ["assetFqn"] }],
  });

  await system.admin.query("insert into test_plan values ($1, 'fail')", [ASSET]);
  const down = await ask(ctx(), PLAN, { input });
  expect(down.errors?.[0]?.extensions).toEqual({
    code: "SERVICE_UNAVAILABLE",
    reason: "TEST_FAILED",
    retryable: false,
  });
  await system.admin.query("update test_plan set behaviour = 'hold'");
  const release = await holdTasks(system);
  const slow = await ask(ctx(), PLAN, { input });
  expect(slow.errors?.[0]?.extensions.code).toBe("SERVICE_UNAVAILABLE");
  await release();
  await system.admin.query("truncate test_plan");
  const { rows } = await system.admin.query("select 1 from workflow_run where tenant_id = $1", [tenantId]);
  expect(rows).toEqual([]);
});

test("a list of runs with all that hangs on them costs the same number of statements for two runs and for twenty", async () => {
  const { ctx, configurationId } = await system.tenant();
  const created: string[] = [];
  for (let index = 0; index < 20; index++) {
    const { data } = await ask(ctx(), CREATE, {
      input: { configurationId, assetFqn: ASSET, parameters: { profiling: { tasks: 1 } } },
    });
    created.push(data.createWorkflowRun.workflowRun.id);
  }
  await ended(system, created);
  const statements = async (first: number) => {
    const before = logged.length;
    const { data, errors } = await ask(
      ctx(),
      `query ($first: Int) { workflowRuns(first: $first) { nodes {
        configuration { name definition { name } } asset { fqn runs(first: 2) { nodes { id configuration { name } } } } retryOf { id }
        transitions { to workflowRun { status } } tasks(first: 3) { nodes { status } } events(first: 3) { nodes { sequence } }
      } } }`,
      { first },
    );
    expect(errors).toBeUndefined();
    expect(data.workflowRuns.nodes).toHaveLength(first);
    return logged.length - before;
  };
  const logged: string[] = [];
  const { createQueryRunner } = system.dataSource;
  system.dataSource.createQueryRunner = (...args) => {
    const runner = createQueryRunner.apply(system.dataSource, args);
    const { query } = runner;
    runner.query = ((...values: Parameters<typeof query>) => {
      logged.push(String(values[0]));
      return query.apply(runner, values);
    }) as typeof query;
    return runner;
  };
  try {
    const [two, twenty] = [await statements(2), await statements(20)];
    expect(two).toBeGreaterThan(10);
    expect(twenty).toBe(two);
  } finally {
    system.dataSource.createQueryRunner = createQueryRunner;
  }
});

test("rights: reading, writing, and nothing without a token", async () => {
  const { tenantId, configurationId } = await system.tenant();
  const reader = contextOf(tenantId, ["runs:read"]);
  const writer = contextOf(tenantId, ["runs:write"]);
  const code = async (context: Parameters<typeof ask>[0], query: string) =>
    (await ask(context, query)).errors?.[0]?.extensions.code;
  const create = `mutation { createWorkflowRun(input: { configurationId: "${configurationId}", assetFqn: "${ASSET}" }) { workflowRun { id viewerCanCancel } } }`;
  expect(await code(reader, create)).toBe("INSUFFICIENT_PERMISSIONS");
  expect(await code(writer, create)).toBeUndefined();
  expect(await code(writer, "{ workflowRuns { nodes { id } } }")).toBe("INSUFFICIENT_PERMISSIONS");
  const nobody = { ...reader, identity: undefined } as unknown as typeof reader;
  for (const query of ["{ viewer { tenantId } }", "{ workflowRuns { nodes { id } } }", create]) {
    expect(await code(nobody, query)).toBe("INVALID_TOKEN");
  }
  const { data } = await ask(
    reader,
    "{ viewer { tenantId clientId projectId scopes quotas { concurrentTasks { limit used remaining } } } }",
  );
  expect(data.viewer).toMatchObject({ tenantId, clientId: "test-client", scopes: ["runs:read"] });
  expect(data.viewer.quotas.concurrentTasks).toMatchObject({ limit: 16 });
});

test("subscriptions: transitions with the run as it is then, and events", async () => {
  const { ctx, configurationId } = await system.tenant();
  const { data } = await ask(ctx(), CREATE, { input: { configurationId, assetFqn: ASSET } });
  const { id } = data.createWorkflowRun.workflowRun;
  const messages = async (source: string) => {
    const stream = await subscribe({ schema, document: parse(source), contextValue: { ...ctx(), loaders: new Map() } });
    if (!(Symbol.asyncIterator in stream)) throw stream.errors?.[0];
    const all: Answer[] = [];
    for await (const message of stream) all.push(message.data);
    return all;
  };
  const transitions = await messages(
    `subscription { workflowRunStatusChanged(runId: "${id}") { to cursor workflowRun { id } } }`,
  );
  expect(transitions.map(({ workflowRunStatusChanged: { to } }) => to)).toEqual(["PENDING", "RUNNING", "COMPLETED"]);
  const rest = await messages(
    `subscription { workflowRunStatusChanged(runId: "${id}", after: "${transitions[0].workflowRunStatusChanged.cursor}") { to workflowRun { status } } }`,
  );
  expect(rest.map(({ workflowRunStatusChanged }) => workflowRunStatusChanged)).toEqual([
    { to: "RUNNING", workflowRun: { status: "COMPLETED" } },
    { to: "COMPLETED", workflowRun: { status: "COMPLETED" } },
  ]);
  const events = await messages(`subscription { workflowRunEvents(runId: "${id}") { __typename sequence } }`);
  expect(events.at(-1).workflowRunEvents.__typename).toBe("WorkflowRunStatusEvent");
  await expect(
    messages(`subscription { workflowRunEvents(runId: "${configurationId}") { sequence } }`),
  ).rejects.toMatchObject({
    extensions: { code: "RESOURCE_NOT_FOUND" },
  });
});
