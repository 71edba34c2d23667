import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { v7 } from "uuid";
import { LIMITS } from "../../src/gateway/limits.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { execute } from "../support/postgres.js";
import { ingestedSample } from "../support/sample-service.js";
import { BASE, type RestAnswer, type RestClient, restClient } from "./rest-client.js";

/** The request of the contract, byte for byte. */
const EXAMPLE = `{
  "asset_fqn": "PostgreSQL.dvdrental.public",
  "parameters": {
    "include": [
      "PostgreSQL.dvdrental.public.actor",
      "PostgreSQL.dvdrental.public.film"
    ],
    "industry_info": "E-commerce retail platform"
  },
  "save_all": true
}`;
const SCHEMA = "PostgreSQL.dvdrental.public";
const FILM = `${SCHEMA}.film`;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

let app: TestApp;
let graph: TestClient;
let rest: RestClient;
beforeAll(async () => {
  app = await startTestApp();
  graph = await app.as();
  rest = restClient(app.url, graph.token);
  await ingestedSample(graph);
});
afterAll(() => app.stop());

const configurationOf = async (type: string) => (await rest.get(`/workflows?type=${type}`)).items[0];

/** Starts a run of a type, and cancels it: what it finds is not looked at here. */
async function started(type: string, body?: unknown, headers: Record<string, string> = {}): Promise<RestAnswer> {
  const answer = await rest.send("POST", `/workflows/${type}/runs`, body, headers);
  expect(answer).toMatchObject({ status: 201 });
  await rest.post(`/runs/${answer.body.id}/cancel`, {});
  return answer;
}

/** Of what came of a request that is refused: status, code, and the places of the mistakes. */
async function refused(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
  const { status, body: answer } = await rest.send(method, path, body, headers);
  return [status, answer.error.code, answer.error.details.map((each: { path: string[] }) => each.path.join("."))];
}

describe("the contract's request", () => {
  test.each(["generate-table-description", "generate-pii-tags", "enrich-table-columns"])(
    "starts a run of %s, and the answer has each field with its type",
    async (type) => {
      const { id: configurationId } = await configurationOf(type);
      const before = Date.now();
      const { status, headers, body } = await rest.send("POST", `/workflows/${configurationId}/runs`, EXAMPLE);
      expect(status).toBe(201);
      expect(body).toEqual({
        id: expect.stringMatching(UUID),
        configuration_id: configurationId,
        status: "pending",
        started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        asset_fqn: SCHEMA,
        save_all: true,
        pipeline_id: null,
      });
      expect(Math.abs(Date.parse(body.started_at) - before)).toBeLessThan(60_000);
      expect(headers.get("location")).toBe(`${BASE}/runs/${body.id}`);
      const detail = await rest.get(`/runs/${body.id}`);
      expect(detail.input.parameters).toMatchObject({
        include: [`${SCHEMA}.actor`, FILM],
        industry_info: "E-commerce retail platform",
      });
      await rest.post(`/runs/${body.id}/cancel`, {});
    },
  );

  test("may leave everything out that has a default", async () => {
    const { body } = await started("generate-pii-tags", { parameters: { include: [`${SCHEMA}.actor`, FILM] } });
    expect(body).toMatchObject({ asset_fqn: SCHEMA, save_all: true });
    const { body: nulls } = await started("generate-dq-tags", { asset_fqn: FILM, parameters: null, save_all: false });
    expect(nulls).toMatchObject({ asset_fqn: FILM, save_all: false });
    expect(await refused("POST", "/workflows/profiling/runs")).toEqual([422, "VALIDATION_ERROR", ["asset_fqn"]]);
    expect(await refused("POST", "/workflows/profiling/runs", { asset_fqn: null })).toEqual([
      422,
      "VALIDATION_ERROR",
      ["asset_fqn"],
    ]);
  });

  test("of a run-all-enrichment run says which pipeline run it is", async () => {
    const { body } = await started("run-all-enrichment", { asset_fqn: FILM, parameters: { industry_info: "Banking" } });
    expect(body.pipeline_id).toMatch(UUID);
    const { items } = await rest.get(`/runs?pipeline_id=${body.pipeline_id}&limit=100`);
    expect(items.length).toBeGreaterThan(5);
    expect(items.map((run: { id: string }) => run.id)).toContain(body.id);
  });
});

