import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Validator } from "@seriousme/openapi-schema-validator";
import { v7 } from "uuid";
import { reads } from "../federation/reads.js";
import { until } from "../gateway/support/until.js";
import { withLimit } from "../gateway/support/with-limit.js";
import { startTestApp, type TestApp, type TestClient } from "../support/app.js";
import { execute } from "../support/postgres.js";
import { ingestedSample, runToEnd } from "../support/sample-service.js";
import { follow } from "./follow.js";
import { callsOfGeneratedClient } from "./generated-client.js";
import { BASE, conforms, document, type RestClient, restClient } from "./rest-client.js";
import { startCutter } from "./stream-cutter.js";

const CUSTOMER = "PostgreSQL.dvdrental.public.customer";
const FILM = "PostgreSQL.dvdrental.public.film";

let app: TestApp;
let graph: TestClient;
let rest: RestClient;
/** A run whose results nobody has decided on, and one that has measured. */
let undecided: string;
let assessment: string;
beforeAll(async () => {
  app = await startTestApp();
  graph = await app.as();
  rest = restClient(app.url, graph.token);
  await ingestedSample(graph);
  await graph.ask(
    `mutation ($table: AssetFqn!) { createDqRule(input: { tableFqn: $table, rule: { range: { column: "active", max: "1" } } }) {
      userErrors { message } } }`,
    { table: CUSTOMER },
  );
  await runToEnd(graph, "DQ_EXECUTION", CUSTOMER);
  undecided = (await runToEnd(graph, "GENERATE_PII_TAGS", CUSTOMER, { saveAll: false })).runId;
  assessment = (await runToEnd(graph, "METADATA_ASSESSMENT", "PostgreSQL.dvdrental.public")).runId;
});
afterAll(() => app.stop());

const code = async (method: string, path: string, body?: unknown) => {
  const answer = await rest.send(method, path, body);
  return [answer.status, answer.body.error?.code];
};

test("a run shows its workflow, its asset in parts, input, output, times and tasks", async () => {
  const run = await rest.get(`/runs/${undecided}`);
  expect(run).toMatchObject({
    status: "completed",
    workflow_type: "generate-pii-tags",
    workflow_name: expect.stringMatching(/^Default: /),
    asset: { service: "PostgreSQL", database: "dvdrental", schema: "public", table: "customer", column: null },
    input: { asset_fqn: CUSTOMER, save_all: false, parameters: { data_access: "sample", confidence_threshold: 0.8 } },
    output: { tables: 1, tags_found: expect.any(Number), by_kind: expect.any(Array) },
    created_by_client_id: "tester",
    attempt: 1,
    tasks: [{ ordinal: 1, target_fqn: CUSTOMER, status: "succeeded", progress: 1 }],
  });
  expect(run.duration_seconds).toBe((Date.parse(run.completed_at) - Date.parse(run.started_at)) / 1000);
  expect((await rest.get(`/runs/${undecided}/tasks?status=succeeded`)).items).toEqual(run.tasks);
});

