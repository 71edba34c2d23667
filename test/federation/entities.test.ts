import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-sse";
import { v7 } from "uuid";
import { ENTITIES as ENTITY_TYPES } from "../../src/gateway/federation/entities.js";
import { LIMITS } from "../../src/gateway/limits.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { client } from "../support/client.js";
import { createRun, defaultConfiguration, ingestedSample } from "../support/sample-service.js";
import { reads } from "./reads.js";

const FILM = "PostgreSQL.dvdrental.public.film";

let app: TestApp;
let direct: TestClient;
let runIds: string[];

beforeAll(async () => {
  app = await startTestApp();
  direct = await app.as();
  await ingestedSample(direct);
  const configurationId = await defaultConfiguration(direct, "METADATA_ASSESSMENT");
  runIds = [];
  for (const assetFqn of [FILM, `${FILM}_actor`, `${FILM}_category`]) {
    runIds.push(await createRun(direct, { configurationId, assetFqn }));
  }
});

afterAll(() => app.stop());

const ENTITIES = `query ($representations: [_Any!]!) { _entities(representations: $representations) {
  __typename
  ... on WorkflowRun { id status }
  ... on WorkflowConfiguration { id name }
  ... on PipelineRun { id }
  ... on DataAsset { fqn kind }
} }`;
const entities = (representations: unknown, asker = direct) => asker.send(ENTITIES, { representations });

test("says what it is: what is printed beside the public schema", async () => {
  const { _service } = await direct.ask("{ _service { sdl } }");
  expect(_service.sdl).toBe(readFileSync("schema/subgraph.graphql", "utf8"));
});

test("resolves references of every type, in their order", async () => {
  const configuration = await defaultConfiguration(direct, "PROFILING");
  const { data, errors } = await entities([
    { __typename: "Table", fqn: FILM },
    { __typename: "WorkflowRun", id: runIds[0] },
    { __typename: "DataService", fqn: "PostgreSQL" },
    { __typename: "Database", fqn: "PostgreSQL.dvdrental" },
    { __typename: "DatabaseSchema", fqn: "PostgreSQL.dvdrental.public" },
    { __typename: "Column", fqn: `${FILM}.title` },
    { __typename: "WorkflowConfiguration", id: configuration.toUpperCase() },
  ]);
  expect(errors).toBeUndefined();
  expect(data._entities).toEqual([
    { __typename: "Table", fqn: FILM, kind: "TABLE" },
    { __typename: "WorkflowRun", id: runIds[0], status: expect.any(String) },
    { __typename: "DataService", fqn: "PostgreSQL", kind: "SERVICE" },
    { __typename: "Database", fqn: "PostgreSQL.dvdrental", kind: "DATABASE" },
    { __typename: "DatabaseSchema", fqn: "PostgreSQL.dvdrental.public", kind: "SCHEMA" },
    { __typename: "Column", fqn: `${FILM}.title`, kind: "COLUMN" },
    { __typename: "WorkflowConfiguration", id: configuration, name: "Default: Profiling" },
  ]);
});

describe("reads many references by one statement", () => {
  const LEVELS = ["PostgreSQL", "dvdrental", "public", "film", "title"];
  const byName = (depth: number) => ({
    read: new RegExp(
      `wanted \\(${LEVELS.slice(0, depth)
        .map((_, level) => `name${level}`)
        .join(", ")}, place\\)`,
    ),
    known: LEVELS.slice(0, depth).join("."),
    unknown: () => [...LEVELS.slice(0, depth - 1), `none_${v7()}`].join("."),
  });
  const byId = (table: string) => ({ read: new RegExp(`from "${table}" "."`, "i"), known: v7(), unknown: () => v7() });
  const EACH: Record<string, { read: RegExp; known: string; unknown: () => string }> = {
    WorkflowRun: byId("workflow_run"),
    WorkflowConfiguration: byId("workflow_configuration"),
    PipelineRun: byId("pipeline_run"),
    DataService: { ...byName(1), read: /from "data_service" "."/i },
    Database: byName(2),
    DatabaseSchema: byName(3),
    Table: byName(4),
    Column: byName(5),
  };

  beforeAll(async () => {
    const query = "subscription ($runId: ID!) { workflowRunStatusChanged(runId: $runId) { to } }";
    for (const runId of runIds) for await (const _ of direct.follow(query, { runId })); // the worker reads as well
  });

  test.each([...ENTITY_TYPES])("of the type %s", async (type, { key }) => {
    const { read, known, unknown } = EACH[type]!;
    const keys = [known, ...Array.from({ length: 50 }, unknown), ...(type === "WorkflowRun" ? runIds : [])];
    const references = keys.map((value) => ({ __typename: type, [key]: value }));
    expect(await reads(read, () => entities(references))).toHaveLength(1);
  });
});