describe("parameters are those of the configuration's type", () => {
  test.each([
    ["generate-pii-tags", { include: [FILM], industry_info: "Banking" }],
    ["enrich-table-columns", { include: [FILM], industry_info: "Banking" }],
    ["generate-table-description", { include: [FILM], industry_info: "Banking" }],
    ["generate-dq-tags", { industry_info: "Banking" }],
    ["generate-dq-rules", { use_validation: false }],
    ["dq-execution", {}],
    ["profiling", { config: { parallel_workers: 2, sample_data_limit: 0 } }],
  ])("%s", async (type, parameters) => {
    const { body } = await started(type, { asset_fqn: FILM, parameters });
    const { input, workflow_type: ofType } = await rest.get(`/runs/${body.id}`);
    expect(ofType).toBe(type);
    expect(input.parameters).toMatchObject(parameters);
  });

  test("have the contract's defaults where nothing is sent", async () => {
    for (const parameters of [undefined, null, {}, { config: {} }]) {
      const { body } = await started("profiling", { asset_fqn: FILM, parameters });
      const { input } = await rest.get(`/runs/${body.id}`);
      expect(input.parameters.config).toMatchObject({
        ...{ profile_all_databases: false, parallel_workers: 10, sample_data_limit: 5 },
      });
    }
    const { body } = await started("generate-dq-rules", { asset_fqn: FILM });
    expect((await rest.get(`/runs/${body.id}`)).input.parameters).toMatchObject({ use_validation: true });
  });

  test("those of profiling stand under config, with their defaults where they are left out", async () => {
    const { body } = await started("profiling", {
      asset_fqn: "PostgreSQL",
      parameters: { config: { profile_all_databases: false, database: "dvdrental" } },
    });
    const { input } = await rest.get(`/runs/${body.id}`);
    const defaults = { parallel_workers: 10, sample_data_limit: 5, mode: "exact" };
    expect(input.parameters.config).toEqual({ profile_all_databases: false, database: "dvdrental", ...defaults });
  });

  test("what is not sent is the configuration's own", async () => {
    const { createWorkflowConfiguration: made } = await graph.ask(
      `mutation { createWorkflowConfiguration(input: { workflowType: PROFILING, name: "few samples",
        parameters: { profiling: { sampleDataLimit: 1, parallelWorkers: 3 } } }) { workflowConfiguration { id } } }`,
    );
    const { body } = await started(made.workflowConfiguration.id, {
      asset_fqn: FILM,
      parameters: { config: { parallel_workers: 10 } },
    });
    const { input, workflow_name: name } = await rest.get(`/runs/${body.id}`);
    expect(input.parameters.config).toMatchObject({ parallel_workers: 10, sample_data_limit: 1 });
    expect(name).toBe("few samples");
  });

  /** Type, parameters, the place of the mistake, and words of the message. */
  const MISTAKES: [string, unknown, string, string][] = [
    ["profiling", { industry_info: "Banking" }, "parameters.industry_info", "is no parameter of profiling"],
    ["profiling", { parallel_workers: 2 }, "parameters.parallel_workers", "is no parameter of profiling"],
    ["profiling", { config: { workers: 2 } }, "parameters.config.workers", "`workers`"],
    ["profiling", { config: { parallel_workers: "2" } }, "parameters.config.parallel_workers", "a number"],
    ["profiling", { config: { parallel_workers: null } }, "parameters.config.parallel_workers", "a number"],
    [
      "profiling",
      { config: { parallel_workers: 0 } },
      "parameters.config.parallel_workers",
      "parallel_workers must not",
    ],
    ["profiling", { config: { database: "no_such" } }, "parameters.config.database", ""],
    ["dq-execution", { include: [FILM] }, "parameters.include", "`include` is no parameter of dq-execution"],
    ["generate-dq-tags", { include: [FILM] }, "parameters.include", "`include` is no parameter of generate-dq-tags"],
    ["generate-dq-rules", { use_validation: "yes" }, "parameters.use_validation", "true or false"],
    ["generate-dq-rules", { useValidation: true }, "parameters.useValidation", "is no parameter of"],
    ["generate-table-description", { industry_info: "x" }, "parameters.include", "`include` is needed"],
    ["generate-table-description", { include: [] }, "parameters.include", "include should not be empty"],
    ["generate-pii-tags", { include: ["Other.db.s.t"] }, "parameters.include.0", "does not lie under"],
    ["generate-pii-tags", { include: FILM }, "parameters.include", "a list"],
    ["generate-pii-tags", { industry_info: "x".repeat(1001) }, "parameters.industry_info", "industry_info must be"],
    ["generate-pii-tags", [], "parameters", "an object"],
  ];
  test.each(
    MISTAKES.map(
      ([type, parameters, ...expected]) =>
        [type, JSON.stringify(parameters).slice(0, 60), parameters, ...expected] as const,
    ),
  )("%s refuses %s", async (type, _text, parameters, path, words) => {
    const ofDatabase = path.endsWith("database");
    const asset_fqn = ofDatabase ? "PostgreSQL" : SCHEMA;
    const { status, body } = await rest.send("POST", `/workflows/${type}/runs`, { asset_fqn, parameters });
    const places = body.error.details.map((each: { path: string[] }) => each.path.join("."));
    expect([status, places]).toEqual([ofDatabase ? 404 : 422, [path]]);
    expect(body.error.message).toContain(words);
  });

  test.each([
    [{ asset: FILM }, "asset"],
    [{ saveAll: true }, "saveAll"],
    [{ save_all: null }, "save_all"],
    [{ save_all: "true" }, "save_all"],
    [{ asset_fqn: 7 }, "asset_fqn"],
    [{ asset_fqn: "a..b" }, "asset_fqn"],
    [{ asset_fqn: "PostgreSQL.dvdrental.public.film.title" }, "asset_fqn"],
    [[], ""],
    ["null", ""],
  ])("the body %j is refused", async (body, path) => {
    const paths = path ? [path] : [""];
    expect(await refused("POST", "/workflows/profiling/runs", body)).toEqual([422, "VALIDATION_ERROR", paths]);
  });
});

