import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ruleSql } from "../../../src/quality/compile-rule.js";
import { DqDimension, DqSeverity, DqRuleKind as K, type RuleDefinition } from "../../../src/quality/rule.model.js";
import { DqRule } from "../../../src/quality/rules/rule.entity.js";
import { executeRules, type RulesJob } from "../../../src/workflows/dq-execution/execute-rules.js";
import { anySources, options, TestSource } from "../../sources/source-fixture.js";

const COLUMNS = {
  id: "integer",
  code: "text",
  name: "text",
  amount: "numeric",
  parent_id: "integer",
  day: "date",
  twice: "integer",
  blob: "json",
};

let source: TestSource;

beforeAll(async () => {
  source = await TestSource.create();
  // Pages that are mostly empty make a table of few rows large.
  await source.admin.query(`
    create table parent (id int);
    insert into parent select generate_series(1, 40);
    create table big (id int, code text, name text, amount numeric, parent_id int, day date, twice int, blob json) with (fillfactor = 10);
    insert into big select n, 'C-' || n % 50, case when n % 7 > 0 then 'name ' || n end, n % 100, nullif(n % 45, 44), date '2024-01-01' + n % 900, n / 2, '{}'
      from generate_series(1, 90000) n;
    create table thing (id int primary key, n int);
    insert into thing values (1, 1), (2, 5);
    create table person (id int primary key, email text);
    insert into person values (1, 'mary@example.com');
    create function slowly(text) returns text stable language plpgsql as 'begin perform pg_sleep(60); return $1; end';
    create view slow as select n as id, n % 7 as a, slowly(n::text) as b from generate_series(1, 50) n;
    analyze;
    grant select on all tables in schema public to public`);
});
afterAll(() => source.drop());

const rulesOf = (definitions: readonly RuleDefinition[]): DqRule[] =>
  definitions.map((definition, index) =>
    Object.assign(new DqRule(), {
      id: `${index}`,
      definition,
      threshold: 1,
      dimension: DqDimension.VALIDITY,
      severity: DqSeverity.LOW,
    }),
  );

const execute = (table: string, definitions: readonly RuleDefinition[], more: Partial<RulesJob> = {}) =>
  executeRules({
    sources: anySources(),
    target: source.target(),
    table: { schema: "public", name: table },
    signal: new AbortController().signal,
    applicationName: "data-readiness/test",
    statementTimeoutMs: 30_000,
    rules: rulesOf(definitions),
    sessions: 2,
    keyLimit: 0,
    personal: new Set(),
    isCatalogued: () => false,
    progress: () => undefined,
    ...more,
  });

const parent = { schema: "public", table: "parent", columns: ["id"] };
const DEFINITIONS: RuleDefinition[] = [
  { kind: K.NOT_NULL, column: "name" },
  { kind: K.ROW_COUNT, min: 90_000, max: 90_000 },
  { kind: K.ROW_COUNT, min: null, max: 89_999 },
  { kind: K.FRESHNESS, column: "day", maxAgeHours: 24 },
  { kind: K.RANGE, column: "amount", min: "1", max: "98" },
  { kind: K.PATTERN, column: "code", pattern: "^C-[0-4][0-9]?$" },
  { kind: K.TYPE_CONFORMITY, column: "code", type: "UUID" },
  { kind: K.PATTERN, column: "name", pattern: "^name [0-8]" },
  { kind: K.REFERENTIAL, columns: ["parent_id"], target: parent },
  { kind: K.UNIQUE, columns: ["id"] },
  { kind: K.UNIQUE, columns: ["twice"] },
  { kind: K.UNIQUE, columns: ["twice", "id"] },
  { kind: K.UNIQUE, columns: ["name"] },
  { kind: K.FUNCTIONAL_DEPENDENCY, determinants: ["id"], dependent: "code" },
  { kind: K.FUNCTIONAL_DEPENDENCY, determinants: ["code"], dependent: "amount" },
];

