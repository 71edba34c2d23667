import { once } from "node:events";
import { request } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Answer, startTestGateway, type TestGateway } from "./support/test-gateway.js";

const FRIEND = "https://friend.example";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ http: { corsOrigins: [FRIEND] } });
});
afterAll(() => gateway.close());

const send = (path: string, init: RequestInit = {}) => fetch(`${gateway.url}${path}`, init);
const json = { "content-type": "application/json" };

test("answers a query", async () => {
  const { status, body } = await gateway.post({ query: "{ open }" });
  expect({ status, body }).toEqual({ status: 200, body: { data: { open: "open" } } });
});

test("gives each request an id, or takes the caller's where it is a plain one", async () => {
  const id = async (sent?: string) =>
    (await send("/health/live", { headers: sent === undefined ? {} : { "x-request-id": sent } })).headers.get(
      "x-request-id",
    );
  expect(await id()).toMatch(/^[\da-f-]{36}$/);
  expect(await id("trace-1.2_3")).toBe("trace-1.2_3");
  expect(await id("a b")).toMatch(/^[\da-f-]{36}$/);
  expect(await id("x".repeat(129))).toMatch(/^[\da-f-]{36}$/);
});

describe("bodies that are no request get a JSON error", () => {
  async function refused(init: RequestInit, path = "/graphql"): Promise<[number, string]> {
    const response = await send(path, { method: "POST", ...init });
    expect(response.headers.get("content-type")).toMatch(/^application\/(graphql-response\+)?json/);
    const text = await response.text();
    expect(text).not.toMatch(/node_modules|\.js:\d|at .*\(/);
    const { errors } = JSON.parse(text) as Answer;
    expect(errors?.[0]?.extensions.code).toBe("INVALID_REQUEST");
    return [response.status, errors![0]!.message];
  }

  test.each([
    ["malformed JSON", "{ not json", "The body is not valid JSON."],
    ["an empty body", "", "The body is empty."],
    ["half a request", '{"query":"{ open', "The body is not valid JSON."],
    ["a prototype in it", '{"__proto__":{"query":"{ open }"}}', "The body is not valid JSON."],
  ])("%s", async (_name, body, message) => {
    expect(await refused({ headers: json, body })).toEqual([400, message]);
  });

  test.each([
    ["[]"],
    ["null"],
    ["7"],
    ['"text"'],
    ["{}"],
    ['{"query":7}'],
    ['{"query":{}}'],
    ['{"query":"{ open }","variables":"{}"}'],
    ['{"query":""}'],
  ])("%s", async (body) => {
    expect((await refused({ headers: json, body }))[0]).toBe(400);
  });

  test("a batch", async () => {
    expect((await refused({ headers: json, body: '[{"query":"{ open }"},{"query":"{ open }"}]' }))[0]).toBe(400);
  });

  test("2 MB", async () => {
    const body = JSON.stringify({ query: `{ open } #${"x".repeat(2_000_000)}` });
    expect(await refused({ headers: json, body })).toEqual([413, "The body is larger than 256 kB."]);
  });

  test("a compressed body, however small", async () => {
    const body = new Uint8Array(gzipSync(JSON.stringify({ query: "{ open }" })));
    const answer = await refused({ headers: { ...json, "content-encoding": "gzip" }, body });
    expect(answer).toEqual([415, "The body must not be compressed."]);
  });

  test.each([
    ["text/plain"],
    ["application/x-www-form-urlencoded"],
    ["multipart/form-data; boundary=x"],
    ["application/graphql"],
    ["text/plain; application/json"],
  ])("%s", async (type) => {
    const body = '{"query":"mutation { echo(text: \\"done\\") }"}';
    expect((await refused({ headers: { "content-type": type }, body }))[0]).toBe(415);
  });

  test("a malformed Host header", async () => {
    const { hostname, port } = new URL(gateway.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: "a b<>", ...json };
      const asked = request({ hostname, port, path: "/graphql", method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asked.once("error", reject).end('{"query":"{ open }"}');
    });
    expect(status).toBe(400);
  });
});

describe("GET", () => {
  const query = `/graphql?query=${encodeURIComponent("{ open }")}`;

  test("answers a query only to whom could not be tricked into sending it", async () => {
    expect((await send(query)).status).toBe(400);
    const response = await send(query, { headers: { "apollo-require-preflight": "1" } });
    expect(await response.json()).toEqual({ data: { open: "open" } });
  });

  test("never runs a mutation", async () => {
    const path = `/graphql?query=${encodeURIComponent('mutation { echo(text: "x") }')}`;
    const response = await send(path, { headers: { "apollo-require-preflight": "1" } });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    expect(((await response.json()) as Answer).errors?.[0]?.extensions.code).toBe("INVALID_REQUEST");
  });

  test("without a query is refused in JSON, also for browsers where GraphiQL is off", async () => {
    for (const accept of ["application/json", "text/html,*/*;q=0.8"]) {
      const response = await send("/graphql", { headers: { accept, "apollo-require-preflight": "1" } });
      expect(response.status).toBe(400);
      expect(response.headers.get("content-type")).toMatch(/json/);
    }
  });
});

describe("pages of other origins", () => {
  test.each([["/graphql"], ["/graphql/stream"]])("may call %s where CORS_ORIGINS names them", async (path) => {
    const asked = { origin: FRIEND, "access-control-request-method": "POST" };
    const { status, headers } = await send(path, { method: "OPTIONS", headers: asked });
    expect(status).toBe(204);
    expect(headers.get("access-control-allow-origin")).toBe(FRIEND);
    expect(headers.get("access-control-allow-headers")).toContain("authorization");
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    expect(headers.get("vary")).toContain("Origin");
  });

  test.each([["https://stranger.example"], ["null"], ["http://friend.example"], [`${FRIEND}.evil.example`]])(
    "may not otherwise: %s",
    async (origin) => {
      for (const method of ["OPTIONS", "POST"]) {
        const { headers } = await send("/graphql", { method, headers: { origin } });
        expect(headers.get("access-control-allow-origin")).toBeNull();
      }
    },
  );
});

test("every answer carries the headers that keep browsers from mistakes", async () => {
  for (const path of ["/graphql", "/health/live", "/nowhere"]) {
    const { headers } = await send(path);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(headers.get("x-powered-by")).toBeNull();
  }
});

test("an address where nothing is answers in the shape of the REST errors", async () => {
  const response = await send("/api/nothing", { headers: { "x-request-id": "r-1" } });
  expect([response.status, await response.json()]).toEqual([
    404,
    {
      error: { code: "RESOURCE_NOT_FOUND", message: "There is nothing at this address.", details: [] },
      request_id: "r-1",
    },
  ]);
});

test("counts its requests and operations", async () => {
  await gateway.post({ query: "{ open }" });
  await gateway.post({ query: "{ nothing }" });
  const text = await (await send("/metrics")).text();
  expect(text).toMatch(/graphql_operations_total\{transport="http",type="query",outcome="ok"\} \d/);
  expect(text).toMatch(/graphql_operations_total\{transport="http",type="unknown",outcome="error"\} \d/);
  expect(text).toMatch(/http_request_duration_seconds_count\{method="POST",route="\/graphql",status="200"\} \d/);
  expect(text).toContain("process_cpu_user_seconds_total");
});

test.each([
  ["headers that are too large", `GET /api HTTP/1.1\r\nhost: x\r\nx-long: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ["no HTTP", "nothing of the kind\r\n\r\n", 400],
])("%s get the answer of any other mistake", async (_name, text, status) => {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => {}); // what it still sends meets a connection that is closed
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.write(text);
  await once(socket, "close");
  const [head, body] = String(Buffer.concat(chunks)).split("\r\n\r\n");
  const { error, request_id } = JSON.parse(body!) as Answer;
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(head).toMatch(/^content-type: application\/json; charset=utf-8\r$/m);
  expect(head).toMatch(/^connection: close\r?$/m);
  expect(head).toContain(`x-request-id: ${request_id}`);
  expect(error).toEqual({ code: "INVALID_REQUEST", message: expect.any(String), details: [] });
});
