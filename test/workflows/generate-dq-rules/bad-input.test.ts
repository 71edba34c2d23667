import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { ruleSql } from "../../../src/quality/compile-rule.js";
import { DqDimension, DqRuleKind, DqSeverity } from "../../../src/quality/rule.model.js";
import { asFinding } from "../../../src/workflows/generate-dq-rules/as-finding.js";
import type { Candidate } from "../../../src/workflows/generate-dq-rules/candidate.js";
import { TestSource } from "../../sources/source-fixture.js";
import { inShort, ofKind, rulesOf } from "./try-table.js";

const CANARY = "Canary-4711-Zebrafink";
const TABLES = `
create table empty (id int, name text, at timestamp);
create table one_row (id int, name text, at timestamp);
insert into one_row values (1, 'x', now());
create table guarded (
  id int primary key, code varchar(5) not null unique check (code ~ '^[A-Z]{5}$'), status text not null check (status in ('a', 'b')),
  price numeric not null check (price >= 0 and price < 1000), starts date not null, ends date not null check (starts <= ends),
  ref int references one_target (id), kind mood not null);
insert into guarded select i, chr(65 + i / 26 % 26) || chr(65 + i % 26) || 'ABC', (array['a','b'])[1 + i % 2], i, date '2020-01-01' + i,
  date '2020-01-02' + i, 1 + i % 20, 'ok' from generate_series(1, 200) i;
create table canary (id int primary key, name text, city text, kind text, amount numeric, email text);
insert into canary select i, 'Person ' || chr(65 + i % 26), 'Berlin', (array['good','bad'])[1 + i % 2], i, 'p' || i || '@example.org' from generate_series(1, 300) i;
update canary set name = '${CANARY}', city = '${CANARY}', kind = '${CANARY}', email = '${CANARY}', amount = 4711471147 where id = 7;
update canary set city = '${CANARY}' where id between 10 and 200;
create table large (id int primary key, body text, raw bytea, doc jsonb);
insert into large select i, repeat(chr(97 + i), 10000000), convert_to(repeat('x', 1000000), 'UTF8'), '{"a": 1}' from generate_series(1, 20) i;
create table "wi""de; drop table x" (id int, "na""me" text);
insert into "wi""de; drop table x" select i, 'n' || i from generate_series(1, 100) i;
create table "кириллица" ("код" text, "дата" date);
insert into "кириллица" select 'АБ-' || lpad(i::text, 4, '0'), date '2020-01-01' + i from generate_series(1, 100) i;
create table odd (id int, nan float8, forever timestamp, huge numeric);
insert into odd select i, (array['NaN', 'Infinity', '1'])[1 + i % 3]::float8, case when i % 2 = 0 then 'infinity'::timestamp else now() end,
  power(10::numeric, 400) from generate_series(1, 100) i;
`;

let source: TestSource;
beforeAll(async () => {
  source = await TestSource.create();
  await source.admin.query(
    "create type mood as enum ('ok', 'not ok'); create table one_target (id int primary key); insert into one_target select generate_series(1, 20)",
  );
  await source.admin.query(TABLES);
  const columns = Array.from({ length: 1590 }, (_, index) => `c${index} smallint`).join(", ");
  await source.admin.query(`create table very_wide (id int, ${columns})`);
  await source.admin.query("insert into very_wide (id, c0, c1) select i, i % 7, i % 5 from generate_series(1, 200) i");
  await source.admin.query(`grant select on all tables in schema public to ${new URL(source.database.url).username}`);
});
afterAll(() => source.drop());

test("a table without rows, and one with a single row, have no rules and no error", async () => {
  expect(await rulesOf(source, "empty")).toMatchObject({ rows: 0, rules: [], dropped: [] });
  expect(await rulesOf(source, "one_row")).toMatchObject({ rows: 1, rules: [] });
});

test("what constraints guarantee is not proposed again", async () => {
  const found = await rulesOf(source, "guarded");
  expect(
    inShort(found)
      .map((text) => text.split(" ")[0])
      .toSorted(),
  ).toEqual(["NOT_NULL", "RANGE", "RANGE", "RANGE", "ROW_COUNT"]);
  expect(ofKind(found, "NOT_NULL")).toEqual(['{"column":"ref"}']);
  // Of the price only what its check leaves open.
  expect(ofKind(found, "RANGE")).toContain('{"column":"price","min":null,"max":"250"}');
});

test("a value of the data is in no rule, no reason and no evidence, unless many rows have it and it is nobody's", async () => {
  const found = await rulesOf(source, "canary", { piiTags: new Map([["city", ["PII.City"]]]) });
  const findings = found.rules.map((rule) => asFinding(rule, found.table, true));
  const text = JSON.stringify([findings, found.dropped]);
  expect(text).toContain("good");
  expect(text).not.toContain(CANARY);
  expect(text).not.toContain("4711471147");
  expect(text).not.toContain("Berlin");
});

test("of 1,591 columns the first are looked at, and no more rules proposed than a person reviews", async () => {
  const found = await rulesOf(source, "very_wide");
  expect(found).toMatchObject({ columns: 300, columnsSkipped: 1291 });
  expect(found.rules.length).toBeLessThanOrEqual(100);
  expect(ofKind(found, "RANGE").join()).toContain('"c0"');
}, 300_000);

test("values of ten megabytes stay where they are", async () => {
  const found = await rulesOf(source, "large");
  expect(found.rows).toBe(20);
  expect(JSON.stringify(found).length).toBeLessThan(20_000);
});

test("names with quotes, in other scripts, and numbers that are none", async () => {
  expect(ofKind(await rulesOf(source, 'wi"de; drop table x'), "UNIQUE").join()).toContain("id");
  expect(inShort(await rulesOf(source, "кириллица")).join()).toContain("дата");
  expect((await rulesOf(source, "odd")).rows).toBe(100);
});

const proposed = (sql: string): Candidate => ({
  definition: { kind: DqRuleKind.SQL, sql },
  columns: [],
  name: sql.slice(0, 40),
  dimension: DqDimension.VALIDITY,
  severity: DqSeverity.LOW,
  worth: 1,
  leastShare: 0.5,
  trust: 1,
  evidence: [],
});

test("rules that write, have side effects, read elsewhere, fail or run forever are dropped, each with its reason", async () => {
  const forever = Array.from({ length: 6 }, (_, index) => `public.guarded g${index}`).join(" cross join ");
  const statements = [
    "delete from public.guarded",
    "select pg_sleep(60) from public.guarded",
    "select * from pg_catalog.pg_authid",
    "select * from public.guarded where nothing = 1",
    "select * from public.guarded where 1 / (id - id) > 0",
    `select 1 from ${forever}`,
    "select * from public.guarded where price < 0",
  ];
  const found = await rulesOf(source, "guarded", { more: statements.map(proposed), statementTimeoutMs: 3000 });
  const reasons = new Map(found.dropped.map(({ name, reason }) => [name, reason]));
  expect(statements.slice(0, 6).map((sql) => reasons.get(sql.slice(0, 40)))).toEqual([
    expect.stringMatching(/no SELECT|parser/),
    expect.stringContaining("pg_sleep"),
    expect.stringContaining("not in the catalog"),
    expect.stringContaining("refused to plan"),
    expect.stringContaining("could not run it"),
    expect.stringContaining("time limit"),
  ]);
  expect(ofKind(found, "SQL")).toEqual(['{"sql":"select * from public.guarded where price < 0"}']);
  expect(ruleSql(found.rules.find(({ definition }) => definition.kind === "SQL")!.definition, found.table)).toContain(
    "rows_failing",
  );
});
