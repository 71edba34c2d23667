import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const failing = async (how: string) => (await gateway.post({ query: `{ fail(how: "${how}") }` })).body.errors?.[0];

test("a mistake of the client in a query has its code and says where in the input", async () => {
  expect(await failing("user")).toMatchObject({
    message: "Too small.",
    path: ["fail"],
    extensions: { code: "VALIDATION_ERROR", path: ["input", "size"] },
  });
});

test("errors that are meant to be seen are seen", async () => {
  expect(await failing("coded")).toMatchObject({ message: "Not there.", extensions: { code: "RESOURCE_NOT_FOUND" } });
  expect(await failing("failure")).toMatchObject({
    message: "The source does not answer.",
    extensions: { code: "SOURCE_UNREACHABLE", retryable: true },
  });
});

test("a database that is away is SERVICE_UNAVAILABLE, and is logged with the request's id", async () => {
  gateway.logged.length = 0;
  const { body, headers } = await gateway.post({ query: '{ fail(how: "outage") }' });
  expect(body.errors).toEqual([
    expect.objectContaining({
      message: "The database is away; try again later.",
      extensions: { code: "SERVICE_UNAVAILABLE" },
    }),
  ]);
  expect(gateway.logged).toEqual([expect.objectContaining({ level: 40, requestId: headers.get("x-request-id") })]);
});

describe("everything else is INTERNAL_ERROR with the request's id, and is logged once", () => {
  test.each([
    ["plain", '{ fail(how: "plain") }', "relation secret_table does not exist"],
    ["of GraphQL's class, but not ours", '{ fail(how: "graphql") }', "select password from users"],
    ["a value that its type does not allow", "{ broken }", "Int cannot represent"],
  ])("%s", async (_name, query, secret) => {
    gateway.logged.length = 0;
    const { body, headers } = await gateway.post({ query });
    const requestId = headers.get("x-request-id");
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.extensions).toEqual({ code: "INTERNAL_ERROR", requestId });
    expect(JSON.stringify(body)).not.toContain(secret);
    const errors = gateway.logged.filter(({ level }) => level === 50);
    expect(errors).toEqual([
      expect.objectContaining({
        requestId,
        err: expect.objectContaining({ message: expect.stringContaining(secret) }),
      }),
    ]);
  });
});

describe("a request that GraphQL can't understand is INVALID_REQUEST", () => {
  test.each([
    ["no GraphQL", { query: "{ open" }],
    ["an unknown field", { query: "{ nothing }" }],
    ["two of a union", { query: '{ choose(choice: { left: "a", right: 1 }) }' }],
    ["none of a union", { query: "{ choose(choice: {}) }" }],
    [
      "two of a union in variables",
      { query: "query($c: Choice!) { choose(choice: $c) }", variables: { c: { left: "a", right: 1 } } },
    ],
    [
      "null as the one of a union",
      { query: "query($c: Choice!) { choose(choice: $c) }", variables: { c: { left: null } } },
    ],
    ["a variable of another type", { query: "query($c: Choice!) { choose(choice: $c) }", variables: { c: 7 } }],
    ["a variable that is missing", { query: "query($c: Choice!) { choose(choice: $c) }" }],
    ["no operation of that name", { query: "query A { open }", operationName: "B" }],
    ["two operations and no name", { query: "query A { open } query B { open }" }],
  ])("%s", async (_name, request) => {
    gateway.logged.length = 0;
    const { body } = await gateway.post(request);
    expect(body.data ?? null).toBeNull();
    for (const { extensions } of body.errors!) expect(extensions).toEqual({ code: "INVALID_REQUEST" });
    expect(gateway.logged).toEqual([]);
  });
});

test("what was sent reaches the resolver beside what the schema made of it", async () => {
  const query = "query($sent: Sent) { received(sent: $sent) }";
  const { body } = await gateway.post({ query, variables: { sent: {} } });
  expect(JSON.parse(body.data?.received as string)).toEqual({ sent: { size: 10 }, variables: { sent: {} } });
});

test("names of the schema are suggested only where it may be read", async () => {
  const suggestion = async (at: TestGateway) => (await at.post({ query: "{ opne }" })).body.errors?.[0]?.message;
  expect(await suggestion(gateway)).toContain('Did you mean "open"?');
  const closed = await startTestGateway({ http: { introspection: false } });
  try {
    expect(await suggestion(closed)).toBe('Cannot query field "opne" on type "Query".');
    const { body } = await closed.post({ query: "{ __schema { types { name } } }" });
    expect(body.errors?.[0]?.extensions.code).toBe("INVALID_REQUEST");
    const subgraph = await closed.post({ query: "{ _service { sdl } }" });
    expect(JSON.stringify(subgraph.body.errors)).toContain("does not show its schema");
    expect((await closed.post({ query: "{ __typename }" })).body.data).toEqual({ __typename: "Query" });
  } finally {
    await closed.close();
  }
});

describe("no error quotes a value of the input", () => {
  const SECRET = 'S3cret; Canary at "x"; ';
  const choose = "query($c: Choice!) { choose(choice: $c) }";
  test.each([
    ["two of a union", { query: choose, variables: { c: { left: SECRET, right: 1 } } }, /OneOf type "Choice"/],
    [
      "an unknown field beside it",
      { query: choose, variables: { c: { left: SECRET, wrong: 1 } } },
      /"wrong" is not defined/,
    ],
    [
      "a wrong type",
      { query: choose, variables: { c: { right: SECRET } } },
      /at "c.right"; Int cannot represent this value/,
    ],
    ["no object at all", { query: choose, variables: { c: SECRET } }, /Expected type "Choice" to be an object/],
    [
      "a literal",
      { query: `{ choose(choice: { right: ${JSON.stringify(SECRET)} }) }` },
      /Int cannot represent non-integer value\.$/,
    ],
    [
      "a literal of a whole input",
      { query: `{ choose(choice: ${JSON.stringify(SECRET)}) }` },
      /Expected value of type "Choice!"\.$/,
    ],
    ["a stray text", { query: `{ choose ${JSON.stringify(SECRET)} }` }, /found String\.$/],
  ])("%s", async (_name, request, words) => {
    const { body } = await gateway.post(request);
    expect(body.errors?.[0]?.message).toMatch(words);
    expect(JSON.stringify(body)).not.toMatch(/S3cret|Canary/);
  });
});

test("a subscription that comes by POST is told where to go", async () => {
  const { body } = await gateway.post({ query: "subscription { quiet }" });
  expect(body.errors?.[0]).toMatchObject({
    message: expect.stringContaining("/graphql/stream"),
    extensions: { code: "INVALID_REQUEST" },
  });
});
