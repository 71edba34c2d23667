import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { formatFqn } from "../../../src/platform/fqn.js";
import { RulesApp } from "../../workflows/dq-execution/rules-app.js";
import { createRule, dryRunRule, listRules, setStatus, updateRule } from "./operations.js";

const CANARY = "canary-4711";

let it: RulesApp;
let film: string;

beforeAll(async () => {
  it = await RulesApp.start(`
    create type mood as enum ('fine', 'bad');
    create domain positive as int check (value > 0);
    create table film (id int primary key, title text, length int, rate numeric(4,2), code char(3), mood mood, born positive,
      day date, at timestamptz, body json, tags text[], flag boolean);
    insert into film select n, 'film ' || n, n, n / 10.0, 'abc', 'fine', n, date '2024-01-01' + n, now(), '{}', '{}', true
      from generate_series(1, 50) n;
    create table rental (id int primary key, film_id int, note text);
    create table gone (id int primary key, a int, b int);
    create schema hidden;
    create table hidden.secret (a text);
    insert into hidden.secret values ('${CANARY}')`);
  film = formatFqn(it.fqn("film"));
  await it.sql("delete from catalog_schema where name = 'hidden'");
});
afterAll(() => it.stop());

const wrongOf = async (rule: object, more: object = {}) => {
  const input = { tableFqn: film, rule, ...more };
  const answer = await createRule(it.client, input);
  expect(answer.dqRule).toBeNull();
  expect(answer.userErrors.length).toBeGreaterThan(0);
  const { name: _, severity: __, dimension: ___, ...toTry } = input as Record<string, unknown>;
  if (!("name" in more)) expect((await dryRunRule(it.client, toTry)).userErrors).toEqual(answer.userErrors);
  expect(JSON.stringify(answer)).not.toMatch(/canary|select .*from|syntax|invalid input|at or near|42\d{3}|22P02/i);
  return answer.userErrors.map(({ code, path }: { code: string; path: string[] }) => `${code} ${path.join(".")}`);
};

const V = "VALIDATION_ERROR rule";
const N = "RESOURCE_NOT_FOUND rule";

test.each<[object, string]>([
  [{ notNull: { column: "nothing" } }, `${N}.notNull.column`],
  [{ notNull: { column: "" } }, `${V}.notNull.column`],
  [{ notNull: { column: "x".repeat(64) } }, `${V}.notNull.column`],
  [{ unique: { columns: [] } }, `${V}.unique.columns`],
  [{ unique: { columns: ["id", "id"] } }, `${V}.unique.columns`],
  [{ unique: { columns: ["id", "nothing"] } }, `${N}.unique.columns.1`],
  [{ unique: { columns: ["body"] } }, `${V}.unique.columns`],
  [{ range: { column: "length" } }, `${V}.range`],
  [{ range: { column: "length", min: CANARY } }, `${V}.range.min`],
  [{ range: { column: "day", min: "2024-01-01", max: "2024-02-31" } }, `${V}.range.max`],
  [{ range: { column: "length", min: "10", max: "9" } }, `${V}.range.max`],
  [{ range: { column: "rate", min: "10.5", max: "9.75" } }, `${V}.range.max`],
  [{ range: { column: "mood", min: "bad", max: "fine" } }, `${V}.range.max`],
  [{ range: { column: "born", min: "5", max: "-5" } }, `${V}.range.max`],
  [{ range: { column: "body", min: "{}" } }, `${V}.range.column`],
  [{ range: { column: "length", min: "1", max: "x".repeat(1001) } }, `${V}.range.max`],
  [{ acceptedValues: { column: "mood", values: [] } }, `${V}.acceptedValues.values`],
  [{ acceptedValues: { column: "mood", values: ["fine", CANARY] } }, `${V}.acceptedValues.values`],
  [
    { acceptedValues: { column: "title", values: Array.from({ length: 1001 }, (_, n) => `${n}`) } },
    `${V}.acceptedValues.values`,
  ],
  [{ acceptedValues: { column: "body", values: ["{}"] } }, `${V}.acceptedValues.values`],
  [{ pattern: { column: "length", pattern: "^1" } }, `${V}.pattern.column`],
  [{ pattern: { column: "day", pattern: "^1" } }, `${V}.pattern.column`],
  [{ pattern: { column: "title", pattern: "(" } }, `${V}.pattern.pattern`],
  [{ pattern: { column: "title", pattern: "" } }, `${V}.pattern.pattern`],
  [{ pattern: { column: "title", pattern: "x".repeat(1001) } }, `${V}.pattern.pattern`],
  [{ length: { column: "length", min: 1 } }, `${V}.length.column`],
  [{ length: { column: "title", min: 5, max: 4 } }, `${V}.length.max`],
  [{ length: { column: "title", min: -1 } }, `${V}.length.min`],
  [{ length: { column: "title", min: 1.5 } }, `${V}.length.min`],
  [{ columnOrder: { lower: "id", upper: "id" } }, `${V}.columnOrder.upper`],
  [{ columnOrder: { lower: "title", upper: "length" } }, `${V}.columnOrder.upper`],
  [{ freshness: { column: "length", maxAgeHours: 1 } }, `${V}.freshness.column`],
  [{ freshness: { column: "title", maxAgeHours: 1 } }, `${V}.freshness.column`],
  [{ freshness: { column: "at", maxAgeHours: 0 } }, `${V}.freshness.maxAgeHours`],
  [{ freshness: { column: "at", maxAgeHours: 1e9 } }, `${V}.freshness.maxAgeHours`],
  [{ rowCount: {} }, `${V}.rowCount`],
  [{ rowCount: { min: 2, max: 1 } }, `${V}.rowCount.max`],
  [{ rowCount: { min: -1 } }, `${V}.rowCount.min`],
])("%j is refused", async (rule, error) => {
  expect((await wrongOf(rule))[0]).toBe(error);
});

