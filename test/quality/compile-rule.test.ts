import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { RuleTable } from "../../src/quality/compile/compiled-rule.js";
import { scannedOf } from "../../src/quality/compile/scanned.js";
import { compileRule, ruleSql } from "../../src/quality/compile-rule.js";
import { DqRuleKind, type RuleDefinition } from "../../src/quality/rule.model.js";
import { quoteIdentifier } from "../../src/sources/quote-identifier.js";
import type { SourceSession } from "../../src/sources/source-session.js";
import { anySources, options, TestSource } from "../sources/source-fixture.js";

const ODD = `t"; drop table x; --.ta'ble\\`;
const NAMES = ["id", "a", "b", "c", "d", "e", "f", "g", "h", "i", `x"y.'z\\`];
// As PostgreSQL prints them with an empty search_path.
const TYPES: Record<string, string> = {
  id: "integer",
  b: "public.colour",
  c: "text[]",
  d: "public.short",
  e: "public.tint",
  f: "numeric(5,2)",
  g: "integer",
  h: "timestamp with time zone",
  i: "numeric",
};
const ODD_COLUMN = NAMES.at(-1)!;

let source: TestSource;
let session: SourceSession;

beforeAll(async () => {
  source = await TestSource.create();
  await source.admin.query(`
    create type colour as enum ('red', 'green');
    create domain short as varchar(3);
    create domain tint as colour;
    create table customer (k int, l text);
    insert into customer values (1, 'x'), (2, 'y'), (null, 'z'), (3, null);
    create table item (order_id int, amount numeric);
    insert into item values (1, 1.10), (1, 2.20), (2, 5), (null, 7);
    create table ${quoteIdentifier(ODD)} (
      id int primary key, a text, b colour, c text[], d short, e tint, f numeric(5,2), g int, h timestamptz, i numeric, ${quoteIdentifier(ODD_COLUMN)} text
    );
    insert into ${quoteIdentifier(ODD)} values
      (1, 'it''s', 'red', '{a,b}', 'abc', 'red', 3.30, 1, now(), 1.0, '2024-02-29'),
      (2, 'back\\slash', 'red', '{a,b}', 'ab', 'green', 5.00, 2, now() - interval '5 hours', 1.00, '2023-02-29'),
      (3, 'plain', 'green', '{c}', 'a', null, 9.99, 9, null, 2, '31/12/2024'),
      (4, null, null, null, null, null, null, null, null, null, null),
      (5, 'plain', 'red', '{}', '', 'red', 0, null, now() - interval '2 days', null, 'x\\y''z');
    create table empty_one (id int, h timestamptz, a text);
    create table wide (a text);
    insert into wide select repeat(c, n) from unnest(array['a', 'é', '€', '😀']) c, generate_series(0, 5) n;
    grant select on all tables in schema public to public;`);
});

// A statement that fails ends its session.
beforeEach(async () => {
  session = await anySources().open(source.target(), options());
});

afterEach(() => session.close());
afterAll(() => source.drop());

const table: RuleTable = {
  schema: "public",
  name: ODD,
  columns: NAMES.map((name) => ({ name, type: TYPES[name] ?? "text" })),
};
const emptyTable: RuleTable = {
  schema: "public",
  name: "empty_one",
  columns: NAMES.map((name) => ({ name, type: TYPES[name] ?? "text" })),
};

const wide: RuleTable = { schema: "public", name: "wide", columns: [{ name: "a", type: "text" }] };

async function counts(definition: RuleDefinition, of = table): Promise<[number, number]> {
  const [row] = await session.query<{ rows_checked: string; rows_failing: string }>(ruleSql(definition, of));
  return [Number(row!.rows_checked), Number(row!.rows_failing)];
}

/** The ids of the rows that fail. */
async function failing(definition: RuleDefinition): Promise<string[] | undefined> {
  const rule = compileRule(definition, table);
  const rows =
    rule.form === "ROW" ? `select t.* from public.${quoteIdentifier(ODD)} t where ${rule.failing}` : rule.failingRows;
  if (!rows) return undefined;
  const found = await session.query<{ id: string }>(`select f.id from (${rows}) f order by f.id`);
  return found.map(({ id }) => id);
}

