import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { readName } from "../../../src/workflows/wording/read-name.js";
import { splitName } from "../../../src/workflows/wording/split-name.js";

test.each([
  ["customer_id", ["customer", "id"]],
  ["CustomerID", ["customer", "id"]],
  ["customer-ID", ["customer", "id"]],
  ["customerid", ["customer", "id"]],
  ["HTTPServerURLs", ["http", "server", "urls"]],
  ["activebool", ["active", "bool"]],
  ["address2", ["address", "2"]],
  ["invoicelineid", ["invoice", "line", "id"]],
  ["format", ["format"]],
  ["valid", ["valid"]],
  ["reform", ["reform"]],
  ["顧客ID", ["顧客", "id"]],
  ["Größe_Straße", ["größe", "straße"]],
  ["__", []],
])("%s has the parts %j", (name, parts) => {
  expect(splitName(name)).toEqual(parts);
});

const word = fc.stringMatching(/^[a-z]{1,5}$/);

test("separators make no difference", () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 8 }),
      fc.constantFrom("_", " ", "-", ".", "__", "/"),
      (words, separator) => {
        expect(splitName(words.join(separator))).toEqual(words);
      },
    ),
  );
});

test("any name is parted without losing a letter, and parting the parts changes nothing", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 63 }), (name) => {
      const parts = splitName(name);
      const letters = name.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]/gu, "");
      expect(parts.join("")).toBe(splitWhole(letters));
      expect(splitName(parts.join("_")).join("")).toBe(parts.join(""));
      expect(typeof readName(name).title).toBe("string");
    }),
  );
});

/** Lower case may depend on where a word ends, so parts are lowered one by one. */
const splitWhole = (letters: string): string => splitName(letters).join("");

test("a long name without separators takes no time", () => {
  const names = ["a".repeat(63), "orderline".repeat(7), "idididididididididididididididididid"];
  for (const name of names) expect(splitName(name).join("")).toBe(name);
});
