import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { assembled, signed } from "../platform/auth/tokens.js";
import { type Answer, startTestGateway, type TestGateway } from "./support/test-gateway.js";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const WHO = { query: "{ whoAmI }" };
const EVENT_STREAM = { accept: "text/event-stream" };

/** The status and the code of the answer, from both of the HTTP doors. */
async function answers(headers: Record<string, string>, query = WHO.query) {
  const stream = await fetch(`${gateway.url}/graphql/stream`, {
    method: "POST",
    headers: { "content-type": "application/json", ...EVENT_STREAM, ...headers },
    body: JSON.stringify({ query }),
  });
  const code = /"code":"(\w+)"/.exec(await stream.text())?.[1];
  const { status, body, headers: answered } = await gateway.post({ query }, headers);
  return { http: [status, body.errors?.[0]?.extensions.code], sse: [stream.status, code], answered };
}

test("who asks is who the token says", async () => {
  const token = await signed({ org_id: "org", scope: "runs:read admin" });
  const { body } = await gateway.post({ query: "{ whoAmI adminOnly }" }, { authorization: `bearer ${token}` });
  expect(JSON.parse(body.data?.whoAmI as string)).toMatchObject({
    tenantId: '["org","project-a"]',
    clientId: "client-a",
    scopes: ["runs:read", "admin"],
  });
  expect(body.data?.adminOnly).toBe("secret");
});

test("without a token: what is for everybody, and INVALID_TOKEN for the rest", async () => {
  expect((await gateway.post({ query: "{ open }" }, {})).body).toEqual({ data: { open: "open" } });
  const { http, answered } = await answers({});
  expect(http).toEqual([401, "INVALID_TOKEN"]);
  expect(answered.get("www-authenticate")).toBe("Bearer");
});

test("a token in the address is no token", async () => {
  const url = `${gateway.url}/graphql?access_token=${gateway.token}&token=${gateway.token}&authorization=Bearer%20${gateway.token}`;
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(WHO),
  });
  expect(((await response.json()) as Answer).errors?.[0]?.extensions.code).toBe("INVALID_TOKEN");
});

describe("a bad token is refused with 401, whatever it asks for", () => {
  const now = Math.floor(Date.now() / 1000);
  test.each([
    ["expired", async () => `Bearer ${await signed({ exp: now - 3600 })}`],
    ["not valid yet", async () => `Bearer ${await signed({ nbf: now + 3600 })}`],
    [
      "unsigned",
      async () => `Bearer ${assembled({ alg: "none" }, { client_id: "c", project_id: "p", exp: now + 60 })}`,
    ],
    ["of another secret", async () => `Bearer ${await signed({}, "another secret of more than 32 bytes")}`],
    ["without a tenant", async () => `Bearer ${await signed({ project_id: undefined })}`],
    ["of a list of tenants", async () => `Bearer ${await signed({ project_id: ["a", "b"] })}`],
    ["of a nameless client", async () => `Bearer ${await signed({ client_id: "" })}`],
    ["of 10 kB", async () => `Bearer ${"a".repeat(10_000)}`],
    ["of no form", async () => "Bearer nonsense"],
    ["of no scheme", async () => signed({})],
    ["of another scheme", async () => "Basic dXNlcjpwYXNz"],
    ["two at once", async () => `Bearer ${await signed({})}, Bearer ${await signed({})}`],
    ["empty", async () => "Bearer "],
  ])("%s", async (_name, header) => {
    const authorization = await header();
    for (const query of ["{ whoAmI }", "{ open }"]) {
      const { http, sse, answered } = await answers({ authorization }, query);
      expect({ http, sse }).toEqual({ http: [401, "INVALID_TOKEN"], sse: [401, "INVALID_TOKEN"] });
      expect(answered.get("www-authenticate")).toBe("Bearer");
    }
  });
});

test("a token without the scope is told which one it lacks", async () => {
  const { body } = await gateway.post({ query: "{ adminOnly whoAmI }" });
  expect(body.data).toMatchObject({ adminOnly: null, whoAmI: expect.any(String) });
  expect(body.errors).toEqual([
    expect.objectContaining({
      message: "The token lacks the scope admin.",
      path: ["adminOnly"],
      extensions: { code: "INSUFFICIENT_PERMISSIONS" },
    }),
  ]);
});

describe("X-Project-ID", () => {
  test.each([
    ["project-a", 200],
    ["project-b", 403],
    ["", 403],
    ["project-a, project-a", 403],
  ])("%j answers %d", async (project, status) => {
    const headers = { authorization: `Bearer ${gateway.token}`, "x-project-id": project };
    const { http, sse } = await answers(headers);
    const code = status === 200 ? undefined : "INSUFFICIENT_PERMISSIONS";
    expect({ http, sse }).toEqual({ http: [status, code], sse: [status, code] });
  });
});

test("tokens are in no log", () => {
  expect(JSON.stringify(gateway.logged)).not.toContain(gateway.token.slice(-20));
});