test("references are refused field by field", async () => {
  const rental = formatFqn(it.fqn("rental"));
  const referential = (more: object) => ({
    referential: { columns: ["id"], targetFqn: rental, targetColumns: ["id"], ...more },
  });
  const at = (field: string) => `rule.referential.${field}`;
  expect(await wrongOf(referential({ targetFqn: `${rental}_x` }))).toEqual([`RESOURCE_NOT_FOUND ${at("targetFqn")}`]);
  expect(await wrongOf(referential({ targetFqn: "src" }))).toEqual([`VALIDATION_ERROR ${at("targetFqn")}`]);
  expect(await wrongOf(referential({ targetColumns: ["x"] }))).toEqual([`RESOURCE_NOT_FOUND ${at("targetColumns.0")}`]);
  expect(await wrongOf(referential({ targetColumns: ["id", "film_id"] }))).toEqual([
    `VALIDATION_ERROR ${at("targetColumns")}`,
  ]);
  expect(await wrongOf(referential({ targetColumns: ["note"] }))).toEqual([`VALIDATION_ERROR ${at("targetColumns")}`]);
});

test("tables, thresholds, names and members are refused by their fields", async () => {
  const rule = { notNull: { column: "id" } };
  expect(await wrongOf(rule, { tableFqn: "src.nowhere.at.all" })).toEqual(["RESOURCE_NOT_FOUND tableFqn"]);
  expect(await wrongOf(rule, { tableFqn: "src.a.b" })).toEqual(["VALIDATION_ERROR tableFqn"]);
  expect(await wrongOf(rule, { tableFqn: 'src."a' })).toEqual(["VALIDATION_ERROR tableFqn"]);
  for (const threshold of [0, -1, 1.01]) {
    expect((await wrongOf(rule, { threshold }))[0]).toBe("VALIDATION_ERROR threshold");
  }
  expect(await wrongOf({ rowCount: { min: 1 } }, { threshold: 0.5 })).toEqual(["VALIDATION_ERROR threshold"]);
  for (const name of ["", "a\nb", "x".repeat(201), "  "]) {
    expect(await wrongOf(rule, { name })).toEqual(["VALIDATION_ERROR name"]);
  }
  const two = await it.client.send(
    "mutation ($input: CreateDqRuleInput!) { createDqRule(input: $input) { userErrors { code } } }",
    { input: { tableFqn: film, rule: { ...rule, rowCount: { min: 1 } } } },
  );
  expect(two.errors?.[0]?.message).toMatch(/[Ee]xactly one/);
});

