import { Agent, get } from "node:http";
import { afterEach, beforeEach, expect, test } from "@jest/globals";
import { RawSocket } from "./support/raw-socket.js";
import { type Answer, startTestGateway, type TestGateway } from "./support/test-gateway.js";
import { streams } from "./support/test-streams.js";
import { until } from "./support/until.js";

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway({ drainSeconds: 4 });
});
afterEach(async () => {
  streams.release();
  await gateway.close();
});

const openSse = (query: string) =>
  fetch(`${gateway.url}/graphql/stream`, {
    method: "POST",
    headers: {
      accept: "text/event-stream",
      "content-type": "application/json",
      authorization: `Bearer ${gateway.token}`,
    },
    body: JSON.stringify({ query }),
  });

test("streams say SERVER_GOING_AWAY, sockets close with 1001, and what is under way finishes", async () => {
  const socket = await RawSocket.ready(gateway.url, gateway.token);
  socket.subscribe("1", "subscription { quiet }");
  await socket.next("next", "1");
  const sse = (await openSse("subscription { quiet }")).text();
  await until(() => streams.open === 2, "both streams are open");
  const slow = gateway.post({ query: "{ held }" });
  await until(() => streams.held === 1, "the request is under way");

  const drained = gateway.drain();
  const error = (await socket.next("error", "1")).payload as Answer["errors"];
  expect(error![0]!.extensions.code).toBe("SERVER_GOING_AWAY");
  expect(await socket.closed).toEqual({ code: 1001, reason: "Going away" });
  const events = (await sse).split("\n\n").filter((part) => part.startsWith("event"));
  expect(events.at(-2)).toContain('"code":"SERVER_GOING_AWAY"');
  expect(events.at(-1)).toBe("event: complete\ndata:");
  await expect(fetch(`${gateway.url}/health/live`)).rejects.toThrow(); // nobody new is let in

  streams.release();
  const released = Date.now();
  expect((await slow).body).toEqual({ data: { held: "done" } });
  await drained;
  expect(Date.now() - released).toBeLessThan(2_000); // its connection is not waited for
});

test("it is not ready from the first moment on", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const status = () =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = get(`${gateway.url}/health/ready`, { agent }, (response) => {
        response.resume();
        response.once("end", () => resolve(response.statusCode));
      });
      asked.once("error", reject);
    });
  const socket = await RawSocket.ready(gateway.url, gateway.token);
  socket.subscribe("1", "{ held }"); // keeps the gateway waiting for its streams
  await until(() => streams.held === 1, "it is under way");
  expect(await status()).toBe(200);
  const drained = gateway.drain();
  expect(await status()).toBe(503);
  streams.release();
  await drained;
  agent.destroy();
});

test("many sockets are closed bit by bit", async () => {
  const sockets = await Promise.all(Array.from({ length: 40 }, () => RawSocket.ready(gateway.url, gateway.token)));
  const times: number[] = [];
  const closes = sockets.map(async ({ closed }) => {
    const { code } = await closed;
    times.push(Date.now());
    return code;
  });
  await gateway.drain();
  expect(new Set(await Promise.all(closes))).toEqual(new Set([1001]));
  expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(1_000);
});

test("what does not end in time is cut off at the deadline", async () => {
  const endless = gateway.post({ query: "{ held }" });
  const cut = expect(endless).rejects.toThrow();
  await until(() => streams.held === 1, "it is under way");
  const start = Date.now();
  await gateway.drain();
  expect(Date.now() - start).toBeGreaterThan(3_500);
  expect(Date.now() - start).toBeLessThan(10_000);
  await cut;
});

test("close ends everything at once, also twice", async () => {
  const socket = await RawSocket.ready(gateway.url, gateway.token);
  socket.subscribe("1", "subscription { quiet }");
  await socket.next("next", "1");
  const endless = expect(gateway.post({ query: "{ held }" })).rejects.toThrow();
  await until(() => streams.held === 1, "it is under way");
  await Promise.all([gateway.close(), gateway.close()]);
  await socket.closed;
  await endless;
  await until(() => streams.open === 0, "the stream has ended");
});
