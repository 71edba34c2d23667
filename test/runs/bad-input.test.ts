import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import type { CreateWorkflowRunInput } from "../../src/runs/run.inputs.js";
import { codeOf } from "./feed-support.js";
import { type Answer, asker, runsSchema } from "./schema.js";
import { ASSET, createInput, createSystem, type System, type TestTenant } from "./system.js";

let system: System;
let ask: ReturnType<typeof asker>;
let tenant: TestTenant;
let stranger: TestTenant;
let archived: string;

beforeAll(async () => {
  system = await createSystem({ work: false });
  ask = asker(runsSchema(system));
  [tenant, stranger] = [await system.tenant(), await system.tenant()];
  const made = await system.configurations.create(tenant.ctx(), { workflowType: "PROFILING" as never, name: "Old" });
  archived = (await system.configurations.archive(tenant.ctx(), made.id)).id;
});
afterAll(() => system.close());

const CREATE =
  "mutation ($input: CreateWorkflowRunInput!) { createWorkflowRun(input: $input) { workflowRun { id } replayed userErrors { code path message } } }";

async function everything(): Promise<unknown> {
  const { rows } = await system.admin.query(
    `select (select count(*) from workflow_run) as runs, (select count(*) from idempotency_key) as keys,
       (select count(*) from pgboss.job) as jobs, (select json_agg(tenant order by id) from tenant) as tenants`,
  );
  return rows[0];
}

const mistakes: [string, Record<string, unknown>, string, string[]][] = [
  ["an unknown configuration", { configurationId: newId() }, "RESOURCE_NOT_FOUND", ["configurationId"]],
  ["what is no id", { configurationId: "nothing" }, "RESOURCE_NOT_FOUND", ["configurationId"]],
  ["a malformed name", { assetFqn: "PostgreSQL..public" }, "VALIDATION_ERROR", ["assetFqn"]],
  ["a name with an open quote", { assetFqn: '"PostgreSQL' }, "VALIDATION_ERROR", ["assetFqn"]],
  ["a part that is too long", { assetFqn: `PostgreSQL.${"x".repeat(64)}` }, "VALIDATION_ERROR", ["assetFqn"]],
  ["a NUL", { assetFqn: "PostgreSQL.a\0b" }, "VALIDATION_ERROR", ["assetFqn"]],
  ["a level that the type does not take", { assetFqn: `${ASSET}.film.title` }, "VALIDATION_ERROR", ["assetFqn"]],
  ["another such level", { assetFqn: "PostgreSQL" }, "VALIDATION_ERROR", ["assetFqn"]],
  [
    "an asset that is not in the catalog",
    { assetFqn: "PostgreSQL.dvdrental.nowhere" },
    "RESOURCE_NOT_FOUND",
    ["assetFqn"],
  ],
  [
    "an asset of a service that is not registered",
    { assetFqn: "Other.dvdrental.public" },
    "RESOURCE_NOT_FOUND",
    ["assetFqn"],
  ],
  ["no asset at all", { assetFqn: null }, "VALIDATION_ERROR", ["assetFqn"]],
  [
    "too few",
    { parameters: { profiling: { parallelWorkers: 0 } } },
    "VALIDATION_ERROR",
    ["parameters", "profiling", "parallelWorkers"],
  ],
  [
    "too many",
    { parameters: { profiling: { parallelWorkers: 33 } } },
    "VALIDATION_ERROR",
    ["parameters", "profiling", "parallelWorkers"],
  ],
  ["an empty key", { idempotencyKey: "" }, "VALIDATION_ERROR", ["idempotencyKey"]],
  ["a key that is too long", { idempotencyKey: "k".repeat(256) }, "VALIDATION_ERROR", ["idempotencyKey"]],
  ["a key with NUL", { idempotencyKey: "a\0" }, "VALIDATION_ERROR", ["idempotencyKey"]],
  ["a label without a name", { labels: [{ name: "", value: "x" }] }, "VALIDATION_ERROR", ["labels", "0", "name"]],
  ["a label with NUL", { labels: [{ name: "a", value: "\0" }] }, "VALIDATION_ERROR", ["labels", "0", "value"]],
  [
    "a label with half a character",
    { labels: [{ name: "a", value: "\ud800" }] },
    "VALIDATION_ERROR",
    ["labels", "0", "value"],
  ],
  [
    "too many labels",
    { labels: Array.from({ length: 21 }, (_, n) => ({ name: `n${n}`, value: "" })) },
    "VALIDATION_ERROR",
    ["labels"],
  ],
];