const customer = (columns: string[]) => ({ schema: "public", table: "customer", columns });
const item = { schema: "public", table: "item", columns: ["order_id"] };
const K = DqRuleKind;

/** Lists of a few values are compiled in another way. */
const MANY = Array.from({ length: 10 }, (_, index) => `another ${index}`);

const CASES: [string, RuleDefinition, [number, number], string[] | undefined][] = [
  ["NOT_NULL", { kind: K.NOT_NULL, column: "a" }, [5, 1], ["4"]],
  ["COMPLETENESS", { kind: K.COMPLETENESS, column: ODD_COLUMN }, [5, 1], ["4"]],
  ["UNIQUE", { kind: K.UNIQUE, columns: ["a"] }, [4, 2], ["3", "5"]],
  ["UNIQUE of an array and an enum", { kind: K.UNIQUE, columns: ["c", "b"] }, [4, 2], ["1", "2"]],
  [
    "ACCEPTED_VALUES with quotes and backslashes",
    { kind: K.ACCEPTED_VALUES, column: "a", values: ["it's", "back\\slash"] },
    [4, 2],
    ["3", "5"],
  ],
  [
    "ACCEPTED_VALUES that try to break out",
    { kind: K.ACCEPTED_VALUES, column: "a", values: ["') or true --", "\\') or true --"] },
    [4, 4],
    ["1", "2", "3", "5"],
  ],
  [
    "ACCEPTED_VALUES, many, with quotes and backslashes",
    { kind: K.ACCEPTED_VALUES, column: "a", values: ["it's", "back\\slash", ...MANY] },
    [4, 2],
    ["3", "5"],
  ],
  [
    "ACCEPTED_VALUES, many, that try to break out",
    { kind: K.ACCEPTED_VALUES, column: "a", values: ["') or true --", "\\') or true --", ...MANY] },
    [4, 4],
    ["1", "2", "3", "5"],
  ],
  [
    "ACCEPTED_VALUES, many, of a domain, longer than it",
    { kind: K.ACCEPTED_VALUES, column: "d", values: ["abcd", "ab", "", ...MANY] },
    [4, 2],
    ["1", "3"],
  ],
  ["ACCEPTED_VALUES of an enum", { kind: K.ACCEPTED_VALUES, column: "b", values: ["red"] }, [4, 1], ["3"]],
  ["ACCEPTED_VALUES of arrays", { kind: K.ACCEPTED_VALUES, column: "c", values: ["{a,b}", "{}"] }, [4, 1], ["3"]],
  [
    "ACCEPTED_VALUES of a domain, longer than it",
    { kind: K.ACCEPTED_VALUES, column: "d", values: ["abcd", "ab", ""] },
    [4, 2],
    ["1", "3"],
  ],
  [
    "ACCEPTED_VALUES of a domain of an enum",
    { kind: K.ACCEPTED_VALUES, column: "e", values: ["red", "green"] },
    [3, 0],
    [],
  ],
  [
    "RANGE, its bound finer than the type",
    { kind: K.RANGE, column: "f", min: "0.005", max: "9.985" },
    [4, 2],
    ["3", "5"],
  ],
  ["RANGE of a time", { kind: K.RANGE, column: "h", min: "1900-01-01", max: null }, [3, 0], []],
  ["RANGE of a domain of an enum", { kind: K.RANGE, column: "e", min: "green", max: null }, [3, 2], ["1", "5"]],
  ["COLUMN_ORDER of enum and domain", { kind: K.COLUMN_ORDER, lower: "b", upper: "e", strict: false }, [3, 0], []],
  ["RANGE of an enum", { kind: K.RANGE, column: "b", min: null, max: "red" }, [4, 1], ["3"]],
  ["LENGTH", { kind: K.LENGTH, column: "d", min: 1, max: 2 }, [4, 2], ["1", "5"]],
  ["PATTERN", { kind: K.PATTERN, column: "a", pattern: "^[a-z']+$" }, [4, 1], ["2"]],
  ["PATTERN with a backslash", { kind: K.PATTERN, column: "a", pattern: "\\\\" }, [4, 3], ["1", "3", "5"]],
  ["TYPE_CONFORMITY", { kind: K.TYPE_CONFORMITY, column: ODD_COLUMN, type: "DATE" }, [4, 2], ["2", "5"]],
  [
    "REFERENTIAL, a null in the target",
    { kind: K.REFERENTIAL, columns: ["g"], target: customer(["k"]) },
    [3, 1],
    ["3"],
  ],
  [
    "REFERENTIAL of two columns",
    { kind: K.REFERENTIAL, columns: ["id", "a"], target: customer(["k", "l"]) },
    [4, 4],
    ["1", "2", "3", "5"],
  ],
  ["COLUMN_ORDER", { kind: K.COLUMN_ORDER, lower: "f", upper: "id", strict: false }, [4, 3], ["1", "2", "3"]],
  ["COLUMN_ORDER, strict", { kind: K.COLUMN_ORDER, lower: "g", upper: "id", strict: true }, [3, 3], ["1", "2", "3"]],
  ["SUM", { kind: K.SUM, total: "f", parts: ["id", "g"], tolerance: "1.3" }, [3, 1], ["3"]],
  [
    "TOTAL",
    { kind: K.TOTAL, total: "f", key: ["id"], target: item, summed: "amount", tolerance: "0.001" },
    [4, 1],
    ["3"],
  ],
  ["FRESHNESS that holds", { kind: K.FRESHNESS, column: "h", maxAgeHours: 1 }, [1, 0], undefined],
  ["ROW_COUNT that holds", { kind: K.ROW_COUNT, min: 5, max: 5 }, [1, 0], undefined],
  ["ROW_COUNT that fails", { kind: K.ROW_COUNT, min: 6, max: null }, [1, 1], undefined],
  [
    "FUNCTIONAL_DEPENDENCY, the rarer value fails",
    { kind: K.FUNCTIONAL_DEPENDENCY, determinants: ["b"], dependent: "c" },
    [4, 1],
    ["5"],
  ],
  [
    "FUNCTIONAL_DEPENDENCY that holds",
    { kind: K.FUNCTIONAL_DEPENDENCY, determinants: ["id", "a"], dependent: "f" },
    [4, 0],
    [],
  ],
  [
    "SQL with a comment at its end",
    { kind: K.SQL, sql: `select t.* from public.${quoteIdentifier(ODD)} t where id > 3 -- all of them` },
    [5, 2],
    ["4", "5"],
  ],
];

