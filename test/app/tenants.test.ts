import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  buildSchema,
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { v7 } from "uuid";
import { ENTITIES as federated } from "../../src/gateway/federation/entities.js";
import { WORKFLOW_TYPES } from "../../src/workflows/workflow-type.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { startPipeline } from "../support/pipelines.js";
import { defaultConfiguration, ingestedSample, runToEnd } from "../support/sample-service.js";

/**
 * Every argument and input field of type ID or AssetFqn, found in the schema itself: called by tenant B with a value of
 * tenant A it answers exactly like with a value that nobody has.
 */
let app: TestApp;
let a: TestClient;
let b: TestClient;
let theirs: Record<string, string>;
const schema: GraphQLSchema = buildSchema(readFileSync("schema/schema.graphql", "utf8"), { assumeValidSDL: true });

beforeAll(async () => {
  app = await startTestApp();
  a = await app.as({ project: "a" });
  b = await app.as({ project: "b" });
  await ingestedSample(a);
  const { runId } = await runToEnd(a, "PROFILING", "PostgreSQL.dvdrental.public.film");
  const { runId: found } = await runToEnd(a, "GENERATE_PII_TAGS", "PostgreSQL.dvdrental.public.customer", {
    saveAll: false,
  });
  const { undecided } = await a.ask(
    `query ($id: ID!) { undecided: workflowRun(id: $id) { proposedChanges(first: 1) { nodes { id } } approval { id } } }`,
    { id: found },
  );
  const { workflowRun, dataServices } = await a.ask(
    `query ($id: ID!) { workflowRun(id: $id) { configuration { id } } dataServices(first: 1) { nodes { id } } }`,
    { id: runId },
  );
  const { registerWebhook } = await a.ask(
    `mutation { registerWebhook(input: { name: "a", url: "https://nowhere.invalid/", events: [RUN_TRANSITION] }) { webhook { id } } }`,
  );
  const webhook: string = registerWebhook.webhook.id;
  const { pingWebhook } = await a.ask(`mutation ($id: ID!) { pingWebhook(input: { id: $id }) { delivery { id } } }`, {
    id: webhook,
  });
  const table = "PostgreSQL.dvdrental.public.film";
  const { createDqRule } = await a.ask(
    `mutation ($table: AssetFqn!) { createDqRule(input: { tableFqn: $table, rule: { rowCount: { max: 1 } } }) { dqRule { id } } }`,
    { table },
  );
  await runToEnd(a, "DQ_EXECUTION", table);
  const { violations } = await a.ask(`{ violations(first: 1) { nodes { id } } }`);
  const { createWorkflowTrigger } = await a.ask(
    `mutation ($id: ID!, $cause: ID!) {
      updateWorkflowConfiguration(input: { id: $id, assetFqn: "PostgreSQL.dvdrental" }) { userErrors { message } }
      setWorkflowSchedule(input: { configurationId: $id, cronExpression: "0 0 1 1 *", enabled: false }) { userErrors { message } }
      createWorkflowTrigger(input: { configurationId: $id, event: { runCompleted: { configurationId: $cause } } }) {
        workflowTrigger { id }
      }
    }`,
    { id: workflowRun.configuration.id, cause: await defaultConfiguration(a, "SERVICE_INGESTION") },
  );
  const pipeline = await startPipeline(a, { assetFqn: "PostgreSQL.dvdrental.public.film" });
  await a.ask(`mutation ($id: ID!) { cancelWorkflowRuns(input: { ids: [$id] }) { userErrors { message } } }`, {
    id: pipeline.runId,
  });
  theirs = {
    pipeline: pipeline.pipelineId,
    webhook,
    delivery: pingWebhook.delivery.id,
    trigger: createWorkflowTrigger.workflowTrigger.id,
    run: runId,
    rule: createDqRule.dqRule.id,
    violation: violations.nodes[0].id,
    undecidedRun: found,
    change: undecided.proposedChanges.nodes[0].id,
    approval: undecided.approval.id,
    configuration: workflowRun.configuration.id,
    service: dataServices.nodes[0].id,
  };
});

afterAll(() => app.stop());

/** Values for one field of the schema: `marked` in the places of ids and names, something plain elsewhere. */
let names = 0;
function sample(type: GraphQLInputType, id: string, fqn: string, name: string): unknown {
  if (isNonNullType(type)) return sample(type.ofType, id, fqn, name);
  if (isListType(type)) return [sample(type.ofType as GraphQLInputType, id, fqn, name)];
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields());
    const taken = type.isOneOf
      ? fields.slice(0, 1)
      : fields.filter((field) => isNonNullType(field.type) || /id|fqn/i.test(field.name));
    return Object.fromEntries(taken.map((field) => [field.name, sample(field.type, id, fqn, field.name)]));
  }
  if (!isLeafType(type)) return undefined;
  if (type.name === "ID") return id;
  if (type.name === "AssetFqn") return fqn;
  if (type.name === "Int" || type.name === "Float") return 5;
  if (type.name === "Boolean") return false;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  return `${name} ${names++}`;
}

