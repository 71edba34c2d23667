import { expect, test } from "@jest/globals";
import { a, boundedList, plural, singular } from "../../../src/workflows/wording/english.js";

test.each([
  ["film", "films"],
  ["category", "categories"],
  ["address", "addresses"],
  ["status", "statuses"],
  ["person", "people"],
  ["diagnosis", "diagnoses"],
  ["staff member", "staff members"],
  ["criterion", "criteria"],
  ["movie", "movies"],
  ["lens", "lenses"],
])("%s, %s", (one, many) => {
  expect(plural(one)).toBe(many);
  expect(singular(many)).toBe(one);
  expect(singular(one)).toBe(one);
});

test("tables of staff and inventory hold members and items", () => {
  expect([singular("staff"), singular("inventory"), singular("sales")]).toEqual([
    "staff member",
    "inventory item",
    "sale",
  ]);
});

test("a or an goes by sound", () => {
  const phrases = ["actor", "user", "unit", "unimportant row", "hour", "house", "SKU", "URL", "ugly sweater", "e-mail"];
  expect(phrases.map(a)).toEqual([
    "an actor",
    "a user",
    "a unit",
    "an unimportant row",
    "an hour",
    "a house",
    "an SKU",
    "a URL",
    "an ugly sweater",
    "an e-mail",
  ]);
});

test("a list counts what is beyond its bound, but not a single one", () => {
  expect(boundedList(["a", "b", "c"], 3, "columns")).toBe("a, b and c");
  expect(boundedList(["a", "b", "c", "d"], 3, "columns")).toBe("a, b, c and d");
  expect(boundedList(["a", "b", "c", "d", "e"], 3, "columns")).toBe("a, b, c and 2 more columns");
});