test.each(mistakes)("%s is said where it is, and changes nothing", async (_what, change, code, path) => {
  const before = await everything();
  const input = { configurationId: tenant.configurationId, assetFqn: ASSET, idempotencyKey: "unused", ...change };
  const { data, errors } = await ask(tenant.ctx(), CREATE, { input });
  expect(errors).toBeUndefined();
  const { workflowRun, replayed, userErrors } = data.createWorkflowRun;
  expect({ workflowRun, replayed }).toEqual({ workflowRun: null, replayed: false });
  expect(userErrors[0]).toMatchObject({ code, path });
  expect(await everything()).toEqual(before);
});

test("what is another tenant's answers like what does not exist; what is archived says so", async () => {
  const errorsOf = async (input: Record<string, unknown>) =>
    (await ask(tenant.ctx(), CREATE, { input: { assetFqn: ASSET, ...input } })).data.createWorkflowRun.userErrors;
  expect(await errorsOf({ configurationId: stranger.configurationId })).toEqual(
    await errorsOf({ configurationId: newId() }),
  );
  expect(await errorsOf({ configurationId: archived })).toMatchObject([
    { code: "CONFLICT", path: ["configurationId"] },
  ]);
  const { workflowRun } = await system.runs.create(stranger.ctx(), createInput(stranger.configurationId));
  expect(await system.queries.find(tenant.ctx(), workflowRun.id)).toBeNull();
  const [foreign, unknown] = await system.runs.cancel(tenant.ctx(), { ids: [workflowRun.id, newId()] });
  expect(foreign!.userError).toEqual({ ...unknown!.userError, path: ["ids", "0"] });
  expect((await system.queries.find(stranger.ctx(), workflowRun.id))!.status).toBe("PENDING");
});

test("members of the union: exactly one, checked by GraphQL and again behind it", async () => {
  for (const parameters of [{}, { profiling: null }, { unknown: {} }]) {
    const { errors } = await ask(tenant.ctx(), CREATE, {
      input: { configurationId: tenant.configurationId, assetFqn: ASSET, parameters },
    });
    expect(errors).not.toHaveLength(0);
  }
  const behind = (parameters: unknown) =>
    system.runs
      .create(tenant.ctx(), { ...createInput(tenant.configurationId), parameters } as CreateWorkflowRunInput)
      .then(
        () => undefined,
        (error: { errors: Answer[] }) => error.errors[0],
      );
  expect(await behind({})).toMatchObject({ code: "VALIDATION_ERROR", path: ["parameters"] });
  expect(await behind({ profiling: {}, serviceIngestion: {} })).toMatchObject({
    code: "VALIDATION_ERROR",
    path: ["parameters"],
  });
  expect(await behind({ serviceIngestion: {} })).toMatchObject({
    code: "VALIDATION_ERROR",
    path: ["parameters", "serviceIngestion"],
  });
});

