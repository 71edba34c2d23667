import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { RawSocket } from "./support/raw-socket.js";
import { startTestGateway, type TestGateway } from "./support/test-gateway.js";
import { streams } from "./support/test-streams.js";
import { until } from "./support/until.js";

const LAG_SECONDS = 1;
const ENDLESS = 1_000_000;
const MESSAGE_BYTES = 100_000;
/** What the kernel's buffers of both sides hold at the very most. */
const BUFFERS = 40_000_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ subscriberLagSeconds: LAG_SECONDS });
});
afterAll(() => gateway.close());
afterEach(() => until(() => streams.open === 0, "no stream is left open"));

/** Waits until nothing more is produced for a reader who takes nothing. */
async function stalled(): Promise<number> {
  let before = -1;
  await until(async () => {
    const same = streams.produced > 0 && streams.produced === before;
    before = streams.produced;
    await new Promise((resolve) => setTimeout(resolve, 200));
    return same;
  }, "the producer waits for its reader");
  return before;
}

test("a WebSocket that is not read costs what is in flight, is cut off with LAGGED, and holds up nobody else", async () => {
  streams.reset();
  const lazy = await RawSocket.ready(gateway.url, gateway.token);
  const keen = await RawSocket.ready(gateway.url, gateway.token);
  lazy.subscribe("1", `subscription { heavy(upTo: ${ENDLESS}) }`);
  await lazy.next("next", "1");
  lazy.socket.pause();
  const produced = await stalled();
  expect(produced * MESSAGE_BYTES).toBeLessThan(BUFFERS);

  keen.subscribe("1", "{ received(sent: { size: 3 }) }");
  await keen.next("complete", "1");

  await until(() => streams.open === 0, "the stream has ended");
  expect(streams.produced).toBeLessThanOrEqual(produced + 1);
  lazy.socket.resume();
  const { code, reason } = await lazy.closed;
  // The close frame stands behind what was not read: who does not read at all sees the connection cut.
  expect([code, reason]).toEqual(code === 4408 ? [4408, "LAGGED"] : [1006, ""]);
  keen.socket.close();
});

test("one that reads again in time goes on", async () => {
  streams.reset();
  const slow = await RawSocket.ready(gateway.url, gateway.token);
  slow.subscribe("1", "subscription { heavy(upTo: 400) }");
  for (let pause = 0; pause < 4; pause++) {
    await slow.next("next", "1");
    slow.socket.pause();
    await new Promise((resolve) => setTimeout(resolve, (LAG_SECONDS * 1000) / 5));
    slow.socket.resume();
  }
  await slow.next("complete", "1");
  expect(slow.received).toHaveLength(396);
  slow.socket.close();
});

test("a client that asks without reading the answers is not read either", async () => {
  const socket = await RawSocket.ready(gateway.url, gateway.token);
  socket.socket.pause();
  const ping = JSON.stringify({ type: "ping", payload: { text: "x".repeat(50_000) } });
  let sent = 0;
  // Until the gateway takes no more: what we send stays with us.
  await until(async () => {
    for (let n = 0; n < 20; n++, sent++) socket.send(ping);
    await new Promise((resolve) => setImmediate(resolve));
    return socket.socket.bufferedAmount > BUFFERS || socket.socket.readyState !== socket.socket.OPEN;
  }, "the gateway stops reading");
  expect(sent * ping.length).toBeLessThan(BUFFERS * 4);
  socket.socket.terminate();
});

test("an SSE stream that is not read costs what is in flight, and is cut off", async () => {
  streams.reset();
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  const body = JSON.stringify({ query: `subscription { heavy(upTo: ${ENDLESS}) }` });
  socket.pause();
  socket.write(
    `POST /graphql/stream HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\nauthorization: Bearer ${gateway.token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
  const produced = await stalled();
  expect(produced * MESSAGE_BYTES).toBeLessThan(BUFFERS);
  await until(() => streams.open === 0, "the stream has ended");
  expect(streams.produced).toBeLessThanOrEqual(produced + 1);
  socket.on("error", () => {});
  socket.resume();
  await once(socket, "close");
});
