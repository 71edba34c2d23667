import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { backoffMs } from "../../src/webhooks/backoff.js";

const HOUR = 3_600_000;

test("pauses double from 5 seconds up to an hour", () => {
  const pauses = [1, 2, 3, 4, 10, 11, 1000].map((attempts) => backoffMs(attempts, () => 1));
  expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 2_560_000, HOUR, HOUR]);
});

test("up to half of a pause is left to chance", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
      const [pause, longest] = [backoffMs(attempts, () => chance), backoffMs(attempts, () => 1)];
      expect(pause).toBeGreaterThanOrEqual(longest / 2);
      expect(pause).toBeLessThanOrEqual(longest);
    }),
  );
});
