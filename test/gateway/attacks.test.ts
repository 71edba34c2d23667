import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { LIMITS } from "../../src/gateway/limits.js";
import { type Answer, startTestGateway, type TestGateway } from "./support/test-gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ http: { introspection: false } }); // as in production
});
afterAll(() => gateway.close());

const times = (count: number, text: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(" ");
const json = { "content-type": "application/json" };
const post = (body: unknown) => ({ method: "POST", headers: json, body: JSON.stringify(body) });
const form = (query: string) => ({
  method: "POST",
  headers: { "content-type": "application/x-www-form-urlencoded" },
  body: new URLSearchParams({ query }).toString(),
});
const inAddress = (query: string) => `/graphql?${new URLSearchParams({ query })}`;
const circles = `{ __schema { ${"types { fields { type { ".repeat(4)} name ${"} } }".repeat(4)} } }`;

/** What scanners of GraphQL servers try first; the list is that of graphql-cop. */
test.each<[string, string, RequestInit]>([
  ["101 aliases", "/graphql", post({ query: `{ ${times(101, (n) => `a${n}: open`)} }` })],
  ["a batch of queries", "/graphql", post(Array.from({ length: 10 }, () => ({ query: "{ open }" })))],
  ["500 fields of one name", "/graphql", post({ query: `{ ${times(500, () => "open")} }` })],
  ["500 directives", "/graphql", post({ query: `{ open ${times(500, () => "@aa")} }` })],
  ["introspection", "/graphql", post({ query: getIntrospectionQuery() })],
  ["introspection in circles", "/graphql", post({ query: circles })],
  ["a query of another site's link", inAddress("{ open }"), {}],
  ["a mutation by GET", inAddress('mutation { echo(text: "x") }'), { headers: json }],
  ["a query of another site's form", "/graphql", form("{ open }")],
  ["a mutation of another site's form", "/graphql", form('mutation { echo(text: "x") }')],
  ["a name that nearly exists", "/graphql", post({ query: "{ opne }" })],
  ["a text that is no GraphQL", "/graphql", post({ query: "{ open" })],
])("%s: refused in few words, without data", async (_name, path, init) => {
  const response = await fetch(`${gateway.url}${path}`, init);
  const text = await response.text();
  const { data, errors = [], ...more } = JSON.parse(text) as Answer & { extensions?: unknown };
  expect([data ?? null, more]).toEqual([null, {}]); // no traces of what the server did
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThanOrEqual(LIMITS.errors + 1);
  for (const { extensions } of errors) expect(extensions).toEqual({ code: "INVALID_REQUEST" });
  expect(text).not.toMatch(/Did you mean|stack|node_modules|\bat .*\(/);
});

test("no page for browsers is there", async () => {
  for (const path of ["/", "/graphql", "/graphiql", "/playground", "/console"]) {
    const response = await fetch(`${gateway.url}${path}`, { headers: { accept: "text/html" } });
    expect(response.headers.get("content-type")).not.toContain("text/html");
  }
});
