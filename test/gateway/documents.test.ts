import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import { createClient } from "graphql-sse";
import { RememberedDocuments } from "../../src/gateway/documents/remembered-documents.js";
import { signed } from "../platform/auth/tokens.js";
import { RawSocket } from "./support/raw-socket.js";
import { type Answer, startTestGateway, type TestGateway } from "./support/test-gateway.js";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const named = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

interface Sent {
  query?: string;
  documentId?: unknown;
  extensions?: unknown;
  variables?: object;
}
type Outcome = { data: unknown } | { code: string; message: string; status?: number };
type Send = (gateway: TestGateway, sent: Sent, token?: string) => Promise<Outcome>;

const outcome = ({ data, errors }: Answer, status?: number): Outcome =>
  errors ? { code: errors[0]!.extensions.code as string, message: errors[0]!.message, status } : { data };

const headersOf = (token: string) => ({ authorization: `Bearer ${token}`, "content-type": "application/json" });
const inAddress = (sent: object) => {
  const text = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));
  return new URLSearchParams(Object.entries(sent).map(([name, value]): [string, string] => [name, text(value)]));
};

async function streamed(response: Response): Promise<Outcome> {
  const text = await response.text();
  const data = /^data: (.*)$/m.exec(text)?.[1];
  return outcome(JSON.parse(data ?? text) as Answer, response.status);
}
const stream = { accept: "text/event-stream" };

const transports: Record<string, Send> = {
  POST: async (gateway, sent, token = gateway.token) => {
    const { status, body } = await gateway.post(sent, headersOf(token));
    return outcome(body, status);
  },
  GET: async (gateway, sent, token = gateway.token) => {
    const response = await fetch(`${gateway.url}/graphql?${inAddress(sent)}`, { headers: headersOf(token) });
    return outcome((await response.json()) as Answer, response.status);
  },
  "SSE by POST": async (gateway, sent, token = gateway.token) =>
    streamed(
      await fetch(`${gateway.url}/graphql/stream`, {
        method: "POST",
        headers: { ...headersOf(token), ...stream },
        body: JSON.stringify(sent),
      }),
    ),
  "SSE by GET": async (gateway, sent, token = gateway.token) =>
    streamed(
      await fetch(`${gateway.url}/graphql/stream?${inAddress(sent)}`, { headers: { ...headersOf(token), ...stream } }),
    ),
  WebSocket: async (gateway, sent, token = gateway.token) => {
    const socket = await RawSocket.ready(gateway.url, token);
    socket.send({ type: "subscribe", id: "1", payload: { query: "", ...sent } });
    const answer = await Promise.race([socket.next("next", "1"), socket.next("error", "1")]).finally(() =>
      socket.socket.terminate(),
    );
    return outcome(answer.type === "next" ? (answer.payload as Answer) : { errors: answer.payload as never });
  },
};
const each = Object.entries(transports);

describe("without a list, automatic persisted queries", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway();
  });
  afterAll(() => gateway.close());

  test.each(each)("%s: not found, then sent with its text, then known", async (name, send) => {
    const query = `query ByHash { open } # ${name}`;
    const sent = named(sha256(query));
    const miss = await send(gateway, sent);
    expect(miss).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND", message: "PersistedQueryNotFound" });
    expect("status" in miss && miss.status).toBe(name === "WebSocket" ? undefined : 200);
    expect(await send(gateway, { query, ...sent })).toEqual({ data: { open: "open" } });
    expect(await send(gateway, sent)).toEqual({ data: { open: "open" } });
    expect(await send(gateway, { documentId: `sha256:${sha256(query)}` })).toEqual({ data: { open: "open" } });
  });

  test("what one transport learned, all know, with variables and for mutations too", async () => {
    const query = "mutation Say($text: String!) { echo(text: $text) }";
    const said = { ...named(sha256(query)), variables: { text: "again" } };
    await transports.POST!(gateway, { ...said, query });
    for (const name of ["POST", "SSE by POST", "WebSocket"]) {
      expect(await transports[name]!(gateway, said)).toEqual({ data: { echo: "again" } });
    }
    for (const name of ["GET", "SSE by GET"])
      expect(await transports[name]!(gateway, said)).toMatchObject({ status: 405 });
  });

  test("graphql-sse is told of a miss as of any other error, and goes on with the text", async () => {
    const client = createClient({
      url: `${gateway.url}/graphql/stream`,
      headers: { authorization: `Bearer ${gateway.token}` },
      retryAttempts: 0,
    });
    const query = "subscription OfSse { count(upTo: 1) }";
    const answers: unknown[] = [];
    for (const text of ["", query, ""])
      for await (const answer of client.iterate({ query: text, ...named(sha256(query)) })) answers.push(answer);
    const code = "PERSISTED_QUERY_NOT_FOUND";
    const miss = { errors: [{ message: "PersistedQueryNotFound", extensions: { code } }] };
    expect(answers).toEqual([miss, { data: { count: 1 } }, { data: { count: 1 } }]);
  });

  test.each(each)("%s: a hash that is not the text's is refused, and changes nothing", async (name, send) => {
    const query = `{ open } # mine, ${name}`;
    const hash = sha256(query);
    const refused = { code: "INVALID_REQUEST", message: expect.stringContaining("not the one that its hash") };
    expect(await send(gateway, { query: "{ open }", ...named(hash) })).toMatchObject(refused);
    expect(await send(gateway, named(hash))).toMatchObject({ code: "PERSISTED_QUERY_NOT_FOUND" });
  });

  test.each([
    [{ extensions: { persistedQuery: { version: 2, sha256Hash: sha256("{ open }") } } }],
    [{ extensions: { persistedQuery: { version: 1 } } }],
    [{ extensions: { persistedQuery: "{ open }" } }],
    [{ documentId: { hash: 1 } }],
  ])("%j is malformed", async (sent) => {
    for (const [, send] of each.filter(([name]) => !name.endsWith("GET"))) {
      expect(await send(gateway, { query: "{ open }", ...sent })).toMatchObject({ code: "INVALID_REQUEST" });
    }
  });

  test("no tenant learns what another one sends, and nobody's texts are not kept", async () => {
    const query = "{ open } # ours";
    const stranger = await signed({ project_id: "stranger" });
    await transports.POST!(gateway, { query, ...named(sha256(query)) });
    expect(await transports.POST!(gateway, named(sha256(query)), stranger)).toMatchObject({
      code: "PERSISTED_QUERY_NOT_FOUND",
    });
    const nobodys = { query: "{ open } # nobody's", ...named(sha256("{ open } # nobody's")) };
    const anonymous = (body: object) => gateway.post(body, {});
    expect((await anonymous(nobodys)).body).toEqual({ data: { open: "open" } });
    const { query: _, ...hash } = nobodys;
    expect((await anonymous(hash)).body.errors?.[0]?.message).toBe("PersistedQueryNotFound");
  });

  test("an answer that a hash is not known is not kept on the way", async () => {
    const response = await fetch(`${gateway.url}/graphql?${inAddress(named(sha256("no")))}`, {
      headers: headersOf(gateway.token),
    });
    expect(response.headers.get("cache-control")).toBe("no-store");
  });
});