const conditions = [
  "id > 0) union select 1 from hidden.secret where (true",
  "id > 0) or (true",
  "id > 0; drop table film",
  "id > 0 /* ",
  "id > 0 */ or true /*",
  "id",
  "id > 0, true",
  "id > 0 as x",
  "true from public.film",
  "id > 0 limit 1",
  "true",
  "title = (select a from hidden.secret)",
  "exists (select 1 from public.rental r where r.film_id = id)",
  "id in (select 1)",
  "film.id > 0",
  "t.id > 0",
  "t.* is not null",
  "ctid is not null",
  "pg_sleep(10) is null and id > 0",
  "pg_read_file('/etc/passwd') = title",
  "set_config('statement_timeout', '0', false) = title",
  "title = current_user",
  "title::regclass is not null",
  "id operator(public.=) 1",
  "id > $1",
  "count(*) > id",
  "row_number() over (order by id) > 1",
  "id > 0 for update",
  "nextval('x') > id",
  "dblink('', title) is null",
  "lo_import(title) > 0",
  "query_to_xml('select 1', true, true, title) is null",
  `${"(".repeat(900)}id > 0${")".repeat(900)} and title`,
  `${"not ".repeat(490)}flag`,
  "x".repeat(2001),
];
test.each(conditions.map((condition) => [condition.slice(0, 80), condition]))(
  "the condition %s is refused",
  async (_, condition) => {
    const [error] = await wrongOf({ rowCondition: { condition } });
    expect(error).toMatch(/^(VALIDATION_ERROR|RESOURCE_NOT_FOUND) rule\.rowCondition\.condition$/);
  },
);

const statements = [
  "delete from public.film",
  "insert into public.film values (1) returning *",
  "with gone as (delete from public.film returning *) select * from gone, public.film",
  "select * from public.film; delete from public.film",
  "select * from public.film where id = 1 for update",
  "select * into public.copy from public.film",
  "select * from hidden.secret",
  "select f.* from public.film f, hidden.secret",
  "select * from film",
  "select * from pg_catalog.pg_authid",
  "select f.* from public.film f, pg_shadow",
  "select f.* from public.film f, information_schema.tables",
  "select 1",
  "select * from public.rental",
  "select pg_sleep(10) from public.film",
  "select * from public.film where title = pg_read_file('/etc/passwd')",
  "select set_config('default_transaction_read_only', 'off', false) from public.film",
  "select pg_terminate_backend(pid) from public.film",
  "select nothing from public.film",
  "select * from public.film) q, (select pg_sleep(1)",
  "select * from public.film where 'x",
  "select * from public.film /* ",
  "values (1)",
  "copy public.film to program 'cat'",
  "do $$ begin end $$",
  "explain analyze select * from public.film",
  `select * from public.film where ${"not ".repeat(2000)}flag`,
  `select * from public.film where id in (${"(select ".repeat(500)}1${")".repeat(500)})`,
  `select * from public.film where title = '${"x".repeat(10_001)}'`,
];
test.each(statements.map((sql) => [sql.slice(0, 80), sql]))("the statement %s is refused", async (_, sql) => {
  const [error] = await wrongOf({ sqlAssertion: { sql } });
  expect(error).toMatch(/^(VALIDATION_ERROR|RESOURCE_NOT_FOUND) rule\.sqlAssertion\.sql$/);
});

test("a megabyte of SQL does not get as far as a resolver", async () => {
  const sql = `select '${"x".repeat(1_000_000)}' from public.film`;
  const { status } = await it.client.send(
    "mutation ($input: CreateDqRuleInput!) { createDqRule(input: $input) { userErrors { code } } }",
    { input: { tableFqn: film, rule: { sqlAssertion: { sql } } } },
  );
  expect(status).toBe(413);
});

test("nothing of all that was kept, and the source's rows are as they were", async () => {
  expect((await listRules(it.client)).nodes).toEqual([]);
  const { rows } = await it.source.admin.query("select count(*)::int as films from film");
  expect(rows).toEqual([{ films: 50 }]);
});

test("an unknown rule, and a change of nothing or of another rule, are refused", async () => {
  const nobodys = "0190a0f0-0000-7000-8000-000000000000";
  for (const id of [nobodys, "no id"]) {
    for (const answer of [await updateRule(it.client, { id, name: "x" }), await setStatus(it.client, id, "PAUSED")]) {
      expect(answer.userErrors).toMatchObject([{ code: "RESOURCE_NOT_FOUND", path: ["id"] }]);
    }
  }
  const { dqRule } = await createRule(it.client, { tableFqn: film, rule: { range: { column: "length", min: "1" } } });
  const wrong = async (more: object) => (await updateRule(it.client, { id: dqRule.id, ...more })).userErrors;
  expect(await wrong({})).toMatchObject([{ code: "VALIDATION_ERROR", path: [] }]);
  const other = [{ code: "VALIDATION_ERROR", path: ["rule", "range"] }];
  expect(await wrong({ rule: { range: { column: "id", min: "1" } } })).toMatchObject(other);
  expect(await wrong({ rule: { notNull: { column: "length" } } })).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["rule", "notNull"] },
  ]);
  expect(await wrong({ rule: { range: { column: "length", min: "x" } } })).toMatchObject([
    { code: "VALIDATION_ERROR", path: ["rule", "range", "min"] },
  ]);
  expect(await wrong({ threshold: 2 })).toMatchObject([{ code: "VALIDATION_ERROR", path: ["threshold"] }]);
  await setStatus(it.client, dqRule.id, "ARCHIVED");
});