const operations = (["query", "mutation"] as const).flatMap((kind) => {
  const root = kind === "query" ? schema.getQueryType() : schema.getMutationType();
  return Object.values(root?.getFields() ?? {})
    .filter((field) => field.args.some((arg) => mentions(arg.type)))
    .map((field) => [kind, field.name] as const);
});

function mentions(type: GraphQLInputType, seen = new Set<string>()): boolean {
  const named = getNamedType(type);
  if (named.name === "ID" || named.name === "AssetFqn") return true;
  if (!isInputObjectType(named) || seen.has(named.name)) return false;
  seen.add(named.name);
  return Object.values(named.getFields()).some((field) => mentions(field.type, seen));
}

async function call(client: TestClient, kind: "query" | "mutation", name: string, id: string, fqn: string) {
  const root = kind === "query" ? schema.getQueryType()! : schema.getMutationType()!;
  const field = root.getFields()[name]!;
  const args = field.args.filter((arg) => isNonNullType(arg.type) || mentions(arg.type));
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(", ");
  const passed = args.map((arg) => `${arg.name}: $${arg.name}`).join(", ");
  const variables = Object.fromEntries(args.map((arg) => [arg.name, sample(arg.type, id, fqn, arg.name)]));
  const named = getNamedType(field.type);
  const errors = isObjectType(named) && named.getFields().userErrors ? "userErrors { code message path }" : "";
  const {
    status,
    data,
    errors: top,
  } = await client.send(`${kind} (${declared}) { ${name}(${passed}) { __typename ${errors} } }`, variables);
  const text = JSON.stringify({
    status,
    data,
    errors: top?.map(({ message, path, extensions }) => ({ message, path, code: extensions?.code })),
  });
  return text.replaceAll(id, "ID").replaceAll(fqn, "FQN");
}

test.each(operations)("%s %s: what is another tenant's answers like what nobody has", async (kind, name) => {
  const nobodys = await call(b, kind, name, v7(), "NoSuchService.nowhere.at.all");
  for (const id of Object.values(theirs)) {
    expect(await call(b, kind, name, id, "PostgreSQL.dvdrental.public.film")).toBe(nobodys);
  }
});

test("a reference to another tenant's entity answers like one to nothing, in whatever type it is put", async () => {
  const ENTITIES = `query ($all: [_Any!]!) { _entities(representations: $all) { __typename } }`;
  const names = [
    "PostgreSQL",
    "PostgreSQL.dvdrental",
    "PostgreSQL.dvdrental.public",
    "PostgreSQL.dvdrental.public.film",
  ];
  const assets = [...names, `${names[3]}.title`];
  const types = (key: string) => [...federated].filter(([, entity]) => entity.key === key).map(([name]) => name);
  const all = [
    ...types("id").flatMap((__typename) => Object.values(theirs).map((id) => ({ __typename, id }))),
    ...types("fqn").flatMap((__typename) => assets.map((fqn) => ({ __typename, fqn }))),
  ];
  const seenByA = (await a.ask(ENTITIES, { all }))._entities.filter(Boolean);
  expect(new Set(seenByA.map((entity: { __typename: string }) => entity.__typename))).toEqual(
    new Set(federated.keys()),
  );
  const { status, data, errors } = await b.send(ENTITIES, { all });
  expect({ status, errors }).toEqual({ status: 200, errors: undefined });
  expect(data._entities).toEqual(all.map(() => null));
});

test("tenant A's things are all still there", async () => {
  const { workflowRun, dataServices, workflowConfigurations } = await a.ask(
    `query ($id: ID!) {
      workflowRun(id: $id) { status }
      dataServices(first: 10) { nodes { name } }
      workflowConfigurations(first: 100) { nodes { name } }
    }`,
    { id: theirs.run },
  );
  expect(workflowRun.status).toBe("COMPLETED");
  expect(dataServices.nodes).toEqual([{ name: "PostgreSQL" }]);
  expect(workflowConfigurations.nodes).toHaveLength(WORKFLOW_TYPES.length);
});

test("a subscription to another tenant's run, or with its cursor, is refused like one to nothing", async () => {
  const FOLLOW = `subscription ($runId: ID, $pipelineRunId: ID, $after: Cursor) {
    workflowRunStatusChanged(runId: $runId, pipelineRunId: $pipelineRunId, after: $after) { cursor to }
  }`;
  const refusal = async (client: TestClient, variables: Record<string, unknown>) => {
    try {
      for await (const message of client.follow(FOLLOW, variables))
        throw new Error(`It delivered ${JSON.stringify(message)}.`);
    } catch (error) {
      const { errors } = error as { errors?: { message: string; extensions: { code: string } }[] };
      if (!errors) throw error;
      return [errors[0]!.message, errors[0]!.extensions.code];
    }
    return "it ended";
  };
  expect(await refusal(b, { runId: theirs.run })).toEqual(await refusal(b, { runId: v7() }));
  expect(await refusal(b, { pipelineRunId: theirs.pipeline })).toEqual(await refusal(b, { pipelineRunId: v7() }));
  let cursor = "";
  for await (const { workflowRunStatusChanged } of a.follow(FOLLOW, { runId: theirs.run })) {
    cursor = workflowRunStatusChanged.cursor;
  }
  expect(await refusal(b, { after: cursor })).toEqual(await refusal(b, { after: "made up" }));
});
