import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildSchema, type GraphQLResolveInfo, graphqlSync } from "graphql";
import { sentInput } from "../../src/platform/sent-input.js";

const schema = buildSchema(`
  input Inner { a: Int = 1, b: String = "b", c: Boolean = true, list: [Inner] = [], inner: Inner }
  input Outer { inner: Inner = { a: 7 }, flag: Boolean! = true, text: String, many: [Int!] = [1] }
  type Query { ask(input: Outer): Boolean }
`);

function sentBy(source: string, variables?: Record<string, unknown>): unknown {
  let sent: unknown;
  const ask = (_args: object, _context: unknown, info: GraphQLResolveInfo) => {
    sent = sentInput(info, "input", variables);
    return true;
  };
  const { errors } = graphqlSync({ schema, source, variableValues: variables, rootValue: { ask } });
  if (errors) throw errors[0];
  return sent;
}

const inner = fc.letrec((tie) => ({
  inner: fc.record(
    {
      a: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
      b: fc.option(fc.string()),
      c: fc.option(fc.boolean()),
      list: fc.option(fc.array(fc.option(tie("inner")), { maxLength: 3 })),
      inner: fc.option(tie("inner")),
    },
    { requiredKeys: [] },
  ),
})).inner;
const outer = fc.record(
  { inner: fc.option(inner), flag: fc.boolean(), text: fc.option(fc.string()), many: fc.option(fc.array(fc.nat(9))) },
  { requiredKeys: [] },
);

/** Writes a value as GraphQL does; `replace` may put a variable in its place. */
function literal(value: unknown, type: string, variables: Map<string, [string, unknown]>, pick: () => boolean): string {
  if (pick()) {
    const name = `v${variables.size}`;
    variables.set(name, [type, value]);
    return `$${name}`;
  }
  if (Array.isArray(value)) {
    const item = type.slice(1, -1);
    return `[${value.map((each) => literal(each, item, variables, pick)).join(" ")}]`;
  }
  if (value !== null && typeof value === "object") {
    const fields = Object.entries(value).map(
      ([key, each]) => `${key}: ${literal(each, TYPES[type]![key]!, variables, pick)}`,
    );
    return `{ ${fields.join(" ")} }`;
  }
  return JSON.stringify(value);
}

const TYPES: Record<string, Record<string, string>> = {
  Outer: { inner: "Inner", flag: "Boolean!", text: "String", many: "[Int!]" },
  Inner: { a: "Int", b: "String", c: "Boolean", list: "[Inner]", inner: "Inner" },
};

test("what was sent comes out as it was sent, however much of it was written as variables", () => {
  fc.assert(
    fc.property(outer, fc.infiniteStream(fc.boolean()), (input, choices) => {
      const variables = new Map<string, [string, unknown]>();
      const pick = () => variables.size < 10 && (choices.next().value as boolean);
      const text = literal(input, "Outer", variables, pick);
      const declared = [...variables].map(([name, [type]]) => `$${name}: ${type}`).join(", ");
      const head = declared ? `(${declared})` : "";
      const values = Object.fromEntries([...variables].map(([name, [, value]]) => [name, value]));
      expect(sentBy(`query ${head} { ask(input: ${text}) }`, values)).toEqual(input);
    }),
    { numRuns: 300 },
  );
});

test("variables that were not sent: their own default counts as sent, else the field does not", () => {
  expect(sentBy("query ($t: String) { ask(input: { text: $t, flag: false }) }")).toEqual({ flag: false });
  expect(sentBy('query ($t: String = "x") { ask(input: { text: $t }) }')).toEqual({ text: "x" });
  expect(sentBy('query ($t: String = "x") { ask(input: { text: $t }) }', { t: null })).toEqual({ text: null });
  expect(sentBy("query ($o: Outer = { inner: { c: false } }) { ask(input: $o) }")).toEqual({ inner: { c: false } });
  expect(sentBy("query ($o: Outer) { ask(input: $o) }")).toBeUndefined();
  expect(sentBy("query ($i: Inner) { ask(input: { inner: { list: [$i, { a: 2 }] } }) }")).toEqual({
    inner: { list: [null, { a: 2 }] },
  });
  expect(sentBy("{ ask }")).toBeUndefined();
  expect(sentBy("{ ask(input: null) }")).toBeUndefined();
});