test.each(CASES)("%s", async (_, definition, expected, ids) => {
  expect(await counts(definition)).toEqual(expected);
  expect(await failing(definition)).toEqual(ids);
});

test("conditions on rows are never null, and a row that fails is checked", async () => {
  for (const [name, definition] of CASES) {
    const rule = compileRule(definition, table);
    if (rule.form !== "ROW") continue;
    const [row] = await session.query<{ bad: string; checked: string; failing: string }>(
      `select count(*) filter (where (${rule.checked}) is null or (${rule.failing}) is null or ((${rule.failing}) and not (${rule.checked}))) as bad,
         count(*) filter (where ${rule.checked}) as checked, count(*) filter (where ${rule.failing}) as failing
       from public.${quoteIdentifier(ODD)} t`,
    );
    const [checked, failed] = await counts(definition);
    expect({ name, ...row }).toEqual({ name, bad: "0", checked: `${checked}`, failing: `${failed}` });
  }
});

test("scanned along with others, rules come to the same, or it is not proven what they come to", async () => {
  for (const [name, definition] of CASES) {
    const scanned = scannedOf(compileRule(definition, table));
    if (!scanned) continue;
    const list = scanned.aggregates.map((aggregate, index) => `${aggregate} as c${index}`).join(", ");
    const [row] = await session.query(`select ${list} from public.${quoteIdentifier(ODD)} t`);
    const [checked, failed] = await counts(definition);
    const found = scanned.counts(Object.values(row as Record<string, string>).map(Number));
    expect([name, found]).toEqual([name, found || failed === 0 ? { checked, failing: failed } : undefined]);
  }
});

