import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { Listener } from "../../src/platform/listener.js";
import { createTestDatabase, type TestDatabase } from "../support/postgres.js";

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase("listener");
  admin = new pg.Client({ connectionString: database.superuserUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** What a listener hears, one after the other. */
function ear(listener: Listener) {
  const heard: string[] = [];
  let arrived = Promise.withResolvers<void>();
  listener.on("jobs", (payload) => {
    heard.push(payload);
    arrived.resolve();
  });
  return async () => {
    while (heard.length === 0) {
      await arrived.promise;
      arrived = Promise.withResolvers<void>();
    }
    arrived = Promise.withResolvers<void>();
    return heard.shift();
  };
}

test("a listener that was cut comes back, and wakes everybody for what it may have missed", async () => {
  const listener = new Listener(database.url, () => undefined);
  const hear = ear(listener);
  await listener.start(["jobs", "cancelled"]);
  await admin.query("select pg_notify('dr_jobs', 'one')");
  expect(await hear()).toBe("one");
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'data-readiness/listener'",
  );
  expect(await hear()).toBe("");
  await admin.query("select pg_notify('dr_jobs', 'two')");
  expect(await hear()).toBe("two");
  await listener.stop();
});

test("a connection that is dead without a word is noticed within seconds", async () => {
  const target = new URL(database.url);
  const relayed: Socket[] = [];
  let silent = false;
  const relay = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    relayed.push(client, server);
    for (const socket of [client, server]) socket.on("error", () => undefined);
    client.on("data", (data) => silent || server.write(data));
    server.on("data", (data) => silent || client.write(data));
  }).listen(0, "127.0.0.1");
  await once(relay, "listening");
  const url = new URL(database.url);
  url.port = String((relay.address() as AddressInfo).port);
  url.hostname = "127.0.0.1";
  const problems: Error[] = [];
  const listener = new Listener(url.href, (error) => problems.push(error));
  const hear = ear(listener);
  await listener.start(["jobs"]);
  silent = true; // the old connection says nothing any more, but stays open
  const lost = relayed.splice(0);
  await admin.query("select pg_notify('dr_jobs', 'missed')");
  while (problems.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
  silent = false;
  expect(await hear()).toBe("");
  await admin.query("select pg_notify('dr_jobs', 'again')");
  expect(await hear()).toBe("again");
  await listener.stop();
  for (const socket of [...lost, ...relayed]) socket.destroy();
  relay.close();
}, 30_000);

test("a server that refuses is an error at the start, and leaves nothing behind", async () => {
  const url = new URL(database.url);
  url.password = "wrong";
  const listener = new Listener(url.href, () => undefined);
  await expect(listener.start(["jobs"])).rejects.toThrow();
  await listener.stop();
});