test("lists are paged to their end, each item once, and filters hold together", async () => {
  const all: string[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: any = await rest.get(`/runs?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    all.push(...page.items.map((run: { id: string }) => run.id));
    cursor = page.next_cursor;
  }
  expect([new Set(all).size, all]).toEqual([all.length, [...all].sort().reverse()]);
  const some = await rest.get(
    `/runs?status=completed&status=failed&type=generate-pii-tags&asset_fqn=${CUSTOMER}&started_from=2020-01-01T00:00:00%2B01:00`,
  );
  expect(some.items.map((run: { id: string }) => run.id)).toEqual([undecided]);
  expect((await rest.get("/runs?status=failed")).items).toEqual([]);
  expect((await rest.get("/runs?started_before=2020-01-01T00:00:00Z")).items).toEqual([]);
  expect((await rest.get("/runs?order=oldest_first&limit=1")).items[0].workflow_type).toBe("service-ingestion");
  const { next_cursor: other } = await rest.get("/runs?limit=1");
  expect(await code("GET", `/runs?limit=1&order=oldest_first&cursor=${other}`)).toEqual([400, "INVALID_REQUEST"]);
  const { items } = await rest.get("/workflows?limit=100");
  expect(items.map((each: { type: string }) => each.type)).toContain("run-all-enrichment");
});

test("a decision is made once, changed by PATCH, and taken back", async () => {
  const path = `/runs/${undecided}/approval`;
  const waiting = await rest.get(path);
  expect(waiting).toMatchObject({ status: "pending", auto_saved: false, decided_by_client_id: null });
  const { items: inbox } = await rest.get("/approvals?status=pending&type=generate-pii-tags");
  expect(inbox.map((each: { run_id: string }) => each.run_id)).toEqual([undecided]);
  const { pending_changes: changes, requires_approval: waits } = await rest.get(
    `/tables/${CUSTOMER}?include=pending_changes`,
  );
  expect([waits, changes.items.length]).toEqual([true, waiting.change_counts.pending]);
  expect((await rest.get(`/tables/${CUSTOMER}/pending-changes?limit=100`)).items).toEqual(changes.items);
  expect((await rest.get(`/tables/${CUSTOMER}`)).pending_changes).toBeNull();

  expect(await code("POST", path, { action: "pending" })).toEqual([422, "VALIDATION_ERROR"]);
  expect(await code("POST", path, { action: "approve", notes: "n".repeat(2001) })).toEqual([422, "VALIDATION_ERROR"]);
  expect(await code("PATCH", path, { action: "pending" })).toEqual([409, "CONFLICT"]);
  expect(await code("PATCH", path, { action: "approve", change_ids: [v7()] })).toEqual([404, "RESOURCE_NOT_FOUND"]);
  const decided = await rest.send("POST", path, { action: "approve", notes: "n".repeat(2000) });
  expect(decided).toMatchObject({
    status: 201,
    body: { approval: { status: "approved", decided_by_client_id: "tester" } },
  });
  expect(decided.body.outcome.decided).toBe(changes.items.length);
  const again = await rest.send("POST", path, { action: "reject" });
  expect([again.status, again.body.error.code]).toEqual([409, "RESOURCE_ALREADY_EXISTS"]);
  expect(again.body.error.message).toBe("It is approved already: change that by PATCH.");
  expect(await code("PATCH", path, { action: "reject" })).toEqual([409, "CONFLICT"]);
  const { items: approved } = await rest.get(`/runs/${undecided}/changes?decision=approved&limit=100`);
  expect(approved.map((each: { id: string }) => each.id).sort()).toEqual(
    changes.items.map((each: { id: string }) => each.id).sort(),
  );
  const back = await rest.send("PATCH", path, { action: "pending" });
  expect(back).toMatchObject({ status: 200, body: { approval: { status: "pending" }, conflicts: [] } });
  const [first] = changes.items;
  const part = await rest.send("PATCH", path, { action: "reject", change_ids: [first.id] });
  expect(part.body).toMatchObject({ approval: { status: "pending" }, outcome: { decided: 1 } });
  expect(await code("GET", `/runs/${assessment}/approval`)).toEqual([404, "RESOURCE_NOT_FOUND"]);
  await rest.send("PATCH", path, { action: "approve" });
});

test("a table shows its columns, tags with reasons, and rules; values only to those who may read data", async () => {
  const table = await rest.get(`/tables/${CUSTOMER}`);
  expect(table).toMatchObject({ fqn: CUSTOMER, kind: "table", pending_changes: null });
  const email = table.columns.find((column: { name: string }) => column.name === "email");
  expect(email.tags).toContainEqual(
    expect.objectContaining({
      name: "PII.Email",
      justification: expect.objectContaining({ summary: expect.any(String) }),
    }),
  );
  const [rule] = table.columns.find((column: { name: string }) => column.name === "active").data_quality.rules;
  expect(rule).toMatchObject({ kind: "range", latest_execution: { status: "passed", rows_failing: 0 } });
  expect(rule.sql).toContain("select");
  const { token } = await app.as({ scope: "runs:read" });
  const masked = await restClient(app.url, token).get(`/tables/${CUSTOMER}`);
  const [hidden] = masked.columns.find((column: { name: string }) => column.name === "active").data_quality.rules;
  expect([hidden.name, hidden.sql, hidden.definition]).toEqual(["***", "***", "***"]);
  expect(await code("GET", `/tables/${CUSTOMER}.email`)).toEqual([404, "RESOURCE_NOT_FOUND"]);
  expect(await code("GET", "/tables/a..b")).toEqual([422, "VALIDATION_ERROR"]);
  expect(await code("GET", `/tables/${encodeURIComponent('PostgreSQL."a/b".public.film')}`)).toEqual([
    404,
    "RESOURCE_NOT_FOUND",
  ]);
});

test("a scorecard is of now, of a time or of a run, and by weights of one's own", async () => {
  const path = "/scorecards/PostgreSQL.dvdrental.public";
  const now = await rest.get(path);
  expect(now).toMatchObject({ as_of: null, workflow_run_id: null, score: expect.stringMatching(/^0\.\d+$/) });
  expect((await rest.get(`${path}?workflow_run_id=${assessment}`)).workflow_run_id).toBe(assessment);
  expect((await rest.get(`${path}?as_of=2020-01-01T00:00:00Z`)).score).toBeNull();
  const alone = await rest.get(
    `${path}?${["classification", "structure", "coverage"].map((each) => `weight=${each}:0`).join("&")}`,
  );
  const documentation = alone.dimensions.find((each: { dimension: string }) => each.dimension === "documentation");
  expect(alone.score).toBe(documentation.score);
  for (const query of ["weight=structure", "weight=nothing:1", "weight=structure:x", "weight=STRUCTURE:1"]) {
    expect(await code("GET", `${path}?${query}`)).toEqual([422, "VALIDATION_ERROR"]);
  }
  const both = await rest.send("GET", `${path}?as_of=2020-01-01T00:00:00Z&workflow_run_id=${assessment}`);
  expect(both.body.error).toMatchObject({ message: "Give `as_of` or `workflow_run_id`, not both." });
});

test("what is another tenant's answers like what nobody has, at each address of the document", async () => {
  const b = restClient(app.url, (await app.as({ project: "b" })).token);
  const { configuration_id: configuration } = await rest.get(`/runs/${undecided}`);
  const { items } = await rest.get(`/runs/${undecided}/changes?limit=1`);
  const theirs = { configuration_id: configuration, run_id: undecided, table_fqn: CUSTOMER, asset_fqn: CUSTOMER };
  const nobodys = { configuration_id: v7(), run_id: v7(), table_fqn: "A.b.c.d", asset_fqn: "A.b.c.d" };
  const bodies: Record<string, object> = {
    createApproval: { action: "approve", change_ids: [items[0].id] },
    changeApproval: { action: "approve" },
  };
  let asked = 0;
  for (const [path, operations] of Object.entries<any>(document.paths)) {
    for (const [method, { operationId }] of Object.entries<any>(operations)) {
      if (!path.includes("{")) continue;
      const ask = async (values: Record<string, string>) => {
        const address = path.replace(BASE, "").replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
        const body = method === "get" ? undefined : (bodies[operationId] ?? {});
        const { status, body: answer } = await b.send(method.toUpperCase(), address, body);
        return { status, error: answer.error };
      };
      const answer = await ask(theirs);
      expect({ operationId, ...answer }).toEqual({ operationId, ...(await ask(nobodys)) });
      expect({ operationId, status: answer.status }).toEqual({ operationId, status: 404 });
      asked++;
    }
  }
  expect(asked).toBeGreaterThan(10);
  for (const filter of [`configuration_id=${configuration}`, `asset_fqn=${CUSTOMER}`]) {
    expect((await b.get(`/runs?${filter}`)).items).toEqual([]);
  }
});

test("what was measured for another tenant, and what it has, is of no use to one with the same names", async () => {
  const other = await app.as({ project: "c" });
  await ingestedSample(other);
  const c = restClient(app.url, other.token);
  const answers = async (method: string, path: (id: string) => string, body: (id: string) => object | undefined) => {
    const ask = async (id: string) => {
      const { status, body: answer } = await c.send(method, path(id), body(id));
      return { status, error: JSON.parse(JSON.stringify(answer.error).replaceAll(id, "it")) };
    };
    const [theirs, nobodys] = [await ask(assessment), await ask(v7())];
    expect(theirs).toEqual(nobodys);
    return theirs.status;
  };
  const none = () => undefined;
  expect(await answers("GET", (id) => `/scorecards/PostgreSQL.dvdrental?workflow_run_id=${id}`, none)).toBe(404);
  const b = restClient(app.url, (await app.as({ project: "b" })).token);
  for (const asset_fqn of [CUSTOMER, "A.b.c.d"]) {
    for (const type of ["profiling", "metadata-assessment"]) {
      const { status, body } = await b.send("POST", `/workflows/${type}/runs`, { asset_fqn });
      expect([status, body.error]).toEqual([
        404,
        {
          code: "RESOURCE_NOT_FOUND",
          message: `${asset_fqn} is not in the catalog. Is its service ingested?`,
          details: [{ code: "RESOURCE_NOT_FOUND", message: body.error.message, path: ["asset_fqn"] }],
        },
      ]);
    }
  }
});

test("a workflow has its schedule and its triggers, each read once for all of a list", async () => {
  const before = await rest.get("/workflows/metadata-assessment");
  expect([before.schedule, before.triggers]).toEqual([null, []]);
  const cause = (await rest.get("/workflows/service-ingestion")).id;
  await graph.ask(
    `mutation ($id: ID!, $cause: ID!) {
      updateWorkflowConfiguration(input: { id: $id, assetFqn: "PostgreSQL.dvdrental" }) { userErrors { message } }
      setWorkflowSchedule(input: {
        configurationId: $id, cronExpression: "0 0 1 1 *", timezone: "Europe/Berlin", enabled: false, startDate: "2090-01-01T00:00:00Z"
      }) { userErrors { message } }
      ended: createWorkflowTrigger(input: { configurationId: $id, enabled: false, event: { runCompleted: { configurationId: $cause } } }) {
        userErrors { message }
      }
      changed: createWorkflowTrigger(input: { configurationId: $id, enabled: false, event: { tableChanged: { assetFqn: "PostgreSQL" } } }) {
        userErrors { message }
      }
      failed: createWorkflowTrigger(input: { configurationId: $id, enabled: false, event: { ruleFailed: { minimumSeverity: CRITICAL } } }) {
        userErrors { message }
      }
    }`,
    { id: before.id, cause },
  );
  const after = await rest.get("/workflows/metadata-assessment");
  expect(after.schedule).toEqual({
    cron_expression: "0 0 1 1 *",
    timezone: "Europe/Berlin",
    start_date: "2090-01-01T00:00:00.000Z",
    enabled: false,
    overlap_policy: "skip",
    save_all: true,
    last_fired_at: null,
    client_id: "tester",
    updated_at: expect.any(String),
  });
  const rest_of_trigger = {
    ...{ id: expect.any(String), enabled: false, overlap_policy: "skip", save_all: true, client_id: "tester" },
    ...{ created_at: expect.any(String), updated_at: expect.any(String) },
  };
  expect(after.triggers).toEqual([
    {
      ...rest_of_trigger,
      event: { type: "run_completed", configuration_id: cause, statuses: ["completed", "completed_with_errors"] },
    },
    { ...rest_of_trigger, event: { type: "table_changed", asset_fqn: "PostgreSQL" } },
    {
      ...rest_of_trigger,
      event: { type: "rule_failed", asset_fqn: null, minimum_severity: "critical", rule_id: null },
    },
  ]);
  const statements = await reads(/workflow_(schedule|trigger)"/, async () => {
    expect((await rest.get("/workflows?limit=100")).items).toContainEqual(after);
  });
  expect(statements.length).toBe(2);
});

describe("the stream of a run", () => {
  const EVENT = { $ref: "#/components/schemas/RunEvent" };
  const raw = async (headers: Record<string, string> = {}, token = graph.token) =>
    fetch(`${app.url}${BASE}/runs/${assessment}/events`, { headers: { authorization: `Bearer ${token}`, ...headers } });
  const idsIn = (text: string) => [...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));

  test("tells all that happened, in order, and ends after the last event", async () => {
    const response = await raw();
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const text = await response.text();
    expect(text).toMatch(/^retry: \d{4}\n\n/);
    expect(text.endsWith("event: end\ndata: {}\n\n")).toBe(true);
    const events = [...text.matchAll(/^id: \d+\ndata: (.*)$/gm)].map(([, data]) => JSON.parse(data!));
    for (const event of events) conforms(EVENT, event, `An event ${event.type}`);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
    expect(idsIn(text)).toEqual(events.map(({ sequence }) => sequence));
    const statuses = events.filter(({ type }) => type === "status").map(({ to }) => to);
    expect(statuses).toEqual(["pending", "running", "completed"]);
    expect(events.at(-1)).toMatchObject({ type: "status", from: "running", to: "completed" });
    const later = await (await raw({ "last-event-id": "3" })).text();
    expect(idsIn(later)).toEqual(idsIn(text).slice(3));
    const last = String(events.length);
    expect((await raw({ "last-event-id": last })).status).toBe(204);
    expect((await raw({ "last-event-id": String(events.length + 1) })).status).toBe(400);
    expect((await raw({ "last-event-id": "x" })).status).toBe(422);
  });

  test("that is cut off goes on by Last-Event-ID, with no gap and no duplicate, in an EventSource", async () => {
    await using cutter = await startCutter(app.url);
    const { id } = await rest.post("/workflows/metadata-assessment/runs", { asset_fqn: "PostgreSQL.dvdrental" });
    const seen = await follow(`${cutter.url}${BASE}/runs/${id}/events`, graph.token, (sequence) => {
      if (sequence % 10 === 5) cutter.cut();
    });
    expect(cutter.cuts).toBeGreaterThan(1);
    expect(seen.map(({ sequence }) => sequence)).toEqual(seen.map((_, index) => index + 1));
    expect(seen.at(-1)).toMatchObject({ type: "status", to: "completed" });
    const whole = await fetch(`${app.url}${BASE}/runs/${id}/events`, {
      headers: { authorization: `Bearer ${graph.token}` },
    });
    expect(idsIn(await whole.text())).toEqual(seen.map(({ sequence }) => sequence));
  });

  test("is one of so many of a tenant; another tenant's are its own", async () => {
    const everyRun = async (token: string, signal?: AbortSignal) =>
      fetch(
        `${app.url}/graphql/stream?query=${encodeURIComponent("subscription { workflowRunStatusChanged { to } }")}`,
        {
          headers: { accept: "text/event-stream", authorization: `Bearer ${token}` },
          signal,
        },
      );
    await withLimit("streamsPerTenant", 1, async () => {
      const gone = new AbortController();
      expect((await everyRun(graph.token, gone.signal)).status).toBe(200);
      const more = await rest.send("GET", `/runs/${assessment}/events`);
      expect([more.status, more.body.error.code]).toEqual([429, "RATE_LIMIT_EXCEEDED"]);
      expect(more.headers.get("retry-after")).toBe("5");
      const refused = await everyRun(graph.token);
      expect([refused.status, ((await refused.json()) as any).errors[0].extensions.code]).toEqual([
        429,
        "RATE_LIMIT_EXCEEDED",
      ]);
      const other = new AbortController();
      expect((await everyRun((await app.as({ project: "b" })).token, other.signal)).status).toBe(200);
      other.abort();
      gone.abort();
      await until(async () => {
        const { status, body } = await raw();
        await body?.cancel();
        return status === 200;
      }, "it gets in once the first has ended");
    });
  });

  test("is not given up by who comes back while it can't be had: that is told as a problem", async () => {
    for (const limit of ["streamsPerGateway", "streamsPerTenant"] as const) {
      const back = await withLimit(limit, 0, () => raw({ "last-event-id": "3" }));
      expect([back.status, back.headers.get("content-type"), back.headers.get("retry-after")]).toEqual([
        200,
        "text/event-stream; charset=utf-8",
        null,
      ]);
      const [, problem] = /^retry: \d{4}\n\nevent: problem\ndata: (.*)\n\n$/.exec(await back.text())!;
      conforms({ $ref: "#/components/schemas/Error" }, JSON.parse(problem!), "A problem");
      const code = limit === "streamsPerGateway" ? "SERVICE_UNAVAILABLE" : "RATE_LIMIT_EXCEEDED";
      expect(JSON.parse(problem!)).toMatchObject({ error: { code }, request_id: back.headers.get("x-request-id") });
    }
  });

  test("that has to end before the run says why", async () => {
    const expired = await app.token({ expiresInSeconds: -5 }); // within the tolerance of clocks, but of no use to a stream
    const text = await (await raw({}, expired)).text();
    const [, data] = /^event: problem\ndata: (.*)$/m.exec(text)!;
    conforms({ $ref: "#/components/schemas/Error" }, JSON.parse(data!), "A problem");
    expect(JSON.parse(data!).error.code).toBe("AUTH_EXPIRED");
    expect(text).not.toContain("event: end");
    const full = await withLimit("streamsPerGateway", 0, () => raw());
    expect([full.status, full.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(((await full.json()) as { error: object }).error).toMatchObject({ code: "SERVICE_UNAVAILABLE" });
    await execute(app.database.superuserUrl, `update workflow_run set events_pruned = true where id = '${assessment}'`);
    const pruned = await raw({ "last-event-id": "3" });
    expect([pruned.status, ((await pruned.json()) as any).error.code]).toEqual([410, "CURSOR_EXPIRED"]);
  });
});

test("a client that a public generator made of the document compiles and does its work", async () => {
  const { run, events, missing, workflows } = await callsOfGeneratedClient(app.url, graph.token, FILM);
  expect(run).toMatchObject({ status: "pending", asset_fqn: FILM, save_all: true, pipeline_id: null });
  expect(events.at(-1)).toMatchObject({ type: "status", to: "completed" });
  expect(missing).toBe("RESOURCE_NOT_FOUND");
  expect(workflows).toContain("generate-dq-rules");
});

test("the document is a valid one, and with its page served to everybody; neither asks another address", async () => {
  const served = (await (await fetch(`${app.url}/api/openapi.json`)).json()) as Record<string, unknown>;
  expect(served).toEqual(JSON.parse(readFileSync("schema/openapi.json", "utf8")));
  const validator = new Validator();
  expect(await validator.validate(served)).toEqual({ valid: true });
  expect(validator.version).toBe("3.1");
  const page = await fetch(`${app.url}/api/docs`);
  expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; script-src 'self';/);
  const html = await page.text();
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
  expect(named.filter((address) => !/^(\/api\/docs\/|data:)/.test(address))).toEqual([]);
  for (const address of named.filter((each) => each.startsWith("/"))) {
    const asset = await fetch(app.url + address);
    await asset.arrayBuffer();
    expect([address, asset.status]).toEqual([address, 200]);
  }
  expect((await fetch(`${app.url}/api/docs/assets/index.html`)).status).toBe(404);
  expect((await fetch(`${app.url}/api/openapi.json`, { method: "POST" })).status).toBe(405);
});