test("a proof that no two rows are equal succeeds where that is so, and only there", async () => {
  for (const [name, columns, unique] of [
    ["text", ["a"], false],
    ["key", ["id"], true],
    ["many types", ["id", "a", "b", "c", "d", "e", "f", "g", "h"], true],
    ["array and enum", ["c", "b"], false],
    ["equal, though printed differently", ["i"], false],
    ["numbers, each seeding the next", ["id", "g"], true],
  ] as [string, string[], boolean][]) {
    const rule = compileRule({ kind: K.UNIQUE, columns }, table);
    const [rows, distinct] = (rule.form === "AGGREGATE" && rule.proof) || [];
    const [row] = await session.query<{ a: string; b: string }>(
      `select ${rows} as a, ${distinct} as b from public.${quoteIdentifier(ODD)} t`,
    );
    expect({ name, proved: row!.a === row!.b }).toEqual({ name, proved: unique });
  }
});

test("a table without rows holds everything but freshness and a least number of rows", async () => {
  expect(await counts({ kind: K.UNIQUE, columns: ["a"] }, emptyTable)).toEqual([0, 0]);
  expect(await counts({ kind: K.NOT_NULL, column: "a" }, emptyTable)).toEqual([0, 0]);
  expect(await counts({ kind: K.FUNCTIONAL_DEPENDENCY, determinants: ["a"], dependent: "h" }, emptyTable)).toEqual([
    0, 0,
  ]);
  expect(await counts({ kind: K.FRESHNESS, column: "h", maxAgeHours: 24 }, emptyTable)).toEqual([1, 1]);
  expect(await counts({ kind: K.ROW_COUNT, min: 1, max: null }, emptyTable)).toEqual([1, 1]);
});

test("the reference to another table is hashed in the scan", async () => {
  const rule = compileRule({ kind: K.REFERENTIAL, columns: ["id", "a"], target: customer(["k", "l"]) }, table);
  const plan = await session.query<Record<string, string>>(
    `explain (verbose) select count(*) filter (where ${(rule as { failing: string }).failing}) from public.${quoteIdentifier(ODD)} t`,
  );
  expect(JSON.stringify(plan)).toMatch(/hashed SubPlan/);
});

describe("what can't be asked is refused", () => {
  const refused: [string, RuleDefinition, string][] = [
    ["a column that is gone", { kind: K.NOT_NULL, column: "nope" }, "RULE_COLUMN_GONE"],
    ["no accepted values", { kind: K.ACCEPTED_VALUES, column: "a", values: [] }, "RULE_INVALID"],
    ["no bound", { kind: K.RANGE, column: "a", min: null, max: null }, "RULE_INVALID"],
    ["no columns", { kind: K.UNIQUE, columns: [] }, "RULE_INVALID"],
    ["a NUL in a value", { kind: K.PATTERN, column: "a", pattern: "a\0b" }, "RULE_INVALID"],
    ["a NUL in SQL", { kind: K.SQL, sql: "select 1\0" }, "RULE_INVALID"],
    [
      "a name that would be cut",
      { kind: K.REFERENTIAL, columns: ["a"], target: customer(["x".repeat(64)]) },
      "RULE_INVALID",
    ],
    ["columns that don't pair", { kind: K.REFERENTIAL, columns: ["a"], target: customer(["k", "l"]) }, "RULE_INVALID"],
    ["a number that is none", { kind: K.LENGTH, column: "a", min: Number.NaN, max: null }, "RULE_INVALID"],
    ["a kind of later", { kind: "OTHER", column: "a" } as unknown as RuleDefinition, "RULE_INVALID"],
  ];
  test.each(refused)("%s", (_, definition, code) => {
    expect(() => compileRule(definition, table)).toThrow(expect.objectContaining({ code }));
  });
});

test.each([
  [3, null, 12],
  [null, 3, 8],
  [2, 4, 12],
])("LENGTH counts characters of one to four bytes alike: %s to %s", async (min, max, failing) => {
  expect(await counts({ kind: K.LENGTH, column: "a", min, max }, wide)).toEqual([24, failing]);
});
