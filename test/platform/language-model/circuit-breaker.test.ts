import { expect, test } from "@jest/globals";
import { CircuitBreaker } from "../../../src/platform/language-model/circuit-breaker.js";

let now: number;

function broken(): CircuitBreaker {
  now = 0;
  const breaker = new CircuitBreaker(() => now);
  for (let i = 0; i < 4; i++) breaker.failed();
  breaker.succeeded();
  for (let i = 0; i < 4; i++) breaker.failed();
  expect(breaker.admits()).toBe(true);
  for (let i = 0; i < 4; i++) breaker.failed(); // the fifth, and three that were under way
  expect(breaker.admits()).toBe(false);
  return breaker;
}

test("five failures in a row pause for a minute; then one question tries, and where it fails the pause is twice as long", () => {
  const breaker = broken();
  now += 59_999;
  expect(breaker.admits()).toBe(false);
  now += 1;
  expect(breaker.admits()).toBe(true);
  expect(breaker.admits()).toBe(false); // while the one tries
  breaker.failed();
  now += 119_999;
  expect(breaker.admits()).toBe(false);
  now += 1;
  expect(breaker.admits()).toBe(true);
});

test("where the try succeeds all may ask again, and five more failures are a first pause", () => {
  const breaker = broken();
  now += 60_000;
  expect(breaker.admits()).toBe(true);
  breaker.succeeded();
  for (let i = 0; i < 5; i++) {
    expect(breaker.admits()).toBe(true);
    breaker.failed();
  }
  now += 60_000;
  expect(breaker.admits()).toBe(true);
});

test("the pause grows to ten minutes", () => {
  const breaker = broken();
  for (let i = 0; i < 10; i++) {
    now += 600_000;
    expect(breaker.admits()).toBe(true);
    breaker.failed();
  }
  now += 599_999;
  expect(breaker.admits()).toBe(false);
});
