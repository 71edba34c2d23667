import { afterAll, afterEach, beforeAll, describe, expect, test } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { LIMITS } from "../../src/gateway/limits.js";
import { TokenVerifier } from "../../src/platform/auth/token-verifier.js";
import { signed } from "../platform/auth/tokens.js";
import { RawSocket } from "./support/raw-socket.js";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";
import { streams } from "./support/test-streams.js";
import { until } from "./support/until.js";
import { withLimit } from "./support/with-limit.js";

const FRIEND = "https://friend.example";

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ http: { corsOrigins: [FRIEND] } });
});
afterAll(() => gateway.close());
afterEach(() => until(() => streams.open === 0, "no stream is left open"));

const ready = () => RawSocket.ready(gateway.url, gateway.token);
const code = ({ payload }: { payload?: unknown }) =>
  (payload as { extensions: { code: string } }[])[0]?.extensions.code;

describe("a subscription", () => {
  test("sends its results in order, and completes", async () => {
    const socket = await ready();
    socket.subscribe("1", "subscription($n: Int!) { count(upTo: $n) }", { n: 3 });
    await socket.next("complete", "1");
    expect(socket.received).toEqual(
      [1, 2, 3].map((count) => ({ id: "1", type: "next", payload: { data: { count } } })),
    );
    socket.socket.close();
  });

  test("works with the library's client", async () => {
    const client = createClient({
      url: `${gateway.url.replace("http", "ws")}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${gateway.token}` },
    });
    const counts: unknown[] = [];
    for await (const { data } of client.iterate({ query: "subscription { count(upTo: 3) }" })) counts.push(data?.count);
    expect(counts).toEqual([1, 2, 3]);
    await client.dispose();
  });

  test("that waits in silence ends when its reader completes it, and when the socket goes", async () => {
    const socket = await ready();
    for (const id of ["1", "2"]) {
      socket.subscribe(id, "subscription { quiet }");
      await socket.next("next", id);
    }
    socket.send({ type: "complete", id: "1" });
    await until(() => streams.open === 1, "the completed one ended");
    socket.socket.terminate();
    await until(() => streams.open === 0, "the other one ended");
  });

  test.each([
    ["lagged", "LAGGED"],
    ["expired", "AUTH_EXPIRED"],
    ["cursor", "CURSOR_EXPIRED"],
    ["coded", "RESOURCE_NOT_FOUND"],
    ["user", "VALIDATION_ERROR"],
    ["plain", "INTERNAL_ERROR"],
    ["graphql", "INTERNAL_ERROR"],
  ])("that fails (%s) says so with %s, whenever it does, and never merely completes", async (how, expected) => {
    const socket = await ready();
    for (const field of ["failing", "closed"]) {
      socket.subscribe(field, `subscription { ${field}(how: "${how}") }`);
      const error = await socket.next("error", field);
      expect(code(error)).toBe(expected);
      expect(JSON.stringify(error)).not.toMatch(/secret_table|password/);
    }
    socket.send({ type: "ping" });
    await socket.next("pong");
    expect(socket.received.map(({ type }) => type)).toEqual(["next"]); // the one before the failure
    socket.socket.close();
  });

  test("gives each event loaders of its own", async () => {
    const socket = await ready();
    socket.subscribe("1", "subscription { loaders }");
    await socket.next("complete");
    expect(socket.received.map(({ payload }) => payload)).toEqual(Array(3).fill({ data: { loaders: 1 } }));
    socket.socket.close();
  });
});

test("queries and mutations work too, with what was sent, and with the same errors", async () => {
  const socket = await ready();
  socket.subscribe("1", "query($sent: Sent) { received(sent: $sent) whoAmI }", { sent: {} });
  const { data } = (await socket.next("next", "1")).payload as { data: Record<string, string> };
  expect(JSON.parse(data.received!)).toEqual({ sent: { size: 10 }, variables: { sent: {} } });
  expect(JSON.parse(data.whoAmI!)).toMatchObject({ clientId: "client-a" });
  socket.subscribe("2", 'mutation { echo(text: "x") }');
  expect((await socket.next("next", "2")).payload).toEqual({ data: { echo: "x" } });
  socket.subscribe("3", '{ fail(how: "plain") adminOnly }');
  const { errors } = (await socket.next("next", "3")).payload as { errors: { extensions: { code: string } }[] };
  expect(errors.map(({ extensions }) => extensions.code).sort()).toEqual([
    "INSUFFICIENT_PERMISSIONS",
    "INTERNAL_ERROR",
  ]);
  socket.subscribe("4", "query($c: Choice!) { choose(choice: $c) }", { c: { left: "a", right: 1 } });
  const refused = (await socket.next("next", "4")).payload as { errors: { extensions: { code: string } }[] };
  expect(refused.errors[0]!.extensions).toEqual({ code: "INVALID_REQUEST" });
  socket.socket.close();
});

