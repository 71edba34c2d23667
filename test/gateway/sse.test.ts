import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-sse";
import { TokenVerifier } from "../../src/platform/auth/token-verifier.js";
import { TEST_SECRET } from "../platform/auth/tokens.js";
import { earlyLeaver, hasEnded } from "./support/early-leaver.js";
import { type Answer, startTestGateway, type TestGateway } from "./support/test-gateway.js";
import { streams } from "./support/test-streams.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());
afterEach(() => until(() => streams.open === 0, "no stream is left open"));

function open(query: string, variables?: object, init: RequestInit = {}): Promise<Response> {
  const headers = {
    accept: "text/event-stream",
    "content-type": "application/json",
    authorization: `Bearer ${gateway.token}`,
    ...init.headers,
  };
  const body = JSON.stringify({ query, variables });
  return fetch(`${gateway.url}/graphql/stream`, { method: "POST", body, ...init, headers });
}

interface Event {
  event: string;
  data?: Answer;
}

const eventsIn = (text: string): Event[] =>
  text
    .split("\n\n")
    .filter((part) => part.startsWith("event:"))
    .map((part) => {
      const [, event, data] = /^event: (\w+)\ndata: ?(.*)$/.exec(part)!;
      return data ? { event: event!, data: JSON.parse(data) as Answer } : { event: event! };
    });

const events = async (query: string, variables?: object) => eventsIn(await (await open(query, variables)).text());
const codes = ({ data }: Event) => data?.errors?.map(({ extensions }) => extensions.code);

test("a subscription sends its results in order, and completes", async () => {
  const response = await open("subscription($n: Int!) { count(upTo: $n) }", { n: 3 });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
  expect(response.headers.get("x-request-id")).toMatch(/^[\da-f-]{36}$/);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(eventsIn(await response.text())).toEqual([
    ...[1, 2, 3].map((count) => ({ event: "next", data: { data: { count } } })),
    { event: "complete" },
  ]);
});

test("works with the library's client", async () => {
  const client = createClient({
    url: `${gateway.url}/graphql/stream`,
    headers: { authorization: `Bearer ${gateway.token}` },
    retryAttempts: 0,
  });
  const counts: unknown[] = [];
  for await (const { data } of client.iterate({ query: "subscription { count(upTo: 3) }" })) counts.push(data?.count);
  expect(counts).toEqual([1, 2, 3]);
  client.dispose();
});

test("GET serves subscriptions and queries, and never a mutation", async () => {
  const get = (query: string) =>
    fetch(`${gateway.url}/graphql/stream?query=${encodeURIComponent(query)}&variables=%7B%7D`, {
      headers: { accept: "text/event-stream", authorization: `Bearer ${gateway.token}` },
    });
  expect(eventsIn(await (await get("subscription { count(upTo: 1) }")).text())).toHaveLength(2);
  expect((await get('mutation { echo(text: "x") }')).status).toBe(405);
});

test("a stream that waits in silence ends when its reader goes", async () => {
  const gone = new AbortController();
  const response = await open("subscription { quiet }", undefined, { signal: gone.signal });
  const reader = response.body!.getReader();
  await reader.read();
  await until(() => streams.open === 1, "it is open");
  gone.abort();
  await until(() => streams.open === 0, "it has ended");
});

test("a reader who leaves before the stream begins leaves none running", async () => {
  const { signal, abort, left, rest } = earlyLeaver();
  const verifier = new TokenVerifier({ jwksUrl: "", secret: TEST_SECRET, issuer: "", audience: "" }, false);
  const slow = { verify: (token: string) => left.then(() => verifier.verify(token)) } as TokenVerifier;
  const held = await startTestGateway({ verifier: slow, rest });
  const query = encodeURIComponent("subscription { quiet }");
  const headers = { accept: "text/event-stream", authorization: `Bearer ${held.token}` };
  const answer = fetch(`${held.url}/graphql/stream?query=${query}`, { headers, signal });
  await abort(answer);
  await until(() => hasEnded(held, "sse"), "the stream was opened and has ended");
  await until(() => streams.open === 0, "and so has what it shows");
  await held.close();
});

test.each([
  ["lagged", "LAGGED"],
  ["expired", "AUTH_EXPIRED"],
  ["cursor", "CURSOR_EXPIRED"],
  ["plain", "INTERNAL_ERROR"],
])("a stream that fails (%s) says so with %s before it completes", async (how, code) => {
  const late = await events(`subscription { failing(how: "${how}") }`);
  expect(late.map(({ event }) => event)).toEqual(["next", "next", "complete"]);
  expect(codes(late[1]!)).toEqual([code]);
  const early = await events(`subscription { closed(how: "${how}") }`);
  expect(early.map(({ event }) => event)).toEqual(["next", "complete"]);
  expect(codes(early[0]!)).toEqual([code]);
  expect(JSON.stringify([late, early])).not.toContain("secret_table");
});

test("queries work too, with what was sent", async () => {
  const [next] = await events("query($sent: Sent) { received(sent: $sent) }", { sent: {} });
  const received = JSON.parse(next!.data!.data!.received as string);
  expect(received).toEqual({ sent: { size: 10 }, variables: { sent: {} } });
});

describe("the limits of POST /graphql hold", () => {
  test.each([
    ["no GraphQL", "subscription {"],
    ["an unknown field", "subscription { nothing }"],
    ["aliases", `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: open`).join(" ")} }`],
    ["cost", `{ thing { ${"things(first: 100) { nodes { ".repeat(3)} n ${"} }".repeat(3)} } }`],
  ])("%s", async (_name, query) => {
    const [next, complete] = await events(query);
    expect(codes(next!)).toContain("INVALID_REQUEST");
    expect(complete).toEqual({ event: "complete" });
  });
});

describe("what is no request gets a JSON error", () => {
  test.each<[string, number, RequestInit]>([
    ["another Accept", 406, { headers: { accept: "application/json" } }],
    ["another content type", 415, { headers: { "content-type": "text/plain" } }],
    ["no JSON", 400, { body: "{ not json" }],
    ["no object", 400, { body: "[]" }],
    ["no query", 400, { body: "{}" }],
    ["a query that is no text", 400, { body: '{"query":7}' }],
    ["variables that are no object", 400, { body: '{"query":"{ open }","variables":[]}' }],
    ["a name that is no text", 400, { body: '{"query":"{ open }","operationName":7}' }],
    ["300 kB", 413, { body: JSON.stringify({ query: "x".repeat(300_000) }) }],
  ])("%s", async (_name, status, init) => {
    const response = await open("{ open }", undefined, init);
    expect(response.status).toBe(status);
    expect(((await response.json()) as Answer).errors?.[0]?.extensions.code).toBe("INVALID_REQUEST");
  });
});

test("without a token only what is for everybody is served", async () => {
  const response = await open("subscription { count(upTo: 1) }", undefined, { headers: { authorization: "" } });
  expect(response.status).toBe(401);
  const anonymous = await fetch(`${gateway.url}/graphql/stream`, {
    method: "POST",
    headers: { accept: "text/event-stream", "content-type": "application/json" },
    body: '{"query":"subscription { count(upTo: 1) }"}',
  });
  expect(codes(eventsIn(await anonymous.text())[0]!)).toEqual(["INVALID_TOKEN"]);
});