test("names of the caller's own are repeated as they are", async () => {
  for (const asset_fqn of ["salesDb", "salesDb.mainDb"]) {
    const { status, body } = await rest.send("POST", "/workflows/service-ingestion/runs", { asset_fqn });
    expect([status, body.error.message]).toEqual([status, expect.stringContaining("salesDb")]);
  }
  const { body } = await rest.send("POST", "/workflows/profiling/runs", { asset_fqn: "salesDb.mainDb" });
  expect(body.error.message).toMatch(/^salesDb.* is not in the catalog\./);
});

describe("a request that is all mistakes gets an answer of a few kB", () => {
  const many = <T>(count: number, item: (n: number) => T) => Array.from({ length: count }, (_, n) => item(n));
  const names = Object.fromEntries(many(15_000, (n) => [`name${n}`, 1]));
  test.each<[string, string, string, object]>([
    ["items of a list", "POST", "generate-pii-tags", { parameters: { include: many(100_000, () => 1) } }],
    [
      "items of a list that is not too long",
      "POST",
      "generate-pii-tags",
      { parameters: { include: many(900, () => 1) } },
    ],
    ["items that are codes", "POST", "generate-pii-tags", { parameters: { recognizers: many(100_000, () => 1) } }],
    ["names", "POST", "generate-pii-tags", names],
    ["names of parameters", "POST", "generate-pii-tags", { parameters: names }],
    ["texts that can't be stored", "POST", "generate-pii-tags", { parameters: { include: many(900, () => "\0") } }],
    ["ids of changes", "PATCH", "", { action: "approve", change_ids: many(100_000, () => 1) }],
    ["ids of changes that can't be stored", "PATCH", "", { action: "approve", change_ids: many(900, () => "\0") }],
  ])("%s", async (_name, method, type, body) => {
    const path = type ? `/workflows/${type}/runs` : `/runs/${v7()}/approval`;
    const answer = await rest.send(method, path, type ? { asset_fqn: SCHEMA, ...body } : body);
    expect([answer.status, answer.body.error.code]).toEqual([422, "VALIDATION_ERROR"]);
    expect(JSON.stringify(answer.body).length).toBeLessThan(4_000);
    expect(answer.body.error.details.length).toBeGreaterThan(0);
  });
});

