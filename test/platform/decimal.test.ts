import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { formatDecimal, parseDecimal } from "../../src/platform/decimal.js";

test("plain digits are read exactly, and printed without needless zeros", () => {
  const digits = fc.stringMatching(/^\d{1,40}$/);
  fc.assert(
    fc.property(digits, fc.option(digits, { nil: undefined }), (whole, fraction) => {
      const { units, places } = parseDecimal(fraction === undefined ? whole : `${whole}.${fraction}`)!;
      expect(units * 10n ** BigInt(40 - places)).toBe(BigInt(whole + (fraction ?? "").padEnd(40, "0")));
      const kept = (fraction ?? "").replace(/0+$/, "");
      expect(formatDecimal({ units, places })).toBe(String(BigInt(whole)) + (kept && `.${kept}`));
    }),
  );
  expect(parseDecimal("-1.50")).toEqual({ units: -15n, places: 1 });
  expect(parseDecimal("+2")).toEqual({ units: 2n, places: 0 });
});

test.each(["", ".", "1.", ".5", "1e3", "NaN", "Infinity", "0x1", "1,5", " 1", "--1", "١", "1".repeat(41)])(
  "%j is no decimal",
  (text) => expect(parseDecimal(text)).toBeUndefined(),
);
