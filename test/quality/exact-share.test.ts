import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { exactShare } from "../../src/quality/exact-share.js";

test("shares are decimals of at most twelve places", () => {
  expect(exactShare(0n, 0n)).toBeNull();
  expect(exactShare(0n, 7n)).toBe("0");
  expect(exactShare(7n, 7n)).toBe("1");
  expect(exactShare(1n, 8n)).toBe("0.125");
  expect(exactShare(2n, 3n)).toBe("0.666666666667");
  expect(exactShare(10n ** 30n - 1n, 10n ** 30n)).toBe("1");
});

test("they are off by half of the last place at most, whatever the numbers", () => {
  const share = fc.bigInt(1n, 10n ** 40n).chain((whole) => fc.tuple(fc.bigInt(0n, whole), fc.constant(whole)));
  fc.assert(
    fc.property(share, ([part, whole]) => {
      const text = exactShare(part, whole)!;
      expect(text).toMatch(/^(0|1|0\.\d{0,11}[1-9])$/);
      const units = BigInt(text.replace(".", "").padEnd(text.includes(".") ? 13 : 13, "0"));
      const twice = 2n * (units * whole - part * 10n ** 12n);
      expect(twice <= whole && -twice <= whole).toBe(true);
    }),
  );
});
