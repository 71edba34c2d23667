import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { parse } from "graphql";
import type { Sink } from "graphql-ws";
import type { Connection } from "../../clients/typescript/src/connection.js";
import { follow } from "../../clients/typescript/src/follow.js";
import {
  CancelRunsDocument,
  type Client,
  CreateRunDocument,
  createClient,
  FollowRunDocument,
  FollowTenantDocument,
  GatewayError,
  LatestCursorDocument,
  ListRunsDocument,
  RunDetailDocument,
  RunEventsDocument,
  type Transition,
  UserErrorsError,
  ViewerDocument,
} from "../../clients/typescript/src/index.js";
import { pauseAfter } from "../../clients/typescript/src/patience.js";
import { startTestApp, type TestApp } from "../support/app.js";
import { defaultConfiguration, ingestedSample } from "../support/sample-service.js";
import { type UnsteadyProxy, unsteadyProxy } from "./unsteady-proxy.js";

const FILM = "PostgreSQL.dvdrental.public.film";
let app: TestApp;
let proxy: UnsteadyProxy;
let token: string;
let direct: Client;
let configurationId: string;
let silentLine: UnsteadyProxy;
let afterSilence: Promise<boolean>;

beforeAll(async () => {
  app = await startTestApp();
  const preparing = await app.as();
  await ingestedSample(preparing);
  configurationId = await defaultConfiguration(preparing, "METADATA_ASSESSMENT");
  proxy = await unsteadyProxy(app.url);
  token = await app.token();
  direct = createClient({ url: `${app.url}/graphql`, token });
  silentLine = await unsteadyProxy(app.url);
  const { stream } = await listening(silentLine);
  silentLine.mute();
  afterSilence = stillComes(stream, await startRun()); // takes a while: the other tests use it
});

afterAll(async () => {
  await Promise.all([proxy.stop(), silentLine.stop()]);
  await app.stop();
});

const throughProxy = (by: string | (() => string | Promise<string>) = token) =>
  createClient({ url: `${proxy.url}/graphql`, token: by });
const startRun = () => direct.request(CreateRunDocument, { input: { configurationId, assetFqn: FILM } }).then(idOf);
const idOf = (data: { createWorkflowRun: { workflowRun: { id: string } | null } | null }) =>
  data.createWorkflowRun!.workflowRun!.id;
const latestCursor = async () =>
  (await direct.request(LatestCursorDocument)).workflowRuns.nodes[0]!.transitions.at(-1)!.cursor;
/** A stream that has had the messages of a run. */
const listening = async ({ url }: UnsteadyProxy, signal?: AbortSignal) => {
  const client = createClient({ url: `${url}/graphql`, token });
  const stream = client.transitions(undefined, { after: await latestCursor(), signal });
  const id = await startRun();
  for (let to: string | undefined; to !== "COMPLETED"; ) to = ((await stream.next()).value as Transition).to;
  return { stream, id };
};
const stillComes = async (stream: AsyncGenerator<Transition>, id: string) => {
  for await (const { workflowRun } of stream) if (workflowRun.id === id) return true;
  return false;
};
const known = ({ workflowRun: { id }, sequence, to }: Transition) => `${id} ${sequence} ${to}`;
const logOf = async (id: string) => {
  const { workflowRun } = await direct.request(RunDetailDocument, { id });
  return workflowRun!.transitions.map(({ sequence, to }) => `${id} ${sequence} ${to}`);
};
const failure = async (work: Promise<unknown>) => {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeDefined();
  return error;
};