test("what is remembered is bounded: what was not asked for the longest goes first", () => {
  const documents = new RememberedDocuments();
  const texts = Array.from({ length: 20 }, (_, n) => `{ open } # ${String(n).padEnd(1_000_000, ".")}`);
  const isKnown = (text: string) => {
    try {
      return documents.textOf(named(sha256(text)), "acme") === text;
    } catch {
      return false;
    }
  };
  for (const query of texts) {
    documents.textOf({ query, ...named(sha256(query)) }, "acme");
    expect(isKnown(texts[0]!)).toBe(true);
  }
  expect(texts.map(isKnown)).toEqual(texts.map((_, n) => n === 0 || n > 4));
});

describe("with a list of trusted documents", () => {
  const OPEN = "query Open { open }";
  const COUNT = "subscription Count($to: Int!) { count(upTo: $to) }";
  const DEEP = `query Deep { thing ${"{ inner ".repeat(20)}{ n }${" }".repeat(20)} }`;
  const listed = new Map([
    [sha256(OPEN), OPEN],
    ["count", COUNT],
    ["deep", DEEP],
    ["gone", "query Gone { gone }"],
  ]);
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startTestGateway({ trustedDocuments: listed });
  });
  afterAll(() => gateway.close());

  test.each(each)("%s: executed by id, by Apollo's name, by prefixed hash and by text", async (_name, send) => {
    for (const sent of [{ documentId: sha256(OPEN) }, { documentId: `sha256:${sha256(OPEN)}` }, { query: OPEN }]) {
      expect(await send(gateway, sent)).toEqual({ data: { open: "open" } });
    }
    expect(await send(gateway, named(sha256(OPEN)))).toEqual({ data: { open: "open" } });
    expect(await send(gateway, { query: OPEN, ...named(sha256(OPEN)) })).toEqual({ data: { open: "open" } });
  });

  test.each(each.slice(2))("%s: a subscription, by an id of one's own or by its hash", async (_name, send) => {
    for (const documentId of ["count", sha256(COUNT)]) {
      expect(await send(gateway, { documentId, variables: { to: 1 } })).toEqual({ data: { count: 1 } });
    }
  });

  test.each(each)("%s: everything else is refused", async (name, send) => {
    const others = [
      { query: "{ open }" },
      { query: `${OPEN} ` },
      { query: "{ open }", ...named(sha256("{ open }")) },
      named(sha256("{ open }")),
      { documentId: "other" },
      { documentId: "__proto__" },
      { query: "{ not GraphQL" },
      { query: getIntrospectionQuery() },
    ];
    for (const sent of others) {
      const refused = await send(gateway, sent);
      expect(refused).toMatchObject({ code: "DOCUMENT_NOT_TRUSTED" });
      expect("status" in refused && refused.status).toBe(name === "WebSocket" ? undefined : 400);
    }
    const crossed = { query: OPEN, documentId: "count" };
    expect(await send(gateway, crossed)).toMatchObject({ code: "INVALID_REQUEST" });
  });

  test.each(each)("%s: limits hold for listed documents too", async (_name, send) => {
    expect(await send(gateway, { documentId: "deep" })).toMatchObject({
      code: "INVALID_REQUEST",
      message: expect.stringContaining("nested too deeply"),
    });
  });

  test("a request that says two things at once is refused, whichever of the two is listed", async () => {
    const twice = `query=${encodeURIComponent(OPEN)}&query=${encodeURIComponent("{ open }")}`;
    const response = await fetch(`${gateway.url}/graphql?${twice}`, { headers: headersOf(gateway.token) });
    expect(response.status).toBe(400);
    expect(await transports.POST!(gateway, { query: "" })).toMatchObject({ code: "INVALID_REQUEST" });
  });

  test("documents of the list that can't be executed are told of at the start", () => {
    const told = gateway.logged.filter(({ msg }) => msg === "a trusted document can't be executed");
    expect(told).toEqual([
      expect.objectContaining({ id: "deep", problem: expect.stringContaining("nested too deeply") }),
      expect.objectContaining({ id: "gone", problem: expect.stringContaining('Cannot query field "gone"') }),
    ]);
  });
});
