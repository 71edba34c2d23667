import { expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { undescribed } from "../../scripts/undescribed.js";
import { testSchema } from "./support/test-schema.js";

test("finds every kind of element that nobody described", () => {
  const schema = buildSchema(`
    directive @ours(how: Int) on FIELD
    "Described." enum Kind { A "Described." B }
    "Described." input In { x: Int "Described." y: Int }
    scalar Odd
    interface Node { id(at: Int): ID }
    union Either = Query
    "Described." type Query { field(arg: In): Odd "  " blank: Kind node: Node "Described." either: Either }
  `);
  expect(undescribed(schema).sort()).toEqual(
    [
      "@ours",
      "@ours.how",
      "Kind.A",
      "In.x",
      "Odd",
      "Node",
      "Node.id",
      "Node.id.at",
      "Either",
      "Query.field",
      "Query.field.arg",
      "Query.blank",
      "Query.node",
    ].sort(),
  );
});

test("a schema of our classes names nothing that has a description, its root types included", () => {
  expect(undescribed(testSchema)).toEqual([]);
});