describe("types have their name in kebab-case, two of them another one too", () => {
  test.each([
    ["dq-rule-generation", "generate-dq-rules"],
    ["dq-tag-generation", "generate-dq-tags"],
  ])("%s is %s", async (alias, type) => {
    const { id, type: own } = await configurationOf(type);
    expect(own).toBe(type);
    expect(await configurationOf(alias)).toMatchObject({ id, type });
    expect(await rest.get(`/workflows/${alias}`)).toMatchObject({ id, type });
    const { body } = await started(alias, { asset_fqn: FILM });
    expect(body.configuration_id).toBe(id);
    const { items } = await rest.get(`/runs?type=${alias}`);
    expect(items[0]).toMatchObject({ id: body.id, workflow_type: type });
  });

  test("a type that is none is refused in a filter, and not found in a path", async () => {
    for (const type of ["GENERATE_DQ_RULES", "nothing", "constructor"]) {
      expect(await refused("GET", `/workflows?type=${type}`)).toEqual([422, "VALIDATION_ERROR", ["type"]]);
      expect(await refused("GET", `/workflows/${type}`)).toEqual([404, "RESOURCE_NOT_FOUND", ["configuration_id"]]);
    }
  });
});

test("an idempotency key answers the same run, and refuses other input", async () => {
  const key = { "idempotency-key": v7() };
  const body = { asset_fqn: FILM, parameters: { use_validation: true } };
  const first = await started("generate-dq-rules", body, key);
  expect(first.headers.get("idempotent-replayed")).toBeNull();
  const again = await rest.send("POST", "/workflows/dq-rule-generation/runs", body, key);
  expect([again.status, again.body.id, again.headers.get("idempotent-replayed")]).toEqual([201, first.body.id, "true"]);
  const { createWorkflowRun: overGraphql } = await graph.ask(
    `mutation ($input: CreateWorkflowRunInput!) { createWorkflowRun(input: $input) { replayed workflowRun { id } } }`,
    {
      input: {
        configurationId: first.body.configuration_id,
        assetFqn: FILM,
        parameters: { generateDqRules: { useValidation: true } },
        idempotencyKey: key["idempotency-key"],
      },
    },
  );
  expect(overGraphql).toEqual({ replayed: true, workflowRun: { id: first.body.id } });
  const other = { ...body, save_all: false };
  expect(await refused("POST", "/workflows/generate-dq-rules/runs", other, key)).toEqual([
    409,
    "CONFLICT",
    ["Idempotency-Key"],
  ]);
  const tooLong = { "idempotency-key": "k".repeat(256) };
  expect(await refused("POST", "/workflows/generate-dq-rules/runs", body, tooLong)).toEqual([
    422,
    "VALIDATION_ERROR",
    ["Idempotency-Key"],
  ]);
});

