import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { parse } from "libpg-query";
import { readCondition } from "../../src/quality/row-condition.js";

const read = (condition: string) => readCondition(condition, "public", "film");

test.each([
  ["length > 0", ["length"]],
  ['"odd ""name" is not null and length between 1 and 5', ['odd "name', "length"]],
  ["lower(title) ~ '^[a-z) ;]+$' -- fine", ["title"]],
  ["case when a then b else /* c */ d end", ["a", "b", "d"]],
  ["(a, b) = (c, 1) or a::text in ('x', E'\\'')", ["a", "b", "c"]],
  ["id in (1, 2) and last_update < now() - interval '1 day'", ["id", "last_update"]],
])("%s is a condition on its columns", async (condition, columns) => {
  expect(await read(condition)).toEqual({ columns });
});

const PIECES = [
  ..."( ) ; , ' \" ' -- /* */ $$ \\ E' U&\" :: . * [ ] @ $1 ~ = > + - 1 id title".split(" "),
  ..."and or not true null is in between case when end as x from where union select all distinct limit for".split(" "),
  "\n",
  "t.id",
  "(select 1)",
  "id > 0",
  "title = 'x'",
];

/** Without where in the text things stand. */
const shape = (tree: unknown): string =>
  JSON.stringify(tree, (key, value) =>
    /^(location|stmt_len|list_start|list_end|rexpr_list_(start|end))$/.test(key) ? undefined : value,
  );

const expressionOf = async (statement: string, path: (select: any) => unknown) => {
  const { stmts } = (await parse(statement)) as { stmts: any[] };
  expect(stmts).toHaveLength(1);
  return shape(path(stmts[0].stmt.SelectStmt));
};

test("what is taken stays one expression, the same, wherever it is put in brackets", async () => {
  let taken = 0;
  const pieces = fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(pieces, fc.constantFrom(" ", "", "\n"), async (list, between) => {
      const condition = list.join(between);
      const { unsafe } = await read(condition);
      if (unsafe !== undefined) return;
      taken++;
      const alone = await expressionOf(`select\n${condition}\n`, (select) => select.targetList[0].ResTarget.val);
      const within = `select count(*) filter (where (\n${condition}\n) is false) as f from "public"."film" t where true`;
      const filter = (select: any) => select.targetList[0].ResTarget.val.FuncCall.agg_filter.BooleanTest.arg;
      expect(await expressionOf(within, filter)).toBe(alone);
    }),
    { numRuns: 5_000 },
  );
  expect(taken).toBeGreaterThan(30);
});
