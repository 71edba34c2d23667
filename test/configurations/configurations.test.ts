import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { type Answer, asker, runsSchema } from "../runs/schema.js";
import { contextOf, createSystem, type System } from "../runs/system.js";

let system: System;
let ask: ReturnType<typeof asker>;
beforeAll(async () => {
  system = await createSystem({ work: false });
  ask = asker(runsSchema(system));
});
afterAll(() => system.close());

const FIELDS =
  "workflowConfiguration { id name description assetFqn status isDefault parameters { ... on ScriptedParameters { tasks parallelWorkers database } } } userErrors { code path }";
const CREATE = `mutation ($input: CreateWorkflowConfigurationInput!) { answer: createWorkflowConfiguration(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($input: UpdateWorkflowConfigurationInput!) { answer: updateWorkflowConfiguration(input: $input) { ${FIELDS} } }`;
const ARCHIVE = `mutation ($input: ArchiveWorkflowConfigurationInput!) { answer: archiveWorkflowConfiguration(input: $input) { ${FIELDS} } }`;

const change = async (ctx: Answer, mutation: string, input: object): Promise<Answer> => {
  const { data, errors } = await ask(ctx, mutation, { input });
  expect(errors).toBeUndefined();
  return data.answer;
};

test("a new tenant finds one default configuration for each type, however often it is welcomed", async () => {
  const ctx = contextOf(`new-${newId()}`);
  await Promise.all([1, 2, 3, 4].map(() => system.configurations.welcome(ctx.identity)));
  const { data } = await ask(
    ctx,
    "{ workflowConfigurations { nodes { name isDefault workflowType definition { type } } } workflowDefinitions { type category assetKinds active requiresApproval } }",
  );
  expect(data.workflowConfigurations.nodes).toEqual([
    { name: "Default: Scripted", isDefault: true, workflowType: "PROFILING", definition: { type: "PROFILING" } },
  ]);
  expect(data.workflowDefinitions).toMatchObject([{ type: "PROFILING", assetKinds: ["DATABASE", "SCHEMA", "TABLE"] }]);
});

test("create, change, archive: what is absent stays, null takes away, a default of the schema is nobody's choice", async () => {
  const { ctx } = await system.tenant();
  const made = await change(ctx(), CREATE, {
    workflowType: "PROFILING",
    name: "Nightly",
    description: "At night.",
    assetFqn: '"PostgreSQL".dvdrental',
    parameters: { profiling: { parallelWorkers: 5, database: "d" } },
  });
  const { id } = made.workflowConfiguration;
  const nightly = {
    id,
    name: "Nightly",
    description: "At night.",
    assetFqn: "PostgreSQL.dvdrental",
    status: "ACTIVE",
    isDefault: false,
    parameters: { tasks: 3, parallelWorkers: 5, database: "d" },
  };
  expect(made).toEqual({ workflowConfiguration: nightly, userErrors: [] });
  const renamed = await change(ctx(), UPDATE, { id, name: "Daily", assetFqn: null });
  expect(renamed.workflowConfiguration).toEqual({ ...nightly, name: "Daily", assetFqn: null });
  const replaced = await change(ctx(), UPDATE, { id, description: null, parameters: { profiling: { tasks: 1 } } });
  expect(replaced.workflowConfiguration).toMatchObject({
    description: null,
    parameters: { tasks: 1, parallelWorkers: 1, database: null },
  });
  const archived = await change(ctx(), ARCHIVE, { id });
  expect(archived.workflowConfiguration.status).toBe("ARCHIVED");
  expect((await change(ctx(), ARCHIVE, { id })).userErrors).toEqual([{ code: "CONFLICT", path: ["id"] }]);
  expect((await change(ctx(), UPDATE, { id, name: "x" })).userErrors).toEqual([{ code: "CONFLICT", path: ["id"] }]);
  const names = async (filter: string) =>
    (await ask(ctx(), `{ workflowConfigurations${filter} { nodes { name } } }`)).data.workflowConfigurations.nodes.map(
      ({ name }: Answer) => name,
    );
  expect(await names("")).toEqual(["Default: Scripted"]);
  expect(await names("(filter: { status: ARCHIVED })")).toEqual(["Daily"]);
  expect(await names("(filter: { workflowType: PROFILING })")).toEqual(["Default: Scripted"]);
  // The name is free again.
  expect((await change(ctx(), CREATE, { workflowType: "PROFILING", name: "Daily" })).userErrors).toEqual([]);
});

test("mistakes are said where they are; what is another tenant's is not there", async () => {
  const { ctx } = await system.tenant();
  const stranger = await system.tenant();
  const base = { workflowType: "PROFILING", name: "One" };
  const errorsOf = async (input: object) => (await change(ctx(), CREATE, { ...base, ...input })).userErrors;
  expect(await errorsOf({ name: "" })).toMatchObject([{ code: "VALIDATION_ERROR", path: ["name"] }]);
  expect(await errorsOf({ name: "x".repeat(256) })).toMatchObject([{ code: "VALIDATION_ERROR", path: ["name"] }]);
  expect(await errorsOf({ description: "x".repeat(2001) })).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["description"] },
  ]);
  expect(await errorsOf({ assetFqn: "a..b" })).toMatchObject([{ code: "VALIDATION_ERROR", path: ["assetFqn"] }]);
  expect(await errorsOf({ assetFqn: "PostgreSQL" })).toMatchObject([{ code: "VALIDATION_ERROR", path: ["assetFqn"] }]);
  expect(await errorsOf({ parameters: { profiling: { tasks: -1 } } })).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["parameters", "profiling", "tasks"] },
  ]);
  const at_once = await Promise.all(Array.from({ length: 10 }, () => errorsOf({})));
  expect(at_once.filter((errors) => errors.length === 0)).toHaveLength(1);
  expect(at_once.flat()).toEqual(Array(9).fill({ code: "RESOURCE_ALREADY_EXISTS", path: ["name"] }));
  for (const id of [stranger.configurationId, newId(), "no id"]) {
    expect((await change(ctx(), UPDATE, { id, name: "x" })).userErrors).toEqual([
      { code: "RESOURCE_NOT_FOUND", path: ["id"] },
    ]);
    expect((await change(ctx(), ARCHIVE, { id })).userErrors).toEqual([{ code: "RESOURCE_NOT_FOUND", path: ["id"] }]);
    expect((await ask(ctx(), "query ($id: ID!) { workflowConfiguration(id: $id) { id } }", { id })).data).toEqual({
      workflowConfiguration: null,
    });
  }
});

test("a run keeps the options that it was created with", async () => {
  const { ctx, configurationId } = await system.tenant();
  const create = `mutation { createWorkflowRun(input: { configurationId: "${configurationId}", assetFqn: "PostgreSQL.dvdrental" }) { workflowRun { id } } }`;
  const { id } = (await ask(ctx(), create)).data.createWorkflowRun.workflowRun;
  await change(ctx(), UPDATE, { id: configurationId, parameters: { profiling: { tasks: 9 } } });
  const { data } = await ask(
    ctx(),
    `{ workflowRun(id: "${id}") { parameters { ... on ScriptedParameters { tasks } } configuration { parameters { ... on ScriptedParameters { tasks } } } } }`,
  );
  expect(data.workflowRun).toEqual({ parameters: { tasks: 3 }, configuration: { parameters: { tasks: 9 } } });
});