describe("every error has the envelope", () => {
  const RUNS = "/workflows/profiling/runs";
  const JSON_TYPE = { "content-type": "application/json" };

  test.each<[string, string, string, string | undefined, Record<string, string>, number, string]>([
    ["malformed JSON", "POST", RUNS, "{ not", JSON_TYPE, 400, "INVALID_REQUEST"],
    ["an empty body that says it is JSON", "POST", RUNS, "", JSON_TYPE, 400, "INVALID_REQUEST"],
    ["another content type", "POST", RUNS, "a=b", { "content-type": "text/plain" }, 415, "INVALID_REQUEST"],
    ["a compressed body", "POST", RUNS, "{}", { ...JSON_TYPE, "content-encoding": "gzip" }, 415, "INVALID_REQUEST"],
    ["a body that is too large", "POST", RUNS, " ".repeat(LIMITS.bodyBytes + 1), JSON_TYPE, 413, "INVALID_REQUEST"],
    ["an unknown address", "GET", "/nothing", undefined, {}, 404, "RESOURCE_NOT_FOUND"],
    ["a malformed address", "GET", "/runs/%zz", undefined, {}, 400, "INVALID_REQUEST"],
    ["another method", "DELETE", RUNS, undefined, {}, 405, "INVALID_REQUEST"],
    ["another method of a run", "PUT", `/runs/${v7()}`, "{", JSON_TYPE, 405, "INVALID_REQUEST"],
    ["no token", "GET", "/runs", undefined, { authorization: "" }, 401, "INVALID_TOKEN"],
    ["no token and no JSON", "POST", RUNS, "{", { ...JSON_TYPE, authorization: "" }, 401, "INVALID_TOKEN"],
    ["a token that is none", "GET", "/runs", undefined, { authorization: "Bearer a.b.c" }, 401, "INVALID_TOKEN"],
    ["another project", "GET", "/runs", undefined, { "x-project-id": "other" }, 403, "INSUFFICIENT_PERMISSIONS"],
    ["an unknown configuration", "POST", `/workflows/${v7()}/runs`, "{}", JSON_TYPE, 404, "RESOURCE_NOT_FOUND"],
    ["an id that is none", "GET", "/runs/1", undefined, {}, 404, "RESOURCE_NOT_FOUND"],
    ["an unknown parameter", "GET", "/runs?page=2", undefined, {}, 422, "VALIDATION_ERROR"],
    ["an unknown parameter of one run", "GET", `/runs/${v7()}?full=1`, undefined, {}, 422, "VALIDATION_ERROR"],
    ["a page that is too large", "GET", "/runs?limit=101", undefined, {}, 422, "VALIDATION_ERROR"],
    ["a cursor of nobody", "GET", "/runs?cursor=abc", undefined, {}, 400, "INVALID_REQUEST"],
    [
      "a stream for somebody who takes none",
      "GET",
      "RUN/events",
      undefined,
      { accept: "text/html" },
      406,
      "INVALID_REQUEST",
    ],
  ])("%s", async (_name, method, path, body, headers, status, code) => {
    const id = path.startsWith("RUN") ? (await rest.get("/runs?limit=1")).items[0].id : "";
    const answer = await rest.send(method, path.replace("RUN", `/runs/${id}`), body, headers);
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|select |FST_ERR/i);
    if (status === 401) expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    if (status === 405) expect(answer.headers.get("allow")).toMatch(/POST|GET, HEAD/);
  });

  test("the project's own X-Project-ID is let through", async () => {
    expect((await rest.send("GET", "/runs", undefined, { "x-project-id": "acme" })).status).toBe(200);
  });

  test.each([
    ["POST", RUNS, "runs:read"],
    ["POST", `/runs/${v7()}/cancel`, "runs:read"],
    ["POST", `/runs/${v7()}/approval`, "runs:write"],
    ["PATCH", `/runs/${v7()}/approval`, "runs:write"],
    ["GET", "/runs", "runs:write"],
    ["GET", `/runs/${v7()}/events`, "runs:write"],
    ["GET", `/tables/${FILM}`, "approvals:write"],
    ["GET", `/scorecards/${FILM}`, "data:read"],
  ])("%s %s with no more than %s is refused before the body is read", async (method, path, scope) => {
    const { token } = await app.as({ scope });
    const body = method === "GET" ? undefined : "{";
    const answer = await restClient(app.url, token).send(method, path, body);
    expect([answer.status, answer.body.error.code]).toEqual([403, "INSUFFICIENT_PERMISSIONS"]);
  });

  test("a run that has ended can't be cancelled, nor one that has not be done again", async () => {
    const waiting = await rest.post("/workflows/metadata-assessment/runs", { asset_fqn: FILM });
    const ended = await (
      await fetch(`${app.url}${BASE}/runs/${waiting.id}/events`, {
        headers: { authorization: `Bearer ${graph.token}` },
      })
    ).text();
    expect(ended).toContain("event: end");
    expect(await refused("POST", `/runs/${waiting.id}/cancel`, {})).toEqual([409, "CONFLICT", ["run_id"]]);
    const again = await rest.send("POST", `/runs/${waiting.id}/retry`, { mode: "all" });
    expect([again.status, again.headers.get("location")]).toEqual([201, `${BASE}/runs/${again.body.id}`]);
    expect(again.body.id).not.toBe(waiting.id);
  });

  test("an error of ours is told by its request id alone", async () => {
    const { superuserUrl } = app.database;
    await execute(superuserUrl, "alter table workflow_run rename to elsewhere");
    try {
      const { status, body } = await rest.send("GET", "/runs");
      expect([status, body.error]).toEqual([500, { code: "INTERNAL_ERROR", message: expect.any(String), details: [] }]);
      expect(JSON.stringify(body)).not.toContain("workflow_run");
    } finally {
      await execute(superuserUrl, "alter table elsewhere rename to workflow_run");
    }
  });
});