describe("the limits of POST hold", () => {
  test.each([
    ["no GraphQL", "subscription {"],
    ["an unknown field", "subscription { nothing }"],
    ["aliases", `{ ${Array.from({ length: 40 }, (_, n) => `a${n}: open`).join(" ")} }`],
    ["depth", `{ thing ${"{ inner ".repeat(20)}{ n }${" }".repeat(20)} }`],
    ["tokens", `{ ${"open ".repeat(3_000)} }`],
    ["cost", `{ thing { ${"things(first: 100) { nodes { ".repeat(3)} n ${"} }".repeat(3)} } }`],
    ["no operation of that name", "fragment F on Query { open }"],
  ])("%s", async (_name, query) => {
    const socket = await ready();
    socket.subscribe("1", query);
    const error = await socket.next("error", "1");
    expect(code(error)).toBe("INVALID_REQUEST");
    expect((error.payload as unknown[]).length).toBeLessThanOrEqual(LIMITS.errors + 1);
    socket.socket.close();
  });

  test("introspection, where it is off", async () => {
    const closed = await startTestGateway({ http: { introspection: false } });
    const socket = await RawSocket.ready(closed.url, closed.token);
    socket.subscribe("1", "{ __schema { types { name } } }");
    expect(code(await socket.next("error", "1"))).toBe("INVALID_REQUEST");
    await closed.close();
  });

  test("a socket runs so many operations at a time and no more", async () => {
    const socket = await ready();
    for (let n = 0; n < LIMITS.operationsPerSocket + 50; n++) socket.subscribe(String(n), "subscription { quiet }");
    for (let n = 0; n < 50; n++) expect(code(await socket.next("error"))).toBe("RATE_LIMIT_EXCEEDED");
    await until(() => streams.open === LIMITS.operationsPerSocket, "the others run");
    socket.socket.terminate();
  });
});

