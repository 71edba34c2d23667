import { expect, test } from "@jest/globals";
import { CircuitBreaker } from "../../../src/platform/language-model/circuit-breaker.js";

test("five failures in a row pause for a minute, each failure after that for longer, a success starts anew", () => {
  let now = 0;
  const breaker = new CircuitBreaker(() => now);
  const failTimes = (times: number) => {
    for (let i = 0; i < times; i++) breaker.failed();
  };
  failTimes(4);
  breaker.succeeded();
  failTimes(4);
  expect(breaker.paused).toBe(false);
  failTimes(4); // those that were under way when the first pause began don't lengthen it
  expect(breaker.paused).toBe(true);
  now += 60_000;
  expect(breaker.paused).toBe(false);
  breaker.failed();
  now += 119_999;
  expect(breaker.paused).toBe(true);
  now += 1;
  expect(breaker.paused).toBe(false);
  breaker.succeeded();
  failTimes(4);
  expect(breaker.paused).toBe(false);
});

test("the pause grows to ten minutes", () => {
  let now = 0;
  const breaker = new CircuitBreaker(() => now);
  for (let i = 0; i < 20; i++) {
    breaker.failed();
    while (breaker.paused && i < 19) now += 1000;
  }
  now += 599_000;
  expect(breaker.paused).toBe(true);
  now += 1000;
  expect(breaker.paused).toBe(false);
});
