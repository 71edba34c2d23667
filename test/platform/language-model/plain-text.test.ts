import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { plainText } from "../../../src/platform/language-model/plain-text.js";

test.each([
  ["  One row\n per\u0000 rental. ", "One row per rental."],
  ["The `customer_id` of the **customer**.", "The customer_id of the customer."],
  ["# Customers\n\n* who rent", "Customers who rent"],
  ["evil\u202etxt\u200b.", "eviltxt."],
  ["Le prénom, Größe, 顧客, می‌خواهم", "Le prénom, Größe, 顧客, می‌خواهم"],
  ["Rate < 5 & more; amount * rate, a_b_c, 1:2, data: x", "Rate < 5 & more; amount * rate, a_b_c, 1:2, data: x"],
])("%j is made plain", (text, plain) => {
  expect(plainText(text, 200)).toBe(plain);
});

test.each([
  "",
  " \u0007\n",
  "<script>alert(1)</script>",
  "a <img src=x onerror=y>",
  "&lt;b&gt;",
  "&#x3c;b",
  "[click](javascript:alert)",
  "![x][1]",
  "see https://evil.test/steal",
  "see www.evil.test",
  "data:text/html,x",
  "java\u0000script:alert(1)",
  "<\u200bscript>",
  "x".repeat(201),
])("%j is refused", (text) => {
  expect(plainText(text, 200)).toBeUndefined();
});

test("whatever comes in, what comes out is one bounded paragraph without markup, and stays what it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 100 }), (text) => {
      const plain = plainText(text, 50);
      if (plain === undefined) return;
      expect(plain.length).toBeLessThanOrEqual(50);
      expect(plain).not.toMatch(/[\p{Cc}\p{Cs}\n]|<[a-z/!?]|\]\(/iu);
      expect(plainText(plain, 50)).toBe(plain);
    }),
  );
});