describe("a connection is closed", () => {
  const closes = async (socket: RawSocket) => (await socket.closed).code;

  test.each([
    ["no JSON", "{ not json"],
    ["no object", "[]"],
    ["no type", "{}"],
    ["an unknown type", '{"type":"start"}'],
    ["no query", '{"type":"subscribe","id":"1","payload":{}}'],
    ["variables that are no object", '{"type":"subscribe","id":"1","payload":{"query":"{ open }","variables":[1]}}'],
  ])("4400 for a message with %s", async (_name, message) => {
    const socket = await ready();
    socket.send(message);
    expect(await closes(socket)).toBe(4400);
  });

  test("4400 for a binary message", async () => {
    const socket = await ready();
    socket.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect(await closes(socket)).toBe(4400);
  });

  test("4401 for an operation before the connection is acknowledged", async () => {
    const socket = await RawSocket.open(gateway.url);
    socket.subscribe("1", "{ open }");
    expect(await closes(socket)).toBe(4401);
  });

  test.each([
    ["no token", async () => undefined],
    ["an empty token", async () => ({ authorization: "" })],
    ["no bearer token", async () => ({ authorization: await signed({}) })],
    ["an expired one", async () => ({ authorization: `Bearer ${await signed({ exp: 1 })}` })],
    ["one of another secret", async () => ({ authorization: `Bearer ${await signed({}, "x".repeat(32))}` })],
    ["one that is an object", async () => ({ authorization: { toString: "Bearer" } })],
    ["a token under another name", async () => ({ token: await signed({}) })],
  ])("4401 for a connection_init with %s", async (_name, params) => {
    const socket = await RawSocket.open(gateway.url);
    socket.init(await params());
    expect(await socket.closed).toEqual({ code: 4401, reason: "INVALID_TOKEN" });
    expect(socket.received).toEqual([]);
  });

  test("4403 for X-Project-ID of another project", async () => {
    const socket = await RawSocket.open(gateway.url, { headers: { "x-project-id": "project-b" } });
    socket.init({ authorization: `Bearer ${gateway.token}` });
    expect(await socket.closed).toEqual({ code: 4403, reason: "INSUFFICIENT_PERMISSIONS" });
  });

  test("1013 while tokens can't be verified", async () => {
    const jwksUrl = "http://127.0.0.1:1/keys";
    const verifier = new TokenVerifier({ jwksUrl, secret: "", issuer: "", audience: "" }, true);
    const keyless = await startTestGateway({ verifier });
    const socket = await RawSocket.open(keyless.url);
    // Any token of the right form: the keys are asked for before the signature is looked at.
    const header = Buffer.from('{"alg":"ES256","kid":"k"}').toString("base64url");
    socket.init({ authorization: `Bearer ${header}.e30.AAAA` });
    expect(await socket.closed).toEqual({ code: 1013, reason: "SERVICE_UNAVAILABLE" });
    await keyless.close();
  });

  test("4406 for a protocol that we do not speak", async () => {
    const socket = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`, "graphql-ws");
    // No protocol is chosen, and the client gives up, or we close it: either way nothing is served.
    const closed = await new Promise((resolve) => {
      socket.once("error", () => resolve("refused"));
      socket.once("close", (closeCode) => resolve(closeCode));
    });
    expect(["refused", 4406]).toContain(closed);
    const none = new WebSocket(`${gateway.url.replace("http", "ws")}/graphql`);
    expect(await new Promise((resolve) => none.once("close", resolve))).toBe(4406);
  });

  test("4408 for one that never says connection_init", async () => {
    const silent = await Promise.all(Array.from({ length: 50 }, () => RawSocket.open(gateway.url)));
    expect(new Set(await Promise.all(silent.map(closes)))).toEqual(new Set([4408]));
  }, 30_000);

  test("4409 for an operation id that is in use", async () => {
    const socket = await ready();
    socket.subscribe("1", "subscription { quiet }");
    socket.subscribe("1", "subscription { quiet }");
    expect(await closes(socket)).toBe(4409);
  });

  test("4429 for a second connection_init, also with another token", async () => {
    const socket = await ready();
    socket.init({ authorization: `Bearer ${await signed({ project_id: "project-b" })}` });
    expect(await closes(socket)).toBe(4429);
  });

  test("1013 where its tenant has as many sockets as it can have; another tenant's are its own", async () => {
    await withLimit("socketsPerTenant", 1, async () => {
      const first = await ready();
      const more = await RawSocket.open(gateway.url);
      more.init({ authorization: `Bearer ${gateway.token}` });
      expect(await more.closed).toEqual({ code: 1013, reason: "RATE_LIMIT_EXCEEDED" });
      const other = await RawSocket.ready(gateway.url, await signed({ project_id: "project-b" }));
      for (const each of [first, other]) each.socket.close();
      await until(async () => {
        const again = await RawSocket.open(gateway.url);
        again.init({ authorization: `Bearer ${gateway.token}` });
        const acknowledged = await again.next("connection_ack").catch(() => undefined);
        again.socket.close();
        return acknowledged !== undefined;
      }, "it gets in once the first has gone");
    });
  });

  test("1009 for a message that is too large", async () => {
    const socket = await ready();
    socket.subscribe("1", `{ open } #${"x".repeat(LIMITS.bodyBytes)}`);
    expect(await closes(socket)).toBe(1009);
  });

  test("when its token ends, and before that it starts nothing more", async () => {
    const exp = Math.floor(Date.now() / 1000) + 2;
    const socket = await RawSocket.ready(gateway.url, await signed({ exp }));
    socket.subscribe("1", "{ open }");
    expect((await socket.next("next", "1")).payload).toEqual({ data: { open: "open" } });
    await until(() => Date.now() > exp * 1000, "the token has ended");
    socket.subscribe("2", "{ open }");
    expect(code(await socket.next("error", "2"))).toBe("AUTH_EXPIRED");
    expect(await socket.closed).toEqual({ code: 4403, reason: "AUTH_EXPIRED" });
  });
});

describe("an upgrade is refused", () => {
  const status = (path: string, headers: Record<string, string>) =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${gateway.url.replace("http", "ws")}${path}`, "graphql-transport-ws", { headers });
      socket.once("unexpected-response", (_request, response) => resolve(response.statusCode));
      socket.once("open", () => {
        socket.close();
        resolve(101);
      });
      socket.once("error", () => {});
    });

  test("to pages of other origins, but not to our own and those of CORS_ORIGINS", async () => {
    for (const origin of ["https://stranger.example", "null", `${FRIEND}.evil.example`, "http://127.0.0.1:1"]) {
      expect([origin, await status("/graphql", { origin })]).toEqual([origin, 403]);
    }
    for (const origin of [FRIEND, gateway.url]) expect(await status("/graphql", { origin })).toBe(101);
  });

  test("anywhere else", async () => {
    for (const path of ["/", "/graphql/stream", "/graphqlx", "/health/live"]) expect(await status(path, {})).toBe(404);
    expect(await status("/graphql?x=1", {})).toBe(101);
  });
});
