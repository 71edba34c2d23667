import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { verdict } from "../../src/quality/rules/verdict.js";

test("a share that is exactly what the threshold allows passes", () => {
  expect(verdict(100, 10, 0.9)).toEqual({ status: "PASSED", failingShare: "0.1" });
  expect(verdict(100, 11, 0.9)).toEqual({ status: "FAILED", failingShare: "0.11" });
  expect(verdict(10, 3, 0.7).status).toBe("PASSED");
  expect(verdict(3, 1, 1)).toEqual({ status: "FAILED", failingShare: "0.333333333333" });
  expect(verdict(3, 2, 0)).toEqual({ status: "PASSED", failingShare: "0.666666666667" });
  expect(verdict(0, 0, 1)).toEqual({ status: "PASSED", failingShare: "0" });
  expect(verdict(7, 7, 1)).toEqual({ status: "FAILED", failingShare: "1" });
});

test("for thresholds of whole percents it is what whole numbers say", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 1, max: 1e9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (percent, checked, share) => {
        const failing = Math.floor(checked * share);
        const { status, failingShare } = verdict(checked, failing, percent / 100);
        expect(status === "PASSED").toBe(failing * 100 <= (100 - percent) * checked);
        expect(Number(failingShare)).toBeCloseTo(failing / checked, 11);
      },
    ),
  );
});