test("a rule whose column is gone is in error alone, can't be changed or asked again, and can be put away", async () => {
  const tableFqn = formatFqn(it.fqn("gone"));
  const on = async (rule: object) => (await createRule(it.client, { tableFqn, rule })).dqRule.id;
  const id = await on({ rowCondition: { condition: "b > 0" } });
  const other = await on({ notNull: { column: "a" } });
  await it.source.admin.query("alter table gone drop column b");
  const first = await createRule(it.client, { tableFqn, rule: { notNull: { column: "b" } } });
  expect(first.userErrors).toMatchObject([{ code: "RESOURCE_NOT_FOUND", path: ["rule"] }]);
  const { output } = await it.execute("gone");
  const errors = Object.fromEntries(output.rules.map((rule: any) => [rule.ruleId, rule.error?.code ?? rule.status]));
  expect(errors).toEqual({ [id]: "RULE_COLUMN_GONE", [other]: "PASSED" });
  await it.sql("update catalog_column set gone_at = now() where name = 'b'");
  const refused = [{ code: "CONFLICT", path: ["id"] }];
  expect((await updateRule(it.client, { id, severity: "LOW" })).userErrors).toMatchObject(refused);
  expect((await setStatus(it.client, id, "PAUSED")).userErrors).toEqual([]);
  expect((await setStatus(it.client, id, "ACTIVE")).userErrors).toMatchObject(refused);
  const again = await createRule(it.client, { tableFqn, rule: { rowCondition: { condition: "b > 0" } } });
  expect(again.userErrors).toMatchObject([{ code: "RESOURCE_NOT_FOUND", path: ["rule", "rowCondition", "condition"] }]);
  expect((await setStatus(it.client, id, "ARCHIVED")).dqRule).toMatchObject({ status: "ARCHIVED" });
});

test("a source that can't be asked is told: by a dry run as its result, by a create as an error", async () => {
  const rule = { notNull: { column: "id" } };
  await it.sql("update data_service set port = 1");
  const tried = await dryRunRule(it.client, { tableFqn: film, rule });
  const created = await createRule(it.client, { tableFqn: film, rule });
  await it.sql(`update data_service set port = ${it.source.target().port}`);
  expect(tried).toMatchObject({
    userErrors: [],
    result: { status: "ERROR", rowsChecked: null, error: { code: "SOURCE_UNREACHABLE" } },
  });
  expect(created).toMatchObject({ dqRule: null, userErrors: [{ code: "SERVICE_UNAVAILABLE", path: ["rule"] }] });
  await it.source.admin.query("revoke select on film from public");
  const denied = await createRule(it.client, { tableFqn: film, rule: { rowCount: { min: 1 } } });
  await it.source.admin.query("grant select on film to public");
  expect(denied.userErrors).toMatchObject([{ code: "CONFLICT", path: ["rule"] }]);
});

test("scopes: reading needs runs:read, all else approvals:write", async () => {
  const reader = await it.app.as({ scope: "runs:read data:read" });
  const writer = await it.app.as({ scope: "runs:write approvals:write" });
  const rule = { notNull: { column: "title" } };
  for (const work of [
    () => createRule(reader, { tableFqn: film, rule }),
    () => dryRunRule(reader, { tableFqn: film, rule }),
    () => updateRule(reader, { id: "x", name: "x" }),
    () => setStatus(reader, "x", "PAUSED"),
  ]) {
    await expect(work()).rejects.toThrow(/approvals:write/);
  }
  await expect(listRules(writer)).rejects.toThrow(/runs:read/);
});

test("a try without data:read shows counts and neither SQL nor keys", async () => {
  const rule = { pattern: { column: "title", pattern: "^film 1" } };
  const steward = await it.app.as({ scope: "approvals:write" });
  const shown = (await dryRunRule(it.client, { tableFqn: film, rule })).result;
  expect(shown).toMatchObject({ rowsFailing: 39, failingKeyColumns: ["id"] });
  expect(shown.failingKeys).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 20, 21].map((id) => [String(id)]));
  const masked = (await dryRunRule(steward, { tableFqn: film, rule })).result;
  expect(masked).toMatchObject({ rowsFailing: 39, sql: "***", failingKeys: shown.failingKeys.map(() => ["***"]) });
});