test("a large table, whose rules two sessions share, gives what each rule's own statement gives", async () => {
  const columns = Object.entries(COLUMNS).map(([name, type]) => ({ name, type }));
  const session = await anySources().open(source.target(), options());
  const expected: string[] = [];
  for (const definition of DEFINITIONS) {
    const [row] = await session.query<Record<string, string>>(
      ruleSql(definition, { schema: "public", name: "big", columns }),
    );
    expected.push(`${definition.kind} ${row!.rows_checked} ${row!.rows_failing}`);
  }
  await session.close();
  for (const sessions of [1, 2]) {
    const outcomes = await execute("big", DEFINITIONS, { sessions });
    const found = outcomes.map(
      ({ rowsChecked, rowsFailing }, index) => `${DEFINITIONS[index]!.kind} ${rowsChecked} ${rowsFailing}`,
    );
    expect(found).toEqual(expected);
  }
  await source.gone();
});

test("where rules are shared and proven too, what can't be answered fails alone", async () => {
  const outcomes = await execute("big", [
    ...DEFINITIONS,
    { kind: K.UNIQUE, columns: ["blob"] },
    { kind: K.PATTERN, column: "code", pattern: "(" },
    { kind: K.RANGE, column: "day", min: "never", max: null },
  ]);
  expect(outcomes.map(({ status }) => status === "ERROR")).toEqual([...DEFINITIONS.map(() => false), true, true, true]);
  expect(outcomes.at(-1)!.error).toEqual({
    code: "SOURCE_ERROR",
    message: "The database server reported an error (SQLSTATE 22007).",
  });
});

test("SQL of one's own shows keys of its own table alone, and only where nothing there is personal", async () => {
  const sql = [
    "select t.* from public.thing t where t.n > 4",
    "with a as (select * from public.thing) select * from a where n > 4",
    "select p.email as id, t.n from public.thing t, public.person p",
    "select * from (select (select min(email) from public.person) as id, n from public.thing) q",
    "select * from public.thing union all select id, 1 from public.person",
  ].map((text): RuleDefinition => ({ kind: K.SQL, sql: text }));
  const more = { keyLimit: 5, isCatalogued: () => true };
  const keysOf = async (personal: readonly string[]) =>
    (await execute("thing", sql, { ...more, personal: new Set(personal) })).map(
      ({ failingKeys, failingKeysMasked }) => [failingKeysMasked, ...new Set(failingKeys.flat())],
    );
  const hidden = [true, "***"];
  expect(await keysOf([])).toEqual([[false, "2"], [false, "2"], hidden, hidden, hidden]);
  expect(await keysOf(["n"])).toEqual([hidden, hidden, hidden, hidden, hidden]);
});

test("a rule that runs forever fails alone, with its code", async () => {
  const outcomes = await execute(
    "slow",
    [
      { kind: K.NOT_NULL, column: "a" },
      { kind: K.PATTERN, column: "b", pattern: "x" },
      { kind: K.RANGE, column: "a", min: "0", max: "5" },
      { kind: K.UNIQUE, columns: ["b"] },
      { kind: K.UNIQUE, columns: ["a"] },
    ],
    { statementTimeoutMs: 1_000 },
  );
  expect(outcomes.map(({ status, error }) => error?.code ?? status)).toEqual([
    "PASSED",
    "SOURCE_STATEMENT_TIMEOUT",
    "FAILED",
    "SOURCE_STATEMENT_TIMEOUT",
    "FAILED",
  ]);
});

test("a run that is cancelled ends its statements at the source", async () => {
  const cancel = new AbortController();
  const running = execute("slow", [{ kind: K.NOT_NULL, column: "b" }], { signal: cancel.signal });
  await source.until((sessions) => sessions.some(({ state, query }) => state === "active" && query.includes("filter")));
  cancel.abort();
  await expect(running).rejects.toMatchObject({ code: "SOURCE_CANCELLED" });
  await source.gone();
});