describe("a run and its end", () => {
  test("each transition is told once, also when the connection is cut behind each of them", async () => {
    const seen: string[] = [];
    const run = await throughProxy().createWorkflowRunAndWait(
      { configurationId, assetFqn: FILM },
      {
        onTransition: (transition) => {
          seen.push(known(transition));
          proxy.cut();
        },
      },
    );
    expect(run).toMatchObject({ status: "COMPLETED", output: { __typename: "MetadataAssessmentOutput", tables: 1 } });
    expect(seen).toEqual(await logOf(run.id));
    expect(seen).toHaveLength(3);
  });

  test("a create whose answer is lost is sent again, and starts one run", async () => {
    const before = await direct.request(ListRunsDocument, { first: 100 });
    proxy.loseNextAnswer();
    const run = await throughProxy().createWorkflowRunAndWait({ configurationId, assetFqn: FILM });
    const after = await direct.request(ListRunsDocument, { first: 100 });
    expect(after.workflowRuns.nodes).toHaveLength(before.workflowRuns.nodes.length + 1);
    expect(after.workflowRuns.nodes[0]!.id).toBe(run.id);
  });

  test("a connection that something between closes in good order is resumed where it was, not where it began", async () => {
    class Closing extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol);
        this.addEventListener("message", ({ data }) => String(data).includes('"type":"next"') && this.close(1000));
      }
    }
    const id = await startRun();
    const seen: string[] = [];
    const client = createClient({ url: `${app.url}/graphql`, token, webSocket: Closing });
    for await (const transition of client.transitions(id)) seen.push(known(transition));
    expect(seen).toEqual(await logOf(id));
  });

  test("events are followed by the same means, and a run that ended is complete at once", async () => {
    const id = await startRun();
    const events: string[] = [];
    for await (const event of throughProxy().follow(RunEventsDocument, { runId: id })) {
      events.push(event.__typename);
      if (events.length === 2) proxy.cut();
    }
    const all: string[] = [];
    for await (const event of direct.follow(RunEventsDocument, { runId: id })) all.push(event.__typename);
    expect(events).toEqual(all);
    const { workflowRun } = await direct.request(RunDetailDocument, { id });
    const again = direct.transitions(id, { after: workflowRun!.transitions.at(-1)!.cursor });
    expect(await again.next()).toEqual({ done: true, value: undefined });
  });
});

describe("the tenant's stream", () => {
  test("has each transition of all runs once, in the order of the log, through a line that breaks", async () => {
    const after = await latestCursor();
    const ids = [await startRun(), await startRun(), await startRun()];
    const seen: Transition[] = [];
    for await (const transition of throughProxy().transitions(undefined, { after })) {
      seen.push(transition);
      if (seen.length % 4 === 1) proxy.cut();
      if (seen.length === 9) break;
    }
    const log: string[] = [];
    for await (const transition of direct.transitions(undefined, { after })) {
      log.push(known(transition));
      if (log.length === 9) break;
    }
    expect(seen.map(known)).toEqual(log);
    expect(new Set(seen.map(({ workflowRun }) => workflowRun.id))).toEqual(new Set(ids));
  });

  test("nothing is lost when the connection breaks before the first message", async () => {
    let answers = 0;
    const direct: typeof fetch = async (_url, init) => {
      const answer = await fetch(`${app.url}/graphql`, init);
      answers++;
      return answer;
    };
    const stream = createClient({ url: `${proxy.url}/graphql`, token, fetch: direct }).transitions(undefined);
    proxy.refuse(true);
    const asked = proxy.asked();
    const begun = (async () => {
      for await (const { sequence, workflowRun } of stream) if (sequence === 1) return workflowRun.id;
    })();
    await until(() => answers === 1 && proxy.asked() > asked);
    const id = await startRun();
    proxy.refuse(false);
    expect(await begun).toBe(id);
  });

  test("an abort ends it at once, whether it listens or waits to try again", async () => {
    const leaving = new AbortController();
    const { stream } = await listening(proxy, leaving.signal);
    proxy.refuse(true);
    proxy.cut();
    const refused = stream.next();
    const before = proxy.asked();
    await until(() => proxy.asked() > before);
    leaving.abort(new Error("Enough."));
    expect(await failure(refused)).toMatchObject({ message: "Enough." });
    const asked = proxy.asked();
    proxy.refuse(false);
    await direct.createWorkflowRunAndWait({ configurationId, assetFqn: FILM });
    expect(proxy.asked()).toBe(asked);
    const later = new AbortController();
    const next = direct.transitions(undefined, { after: await latestCursor(), signal: later.signal }).next();
    later.abort();
    expect(await failure(next)).toMatchObject({ name: "AbortError" });
  });

  test("pauses are random, and grow to half a minute", () => {
    const many = (failures: number) => Array.from({ length: 200 }, () => pauseAfter(failures));
    expect(Math.max(...many(0))).toBeLessThan(1_000);
    expect(Math.max(...many(20))).toBeLessThan(30_000);
    expect(Math.max(...many(20))).toBeGreaterThan(15_000);
    expect(new Set(many(3)).size).toBeGreaterThan(100);
  });
});

describe("failures in a row", () => {
  /** Attempts of a stream of which each lives so long on a connection that was accepted, and then fails; the 20th completes. */
  async function attempts(livesMs: number): Promise<number> {
    let made = 0;
    let now = 0;
    const random = jest.spyOn(Math, "random").mockReturnValue(0);
    const clock = jest.spyOn(Date, "now").mockImplementation(() => now);
    const subscribe = (_payload: unknown, sink: Sink) => {
      now += livesMs;
      if (++made === 20) sink.complete();
      else sink.error([{ message: "Again.", extensions: { code: "INTERNAL_ERROR" } }]);
      return () => {};
    };
    const connection = { client: { subscribe }, token, accepted: true, end: undefined } as unknown as Connection;
    const follower = { borrow: () => connection, giveBack: () => {}, token: async () => token };
    try {
      await follow(follower, FollowTenantDocument, {}, undefined).next();
      return made;
    } catch {
      return made;
    } finally {
      random.mockRestore();
      clock.mockRestore();
    }
  }

  test("are those of connections that did not hold, also where no message came", async () => {
    expect(await attempts(1_000)).toBe(9);
    expect(await attempts(31_000)).toBe(20);
  });
});

