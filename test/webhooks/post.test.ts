import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server } from "node:net";
import { afterAll, afterEach, beforeAll, expect, test } from "@jest/globals";
import { post } from "../../src/webhooks/post.js";
import { ReceiverHosts } from "../../src/webhooks/receiver-hosts.js";
import { selfSigned } from "../sources/certificate.js";
import { certificate, HOST, hosts, names, trust } from "./harness.js";
import { type Receiver, startReceiver } from "./receiver.js";

let receiver: Receiver;
let distrust: () => void;
const others: Server[] = [];

beforeAll(async () => {
  distrust = trust([certificate.cert]);
  receiver = await startReceiver(certificate);
});
afterEach(() => {
  receiver.received.length = 0;
  names.set(HOST, ["127.0.0.1"]);
  for (const other of others.splice(0)) other.close();
});
afterAll(async () => {
  await receiver.stop();
  distrust();
});

const send = (url = `https://${HOST}:${receiver.port}/`, timeoutMs = 5_000, to = hosts) =>
  post(to, { url: new URL(url), headers: { "webhook-id": "1" }, body: "{}" }, timeoutMs);

async function listen(server: Server): Promise<number> {
  others.push(server);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

test("an answer that wants another protocol is none", async () => {
  receiver.behave((_, response) => {
    response.socket?.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
    return undefined;
  });
  await expect(send()).rejects.toMatchObject({ code: "WEBHOOK_BAD_ANSWER", status: 101 });
});

test.each([200, 201, 204, 299])("%d is delivered", async (status) => {
  receiver.behave(() => status);
  expect(await send()).toBe(status);
  expect(receiver.received).toHaveLength(1);
});

test.each([
  [199, "WEBHOOK_TIMEOUT"], // no final status
  [304, "WEBHOOK_REDIRECTED"],
  [400, "WEBHOOK_REFUSED"],
  [410, "WEBHOOK_GONE"],
  [429, "WEBHOOK_REFUSED"],
  [500, "WEBHOOK_REFUSED"],
  [503, "WEBHOOK_REFUSED"],
])("%d is %s", async (status, code) => {
  receiver.behave((_, response) => {
    if (status >= 200) return status;
    response.writeProcessing();
    return undefined;
  });
  await expect(send(undefined, 300)).rejects.toMatchObject({ code, status: status < 200 ? null : status });
});

test("a redirect is not followed, least of all to a metadata address", async () => {
  const location = [`https://${HOST}:${receiver.port}/elsewhere`, "http://169.254.169.254/latest/meta-data/"];
  for (const to of location) {
    receiver.received.length = 0;
    receiver.behave((_, response) => void response.writeHead(307, { location: to }).end());
    await expect(send()).rejects.toMatchObject({ code: "WEBHOOK_REDIRECTED", status: 307 });
    expect(receiver.received.map(({ path }) => path)).toEqual(["/"]);
  }
});

test("no answer, a slow one and one that never ends are over in time", async () => {
  receiver.behave(() => undefined);
  await expect(send(undefined, 300)).rejects.toMatchObject({ code: "WEBHOOK_TIMEOUT", status: null });
  receiver.behave((_, response) => void response.writeHead(200).write("a little"));
  await expect(send(undefined, 300)).rejects.toMatchObject({ code: "WEBHOOK_TIMEOUT" });
  receiver.behave((_, response) => {
    response.writeHead(200);
    const more = () => response.write("x".repeat(10_000), (error) => error || setImmediate(more));
    more();
    return undefined;
  });
  expect(await send()).toBe(200); // of a long answer the beginning is enough
});

test("an answer that breaks off is none", async () => {
  receiver.behave((_, response) => {
    response.writeHead(200, { "content-length": "100" }).write("half", () => response.destroy());
    return undefined;
  });
  await expect(send()).rejects.toMatchObject({ code: "WEBHOOK_CONNECTION_LOST" });
  receiver.behave((_, response) => void response.destroy());
  await expect(send()).rejects.toMatchObject({ code: "WEBHOOK_CONNECTION_LOST" });
});

test("what is not HTTPS is refused", async () => {
  const plain = await listen(createServer((_, response) => response.end()));
  await expect(send(`https://${HOST}:${plain}/`)).rejects.toMatchObject({ code: "WEBHOOK_TLS_FAILED" });
  const silent = await listen(createTcpServer(() => undefined));
  await expect(send(`https://${HOST}:${silent}/`, 300)).rejects.toMatchObject({ code: "WEBHOOK_TIMEOUT" });
  await expect(send(`https://${HOST}:1/`)).rejects.toMatchObject({ code: "WEBHOOK_UNREACHABLE" });
});

test("certificates are checked, whatever NODE_TLS_REJECT_UNAUTHORIZED says", async () => {
  const stranger = await startReceiver(selfSigned(HOST));
  const wrongName = await startReceiver(certificate);
  names.set("other.test", ["127.0.0.1"]);
  const allowed = new ReceiverHosts(
    { allowHosts: ["127.0.0.1"], denyHosts: [] },
    async (name) => names.get(name) ?? [],
  );
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";
  try {
    await expect(send(`https://${HOST}:${stranger.port}/`)).rejects.toMatchObject({ code: "WEBHOOK_TLS_FAILED" });
    await expect(send(`https://other.test:${wrongName.port}/`, 5_000, allowed)).rejects.toMatchObject({
      code: "WEBHOOK_TLS_FAILED",
    });
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    await stranger.stop();
    await wrongName.stop();
  }
  expect([stranger.received, wrongName.received]).toEqual([[], []]);
});

test("where a name leads is checked with each connection, and the connection goes there", async () => {
  receiver.behave(() => 200);
  const strict = new ReceiverHosts({ allowHosts: ["public"], denyHosts: [] }, async (name) => names.get(name) ?? []);
  for (const addresses of [["127.0.0.1"], ["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["169.254.169.254"], ["::1"]]) {
    names.set(HOST, addresses);
    await expect(send(undefined, 1_000, strict)).rejects.toMatchObject({ code: "WEBHOOK_ADDRESS_FORBIDDEN" });
  }
  names.set(HOST, ["169.254.169.254"]); // no list allows it
  await expect(send(undefined, 1_000)).rejects.toMatchObject({ code: "WEBHOOK_ADDRESS_FORBIDDEN" });
  names.delete(HOST);
  await expect(send()).rejects.toMatchObject({ code: "WEBHOOK_HOST_UNKNOWN" });
  expect(receiver.received).toEqual([]);
  // No resolver of this machine knows the name: it can only have gone to the address that the rules saw.
  names.set(HOST, ["127.0.0.1"]);
  expect(await send()).toBe(200);
});
