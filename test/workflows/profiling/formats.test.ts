import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { FORMATS, SHAPE_RULES } from "../../../src/workflows/profiling/formats.js";
import { unescaped } from "../../../src/workflows/profiling/stream/copy-sql.js";
import { formatSql } from "../../../src/workflows/profiling/stream/format-sql.js";
import { literal } from "../../../src/workflows/profiling/stream/literal.js";
import { textsOfShape } from "../../../src/workflows/profiling/stream/shape-sql.js";

/** Texts that are, or nearly are, of a format. */
const PARTS = [
  "1",
  "07",
  "12",
  "2024",
  "-",
  "+",
  "/",
  ".",
  ":",
  "@",
  "a",
  "Z",
  "e5",
  "true",
  "No",
  "T",
  " ",
  "\n",
  "[",
  "]",
];
const MORE = [
  "{",
  "}",
  '"',
  "://",
  "http",
  "example.com",
  "ff",
  "::",
  "(",
  ")",
  "5555",
  "Z",
  ",",
  "null",
  "é",
  "😀",
  "\\",
  "\t",
];
const text = fc.oneof(
  fc.array(fc.constantFrom(...PARTS, ...MORE), { maxLength: 9 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 12 }).map((any) => any.replaceAll("\0", "").toWellFormed()),
  fc.uuid(),
  fc.ipV4(),
  fc.ipV6(),
  fc.emailAddress(),
  fc.webUrl(),
  fc.json(),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
);
const texts = fc.array(text, { minLength: 1, maxLength: 200 });

const formatsOf = (value: string) =>
  FORMATS.filter(({ expression }) => new RegExp(expression).test(value)).map((f) => f.name);
const shapeOf = (value: string) =>
  SHAPE_RULES.reduce((shape, { run, becomes }) => shape.replace(new RegExp(run, "g"), becomes), value);

async function inDuck(values: readonly string[], expression: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const list = values.map((value, index) => `(${index}, ${literal(value)})`);
  const reader = await connection.runAndReadAll(
    `SELECT ${expression} AS x FROM (VALUES ${list}) AS t(i, v) ORDER BY i`,
  );
  const found = reader.getRowObjectsJS().map(({ x }) => x);
  connection.closeSync();
  instance.closeSync();
  return found;
}

describe("formats and shapes", () => {
  test("no text has two formats", () => {
    fc.assert(fc.property(text, (value) => formatsOf(value).length <= 1));
  });

  test("DuckDB finds the format that the expressions say, hints or not", async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        const expected = values.map((value) => formatsOf(value)[0] ?? null);
        expect(await inDuck(values, formatSql())).toEqual(expected);
        const [first] = values;
        expect(await inDuck([first!], formatSql(shapeOf(first!)))).toEqual([expected[0]]);
      }),
      { numRuns: 60 },
    );
  });

  test("the texts of a shape are those that match its expression", async () => {
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        const shape = shapeOf(values[0]!);
        const matches = `regexp_matches(v, ${literal(textsOfShape(shape))})`;
        expect(await inDuck(values, matches)).toEqual(values.map((value) => shapeOf(value) === shape));
      }),
      { numRuns: 60 },
    );
  });

  test("what COPY escapes is the same again in DuckDB", async () => {
    const letters: Record<string, string> = {
      "\b": "b",
      "\f": "f",
      "\n": "n",
      "\r": "r",
      "\t": "t",
      "\v": "v",
      "\\": "\\",
    };
    const escaped = (value: string) => value.replace(/[\b\f\n\r\t\v\\]/g, (character) => `\\${letters[character]}`);
    const hard = fc.array(fc.constantFrom(...Object.keys(letters), "n", "t", "N", ".", "é")).map((all) => all.join(""));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(hard, text), { minLength: 1, maxLength: 100 }), async (values) => {
        expect(await inDuck(values.map(escaped), unescaped("v"))).toEqual(values);
      }),
      { numRuns: 40 },
    );
  });
});