test("answers over WebSocket and SSE as well", async () => {
  const representations = [{ __typename: "Table", fqn: FILM }];
  const expected = { _entities: [{ __typename: "Table", fqn: FILM, kind: "TABLE" }] };
  for await (const answer of direct.follow(ENTITIES, { representations })) expect(answer).toEqual(expected);
  const url = `${app.url}/graphql/stream`;
  const sse = createClient({ url, headers: { authorization: `Bearer ${direct.token}` }, retryAttempts: 0 });
  for await (const answer of sse.iterate({ query: ENTITIES, variables: { representations } }))
    expect(answer).toEqual({ data: expected });
  expect.assertions(2);
});

test.each([
  ["an unknown id", { __typename: "WorkflowRun", id: v7() }, null],
  ["an id that is none", { __typename: "PipelineRun", id: "'; --" }, null],
  ["an unknown name", { __typename: "Table", fqn: "NoSuchService.nowhere.at.all" }, null],
  ["the name of a table as one of a database", { __typename: "Database", fqn: FILM }, null],
  ["a name that is none", { __typename: "Table", fqn: 'a."b' }, "fqn"],
  ["a key of another kind", { __typename: "WorkflowRun", id: { $ne: null } }, "id"],
  ["no key", { __typename: "Table" }, "fqn"],
  ["a type that is no entity", { __typename: "Webhook", id: v7() }, "__typename"],
  ["a name of JavaScript", { __typename: "__proto__", id: v7() }, "__typename"],
])("%s: null, and the others are there", async (_name, wrong, field) => {
  const { status, data, errors } = await entities([wrong, { __typename: "Table", fqn: FILM }]);
  expect(status).toBe(200);
  expect(data._entities).toEqual([null, { __typename: "Table", fqn: FILM, kind: "TABLE" }]);
  const place = { code: "VALIDATION_ERROR", path: ["representations", "0", field] };
  expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual(
    field ? [[["_entities", 0], place]] : undefined,
  );
});

test.each([["no object"], [[]], [{ fqn: FILM }], [{ __typename: 5 }], [null]])(
  "%j is no reference: the request is refused",
  async (wrong) => {
    const { status, errors } = await entities([wrong]);
    expect([status, errors?.[0]?.extensions?.code]).toEqual([400, "INVALID_REQUEST"]);
    expect(errors?.[0]?.message).not.toContain(FILM);
  },
);

test("bounds how many there are, and what is asked of each", async () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ __typename: "Table", fqn: FILM }));
  expect((await entities(many(LIMITS.representations))).errors).toBeUndefined();
  const { data, errors } = await entities(many(LIMITS.representations + 1));
  expect([data, errors?.[0]?.extensions]).toEqual([null, { code: "VALIDATION_ERROR", path: ["representations"] }]);
  const costly = (references: string, head = "") =>
    `query ${head} { _entities(representations: ${references}) { ... on Table { runs(first: 100) { nodes { tasks(first: 100) { nodes { id } } } } } } }`;
  const text = `{ __typename: "Table", fqn: "${FILM}" }`;
  const refused = [
    await direct.send(costly("$r", "($r: [_Any!]!)"), { r: many(20) }),
    await direct.send(costly("$r", `($r: [_Any!]! = [${text.repeat(20)}])`)),
    await direct.send(costly(`[${text.repeat(20)}]`)),
  ];
  expect(refused.map(({ errors }) => errors?.[0]?.message)).toEqual(
    Array(3).fill(expect.stringContaining("smaller pages")),
  );
  expect((await direct.send(costly(`[${text}]`))).errors).toBeUndefined();
});

test("answers nobody without a token, or without the scope", async () => {
  const representations = [{ __typename: "Table", fqn: FILM }];
  const answers = [client(app.url, ""), await app.as({ scope: "runs:write admin" })].map((each) =>
    entities(representations, each),
  );
  const codes = (await Promise.all(answers)).map(({ data, errors }) => [data ?? null, errors?.[0]?.extensions?.code]);
  expect(codes).toEqual([
    [null, "INVALID_TOKEN"],
    [null, "INSUFFICIENT_PERMISSIONS"],
  ]);
});