describe("tokens", () => {
  test("one that ends meanwhile is asked for again, by requests and streams", async () => {
    const expired = await app.token({ expiresInSeconds: -3600 });
    let asked = 0;
    const tokens = [expired, token, await app.token({ expiresInSeconds: 2 }), token];
    const client = throughProxy(() => tokens[Math.min(asked++, 3)]!);
    expect((await client.request(ViewerDocument)).viewer.clientId).toBe("tester");
    expect(asked).toBe(2);
    const stream = client.transitions(undefined, { after: await latestCursor() });
    const next = stream.next();
    await until(() => asked === 4);
    const id = await startRun();
    expect(await next).toMatchObject({ value: { sequence: 1, workflowRun: { id } } });
    await stream.return();
  });

  test("one that is refused for good is an error, for requests and streams, and so is what the function throws", async () => {
    const refused = throughProxy("nonsense");
    const error = { name: "GatewayError", code: "INVALID_TOKEN" };
    expect(await failure(refused.request(ViewerDocument))).toMatchObject({ ...error, status: 401 });
    const runId = "0192d3f0-0000-7000-8000-000000000000";
    expect(await failure(refused.transitions(runId).next())).toMatchObject(error);
    const locked = throughProxy(() => Promise.reject(new Error("Locked.")));
    expect(await failure(locked.request(ViewerDocument))).toMatchObject({ message: "Locked." });
    expect(await failure(locked.transitions(runId).next())).toMatchObject({ message: "Locked." });
  });
});

describe("errors", () => {
  test("what payloads find wrong has codes and paths", async () => {
    const error = await failure(
      direct.request(CreateRunDocument, {
        input: { configurationId, assetFqn: FILM, parameters: { profiling: { parallelWorkers: 0 } } },
      }),
    );
    expect(error).toBeInstanceOf(UserErrorsError);
    expect(error).toMatchObject({
      code: "VALIDATION_ERROR",
      errors: [{ code: "VALIDATION_ERROR", path: expect.any(Array), message: expect.any(String) }],
      data: { createWorkflowRun: { workflowRun: null } },
    });
  });

  test("what a document of one's own does not ask of them is left out, and no reason to fail otherwise", async () => {
    const asking = (fields: string) =>
      parse(
        `mutation ($input: CreateWorkflowRunInput!) { createWorkflowRun(input: $input) { userErrors { ${fields} } } }`,
      );
    const input = { configurationId, assetFqn: FILM, parameters: { profiling: { parallelWorkers: 0 } } };
    const error = await failure(direct.request(asking("message"), { input }));
    expect(error).toBeInstanceOf(UserErrorsError);
    expect(error).toMatchObject({ code: undefined, errors: [{ message: (error as Error).message, path: [] }] });
    const bare = await failure(direct.request(asking("__typename"), { input }));
    expect(bare).toMatchObject({ name: "UserErrorsError", message: "Something of the input is wrong." });
  });

  test("all others have a code, and say whether a little later is better", async () => {
    const reader = createClient({ url: `${app.url}/graphql`, token: await app.token({ scope: "runs:read" }) });
    const notAllowed = await failure(reader.request(CancelRunsDocument, { ids: [] }));
    expect(notAllowed).toMatchObject({ code: "INSUFFICIENT_PERMISSIONS", retryable: false });
    const unknown = { runId: "0192d3f0-0000-7000-8000-000000000000" };
    expect(await failure(direct.follow(FollowRunDocument, unknown).next())).toMatchObject({
      code: "RESOURCE_NOT_FOUND",
    });
    const elsewhere = createClient({ url: `${app.url}/nowhere`, token });
    expect(await failure(elsewhere.request(ViewerDocument))).toMatchObject({ status: 404 });
    proxy.refuse(true);
    const unreachable = await failure(throughProxy().request(ViewerDocument));
    proxy.refuse(false);
    expect(unreachable).toBeInstanceOf(GatewayError);
    expect(unreachable).toMatchObject({ code: "UNREACHABLE", retryable: true });
  });
});

test("a connection that went silent is taken for lost", async () => {
  expect(await afterSilence).toBe(true);
});

async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error("It did not come about in time.");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
