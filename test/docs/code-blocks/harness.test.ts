import { expect, test } from "@jest/globals";
import { expectShown, fits } from "./answers.js";
import { blocksOf } from "./read-blocks.js";

test("blocks have their line, language, code without its indent, and what a comment above says", () => {
  const page = [
    "# A page",
    '<!-- test: {"take": 2} -->',
    "```graphql",
    "{ a }",
    "```",
    "1. A list",
    "   ~~~js file=a.js",
    "   f();",
    "     g();",
    "   ~~~",
  ].join("\n");
  expect(blocksOf("page.md", page)).toEqual([
    { page: "page.md", line: 3, language: "graphql", info: "", code: "{ a }\n", directive: { take: 2 } },
    { page: "page.md", line: 7, language: "js", info: "file=a.js", code: "f();\n  g();\n", directive: {} },
  ]);
});

test("a comment that nobody understands fails", () => {
  const block = (comment: string) => () => blocksOf("page.md", `<!-- test: ${comment} -->\n\`\`\`json\n{}\n\`\`\`\n`);
  expect(block('{"tkae": 2}')).toThrow("page.md:2: nobody knows what tkae means.");
  expect(block("take=2")).toThrow(SyntaxError);
});

test.each([
  [{ a: 1, b: "x" }, { a: 1, b: "x" }, true],
  [{ a: 1, b: "x" }, { a: 1 }, false],
  [{ a: 1, b: "x" }, { a: 1, "…": "…" }, true],
  [{ a: 1 }, { a: 1, b: "…" }, false],
  [{ a: null }, { a: "…" }, true],
  [{ a: "run 17 ended" }, { a: "run … ended" }, true],
  [{ a: "run 17 ended" }, { a: "run … began" }, false],
  [[1, 2, 3], [1, "…"], true],
  [[1, 2, 3], [2, "…"], false],
  [[1, 2, 3], [1, 2], false],
  [[1], [1, 2, "…"], false],
  [{ a: [{ b: 1, c: 2 }] }, { a: [{ b: 1, "…": "…" }] }, true],
])("the answer %j is shown as %j: %s", (answer, shown, right) => {
  if (right) expectShown(answer, shown);
  else expect(() => expectShown(answer, shown)).toThrow();
});

test("a text may leave parts out, and is else as it is", () => {
  expect(fits("event: next\ndata: {1}\n", "event: next\n…")).toBe(true);
  expect(fits("a+b", "a.b")).toBe(false);
});