test("an idempotency key: the same input however it is written, other input refused, wrong input does not use it up", async () => {
  const { ctx, configurationId } = tenant;
  const create = async (input: string, variables: Record<string, unknown> = {}, declared = "") => {
    const head = declared && `(${declared})`;
    const { data, errors } = await ask(
      ctx(),
      `mutation ${head} { createWorkflowRun(input: { idempotencyKey: "k", ${input} }) { replayed workflowRun { id } userErrors { code path } } }`,
      variables,
    );
    expect(errors).toBeUndefined();
    return data.createWorkflowRun;
  };
  const configuration = `configurationId: "${configurationId}"`;
  const labels = 'labels: [{ name: "a", value: "1" }, { name: "b", value: "2" }]';
  const wrong = await create(`${configuration}, assetFqn: "PostgreSQL..x"`);
  expect(wrong.userErrors).toHaveLength(1);
  const first = await create(
    `${configuration}, assetFqn: "${ASSET}", ${labels}, parameters: { profiling: { tasks: 2 } }`,
  );
  expect(first).toMatchObject({ replayed: false, userErrors: [] });
  const same: [string, Record<string, unknown>?, string?][] = [
    [
      `assetFqn: "\\"PostgreSQL\\".dvdrental.public", ${configuration}, ${labels}, parameters: { profiling: { tasks: 2 } }`,
    ],
    [
      `${configuration}, assetFqn: $a, ${labels}, parameters: $p, saveAll: true, onConflict: ALLOW`,
      { a: ASSET, p: { profiling: { tasks: 2 } } },
      "$a: AssetFqn, $p: WorkflowParametersInput",
    ],
    [
      `${configuration.toUpperCase().replace("CONFIGURATIONID", "configurationId")}, assetFqn: "${ASSET}", labels: [{ value: "2", name: "b" }, { name: "a", value: "1" }], parameters: { profiling: { tasks: $n } }`,
      { n: 2 },
      "$n: Int!",
    ],
  ];
  for (const [input, variables, declared] of same) {
    expect(await create(input, variables, declared)).toEqual({
      replayed: true,
      workflowRun: first.workflowRun,
      userErrors: [],
    });
  }
  const different = [
    `${configuration}, assetFqn: "${ASSET}", ${labels}, parameters: { profiling: { tasks: 3 } }`,
    `${configuration}, assetFqn: "${ASSET}", ${labels}, parameters: { profiling: { tasks: 2, parallelWorkers: 10 } }`,
    `${configuration}, assetFqn: "${ASSET}", ${labels}, parameters: { profiling: { tasks: 2, database: null } }`,
    `${configuration}, assetFqn: "${ASSET}", ${labels}`,
    `${configuration}, assetFqn: "${ASSET}", labels: [{ name: "a", value: "1" }], parameters: { profiling: { tasks: 2 } }`,
    `${configuration}, assetFqn: "${ASSET}", ${labels}, parameters: { profiling: { tasks: 2 } }, saveAll: false`,
  ];
  for (const input of different) {
    expect((await create(input)).userErrors).toEqual([{ code: "CONFLICT", path: ["idempotencyKey"] }]);
  }
  const elsewhere = createInput(stranger.configurationId, 2, { idempotencyKey: "k" });
  expect((await system.runs.create(stranger.ctx(), elsewhere)).replayed).toBe(false);
  await system.admin.query("update idempotency_key set created_at = now() - interval '25 hours'");
  const later = await create(`${configuration}, assetFqn: "${ASSET}"`);
  expect(later).toMatchObject({ replayed: false, userErrors: [] });
});

test("a key that met a run under way stays that run's", async () => {
  const { ctx, configurationId } = await system.tenant();
  const { workflowRun } = await system.runs.create(ctx(), createInput(configurationId));
  const returning = createInput(configurationId, undefined, {
    onConflict: "RETURN_EXISTING" as never,
    idempotencyKey: "r",
  });
  expect((await system.runs.create(ctx(), returning)).workflowRun.id).toBe(workflowRun.id);
  await system.runs.cancel(ctx(), { ids: [workflowRun.id] });
  expect((await system.runs.create(ctx(), returning)).workflowRun.id).toBe(workflowRun.id);
});

test("lists refuse wrong pages and cursors of other lists", async () => {
  const list = async (args: string) => {
    const { errors } = await ask(tenant.ctx(), `{ workflowRuns${args} { edges { cursor } } }`);
    const [error] = errors ?? [];
    return error && (error.extensions.code ?? (error.originalError as Answer)?.errors?.[0]?.code);
  };
  for (const args of [
    "(first: 0)",
    "(first: 101)",
    "(first: -1)",
    "(last: 0)",
    "(first: 1, last: 1)",
    '(first: 1, before: "x")',
  ]) {
    expect(await list(args)).toBe("VALIDATION_ERROR");
  }
  await system.runs.create(tenant.ctx(), createInput(tenant.configurationId));
  await system.runs.create(stranger.ctx(), createInput(stranger.configurationId));
  const cursor = async (ctx: Answer, args = "") =>
    (await ask(ctx, `{ workflowRuns${args} { edges { cursor } } }`)).data.workflowRuns.edges[0].cursor;
  const own = await cursor(tenant.ctx());
  expect(await list(`(after: "${own}")`)).toBeUndefined();
  for (const args of [
    `(after: "${own}", filter: { statuses: [FAILED] })`,
    `(after: "${own}", orderBy: OLDEST_FIRST)`,
    '(after: "x")',
    '(after: "")',
  ]) {
    expect(await list(args)).toBe("INVALID_REQUEST");
  }
  expect(await list(`(after: "${await cursor(stranger.ctx())}")`)).toBe("INVALID_REQUEST");
  expect(await list('(filter: { assetFqn: "a..b" })')).toBe("VALIDATION_ERROR");
  expect(await list('(filter: { label: { name: "", value: "" } })')).toBe("VALIDATION_ERROR");
  expect(await codeOf(system.runs.cancel(tenant.ctx(), { ids: Array.from({ length: 101 }, newId) }))).toBe(
    "VALIDATION_ERROR",
  );
});
