import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ConnectionSlots } from "../../src/sources/connection-slots.js";
import { anySources, options, TestSource } from "./source-fixture.js";

let source: TestSource;
beforeAll(async () => {
  source = await TestSource.create();
});
afterAll(() => source.drop());

test("a service's cap holds: who comes later waits until a session is closed", async () => {
  const sources = anySources();
  const target = source.target({ maxConnections: 3 });
  const held = await Promise.all([1, 2, 3].map(() => sources.open(target, options())));
  let opened = 0;
  const later = Array.from({ length: 9 }, async () => {
    const session = await sources.open(target, options());
    opened++;
    const open = (await source.sessions()).length;
    await session.close();
    return open;
  });
  await (await sources.open(source.target({ serviceId: "another" }), options())).close();
  expect(opened).toBe(0);
  for (const session of held) await session.close();
  expect(Math.max(...(await Promise.all(later)))).toBeLessThanOrEqual(3);
  await source.gone();
});

test("a slot comes back when opening fails", async () => {
  const sources = anySources();
  for (let round = 0; round < 3; round++) {
    const opening = sources.open(source.target({ maxConnections: 1, password: "wrong" }), options());
    await expect(opening).rejects.toMatchObject({ code: "SOURCE_AUTHENTICATION_FAILED" });
  }
  await (await sources.open(source.target({ maxConnections: 1 }), options())).close();
});

test("who waits is served in turn; who gives up or is cancelled leaves the queue", async () => {
  const slots = new ConnectionSlots(50);
  const give = await slots.take("a", 1);
  const served: string[] = [];
  const abort = new AbortController();
  const cancelled = slots.take("a", 1, abort.signal).catch((error) => error);
  const tired = slots.take("a", 1).catch((error) => error);
  abort.abort();
  expect(await cancelled).toMatchObject({ code: "SOURCE_CANCELLED" });
  expect(await tired).toMatchObject({ code: "SOURCE_TOO_MANY_CONNECTIONS", retryable: true });
  const turns = ["first", "second"].map((name) =>
    slots.take("a", 1).then((next) => {
      served.push(name);
      next();
    }),
  );
  (await slots.take("b", 1))();
  expect(served).toEqual([]);
  give();
  give();
  await Promise.all(turns);
  expect(served).toEqual(["first", "second"]);
  (await slots.take("a", 1))();
});
