import { afterAll, expect, test } from "@jest/globals";
import { z } from "zod";
import { publicSchema } from "../../scripts/public-schema.js";
import { STATUS_OF_CODE } from "../../src/gateway/http-errors.js";
import type { GatewayParts } from "../../src/gateway/parts.js";
import { TokenVerifier } from "../../src/platform/auth/token-verifier.js";
import type { RequestContext, Scope } from "../../src/platform/context.js";
import { codedError, ErrorCode } from "../../src/platform/errors.js";
import { answerOf } from "../../src/rest/graph-answers.js";
import { jsonRoute, type Route, streamRoute } from "../../src/rest/route.js";
import { serveRoutes } from "../../src/rest/serve-routes.js";
import { earlyLeaver, hasEnded } from "../gateway/support/early-leaver.js";
import { startTestGateway, type TestGateway } from "../gateway/support/test-gateway.js";
import { streams } from "../gateway/support/test-streams.js";
import { until } from "../gateway/support/until.js";
import { BASE, conforms, restClient } from "./rest-client.js";

/** A route that does nothing but fail: how each error is answered that no service can be brought to in a test. */
const failing = jsonRoute({
  method: "GET",
  path: "/fail/{code}",
  id: "fail",
  tag: "Runs",
  summary: "Fail",
  scope: "runs:read",
  params: z.object({ code: z.string() }),
  answer: z.object({}),
  handle: ({ params: { code } }) => {
    throw code === "ECONNREFUSED"
      ? Object.assign(new Error("connect ECONNREFUSED"), { code })
      : codedError(code, "Why.");
  },
});

/** Those of the contract, and CONFLICT; INTERNAL_ERROR is told in words of its own, and RATE_LIMIT_EXCEEDED with the streams of a run. */
const CODES = [
  ErrorCode.INVALID_REQUEST,
  ErrorCode.INVALID_TOKEN,
  ErrorCode.INSUFFICIENT_PERMISSIONS,
  ErrorCode.RESOURCE_NOT_FOUND,
  ErrorCode.RESOURCE_ALREADY_EXISTS,
  ErrorCode.VALIDATION_ERROR,
  ErrorCode.CONFLICT,
  ErrorCode.SERVICE_UNAVAILABLE,
];

const gateways: TestGateway[] = [];
async function gateway(
  verifier?: TokenVerifier,
  routes: readonly Route[] = [failing],
  more?: GatewayParts["rest"],
): Promise<TestGateway> {
  const made = await startTestGateway({
    verifier,
    rest: async (app, transport) => {
      await more?.(app, transport);
      serveRoutes(app, transport, routes, {} as never);
    },
  });
  gateways.push(made);
  return made;
}
afterAll(() => Promise.all(gateways.map((each) => each.close())));

test("each code has its status, and says when to come back where that helps", async () => {
  const { url, token } = await gateway();
  const rest = restClient(url, token);
  for (const code of CODES) {
    const { status, headers, body } = await rest.send("GET", `/fail/${code}`);
    expect([code, status, body.error]).toEqual([code, STATUS_OF_CODE[code], { code, message: "Why.", details: [] }]);
    expect(headers.get("retry-after")).toBe(status === 503 ? "5" : null);
  }
  expect(STATUS_OF_CODE).toMatchObject({
    RATE_LIMIT_EXCEEDED: 429,
    SERVICE_UNAVAILABLE: 503,
    RESOURCE_ALREADY_EXISTS: 409,
  });
  const outage = await rest.send("GET", "/fail/ECONNREFUSED");
  expect([outage.status, outage.body.error.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
});

test("a key server that does not answer is an outage", async () => {
  const settings = { jwksUrl: "http://127.0.0.1:9/keys", secret: "", issuer: "", audience: "" };
  const { url, token } = await gateway(new TokenVerifier(settings, false));
  const header = Buffer.from('{"alg":"RS256","kid":"1"}').toString("base64url");
  const answer = await restClient(url, `${header}.${token.split(".").slice(1).join(".")}`).send("GET", "/fail/x");
  expect([answer.status, answer.body.error.code]).toEqual([503, "SERVICE_UNAVAILABLE"]);
});

test("a reader who leaves before the stream begins leaves none running", async () => {
  const { signal, abort, left, rest } = earlyLeaver();
  const slow = streamRoute({
    ...{ method: "GET", path: "/slow", id: "slow", tag: "Runs", summary: "Be slow", scope: "runs:read" },
    event: z.object({}),
    open: async () => {
      await left;
      return { items: (gone) => streams.quiet(gone), text: () => "data: {}\n\n" };
    },
  });
  const { url, token, ...held } = await gateway(undefined, [slow], rest);
  const answer = fetch(`${url}${BASE}/slow`, { headers: { authorization: `Bearer ${token}` }, signal });
  await abort(answer);
  await until(() => hasEnded({ url }, "rest"), "the stream was opened and has ended");
  expect(streams.open).toBe(0);
  await held.close();
});

test("a stream says SERVER_GOING_AWAY as its last word", async () => {
  const quiet = streamRoute({
    ...{ method: "GET", path: "/quiet", id: "quiet", tag: "Runs", summary: "Be quiet", scope: "runs:read" },
    event: z.object({}),
    open: async () => ({ items: (gone) => streams.quiet(gone), text: () => "data: {}\n\n" }),
  });
  const { url, token, drain } = await gateway(undefined, [quiet]);
  const response = await fetch(`${url}${BASE}/quiet`, { headers: { authorization: `Bearer ${token}` } });
  await until(() => streams.open === 1, "it is open");
  const [text] = await Promise.all([response.text(), drain()]);
  const [, last] = /^retry: \d{4}\n\ndata: {}\n\nevent: problem\ndata: (.*)\n\n$/.exec(text)!;
  conforms({ $ref: "#/components/schemas/Error" }, JSON.parse(last!), "A problem");
  expect(JSON.parse(last!)).toMatchObject({
    error: { code: "SERVER_GOING_AWAY" },
    request_id: response.headers.get("x-request-id"),
  });
});

test("what an output masks in GraphQL it masks here", () => {
  const output = publicSchema.getType("GenerateDqRulesOutput")!;
  const stored = { dropped: [{ targetFqn: "a.b.c.d", name: "b is one of 'x'", reason: "No." }] };
  const shown = (...scopes: Scope[]) => {
    const ctx = { identity: { scopes: new Set(scopes) } } as unknown as RequestContext;
    return (answerOf(output, stored, ctx) as { dropped: { name: string }[] }).dropped[0]!.name;
  };
  expect([shown("data:read"), shown("runs:read")]).toEqual(["b is one of 'x'", "***"]);
});
