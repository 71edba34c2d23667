import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import { startTestApp, type TestApp, type TestClient } from "../../support/app.js";
import { sampleDatabase } from "../../support/postgres.js";
import { ingestedSample, runToEnd } from "../../support/sample-service.js";
import { createRule, dryRunRule, listRules, ruleById, setStatus, updateRule } from "./operations.js";

const SCHEMA = "PostgreSQL.dvdrental.public";

let app: TestApp;
let client: TestClient;
let source: pg.Client;

beforeAll(async () => {
  app = await startTestApp();
  client = await app.as({ client: "steward" });
  await ingestedSample(client);
  source = new pg.Client({ connectionString: (await sampleDatabase()).ownerUrl });
  await source.connect();
});
afterAll(async () => {
  await source.end();
  await app.stop();
});

interface Case {
  readonly kind: string;
  readonly table: string;
  readonly rule: object;
  readonly threshold?: number;
  /** Of the table. */
  readonly checked: string;
  readonly failing: string;
  readonly dimension: string;
  readonly name: string;
  /** A change of what it asks for. */
  readonly changed?: object;
  /** Fails then. */
  readonly failingChanged?: string;
}

const late = "(rental_rate > 0.99 and length < 180) or rating = 'G' -- a comment";
const CASES: Case[] = [
  {
    kind: "NOT_NULL",
    table: "rental",
    rule: { notNull: { column: "return_date" } },
    checked: "true",
    failing: "return_date is null",
    dimension: "COMPLETENESS",
    name: "return_date has a value",
  },
  {
    kind: "COMPLETENESS",
    table: "rental",
    rule: { completeness: { column: "return_date" } },
    threshold: 0.5,
    checked: "true",
    failing: "return_date is null",
    dimension: "COMPLETENESS",
    name: "return_date has a value in most rows",
  },
  {
    kind: "UNIQUE",
    table: "customer",
    rule: { unique: { columns: ["last_name", "first_name"] } },
    checked: "first_name is not null and last_name is not null",
    failing:
      "(first_name, last_name) in (select first_name, last_name from customer group by 1, 2 having count(*) > 1)",
    dimension: "UNIQUENESS",
    name: "first_name, last_name together are unique",
  },
  {
    kind: "RANGE",
    table: "film",
    rule: { range: { column: "length", min: "60", max: "120" } },
    checked: "length is not null",
    failing: "length not between 60 and 120",
    dimension: "VALIDITY",
    name: "length lies between 60 and 120",
    changed: { range: { column: "length", min: "60" } },
    failingChanged: "length < 60",
  },
  {
    kind: "ACCEPTED_VALUES",
    table: "film",
    rule: { acceptedValues: { column: "rating", values: ["G", "PG"] } },
    checked: "rating is not null",
    failing: "rating not in ('G', 'PG')",
    dimension: "VALIDITY",
    name: "rating is one of 2 values",
    changed: { acceptedValues: { column: "rating", values: ["G", "PG", "R"] } },
    failingChanged: "rating not in ('G', 'PG', 'R')",
  },
  {
    kind: "PATTERN",
    table: "address",
    rule: { pattern: { column: "postal_code", pattern: "^[0-4]\\d*$" } },
    checked: "postal_code is not null",
    failing: "postal_code !~ '^[0-4]\\d*$'",
    dimension: "VALIDITY",
    name: "postal_code matches ^[0-4]\\d*$",
    changed: { pattern: { column: "postal_code", pattern: "^[0-5]" } },
    failingChanged: "postal_code !~ '^[0-5]'",
  },
  {
    kind: "LENGTH",
    table: "film",
    rule: { length: { column: "title", min: 1, max: 12 } },
    checked: "title is not null",
    failing: "char_length(title) not between 1 and 12",
    dimension: "VALIDITY",
    name: "The length of title lies between 1 and 12",
  },
  {
    kind: "REFERENTIAL",
    table: "customer",
    rule: {
      referential: { columns: ["customer_id"], targetFqn: `${SCHEMA}.film`, targetColumns: ["film_id"] },
    },
    checked: "customer_id is not null",
    failing: "customer_id not in (select film_id from film)",
    dimension: "CONSISTENCY",
    name: "customer_id occurs in film.film_id",
  },
  {
    kind: "COLUMN_ORDER",
    table: "rental",
    rule: { columnOrder: { lower: "return_date", upper: "rental_date" } },
    checked: "return_date is not null and rental_date is not null",
    failing: "return_date > rental_date",
    dimension: "CONSISTENCY",
    name: "return_date is not after rental_date",
  },
  {
    kind: "ROW_CONDITION",
    table: "film",
    rule: { rowCondition: { condition: late } },
    checked: `((rental_rate > 0.99 and length < 180) or rating = 'G') is not null`,
    failing: `not ((rental_rate > 0.99 and length < 180) or rating = 'G')`,
    dimension: "VALIDITY",
    name: late,
    changed: { rowCondition: { condition: "release_year > 1990" } },
    failingChanged: "release_year <= 1990",
  },
  {
    kind: "SQL",
    table: "payment",
    rule: {
      sqlAssertion: {
        sql: "select p.* from public.payment p left join public.rental r on r.rental_id = p.rental_id where p.payment_date < r.rental_date or p.amount > 5;",
      },
    },
    checked: "true",
    failing: "amount > 5 or payment_date < (select rental_date from rental r where r.rental_id = payment.rental_id)",
    dimension: "CONSISTENCY",
    name: "A SELECT of one's own finds no row",
  },
];

const WHOLE: Case[] = [
  {
    kind: "FRESHNESS",
    table: "rental",
    rule: { freshness: { column: "rental_date", maxAgeHours: 48 } },
    checked: "1",
    failing: "(max(rental_date) < now() - interval '48 hours')::int",
    dimension: "TIMELINESS",
    name: "rental_date is at most 2 days old",
  },
  {
    kind: "ROW_COUNT",
    table: "film",
    rule: { rowCount: { min: 1001 } },
    checked: "1",
    failing: "(count(*) < 1001)::int",
    dimension: "COMPLETENESS",
    name: "The number of rows is at least 1001",
    changed: { rowCount: { min: 1, max: 1000 } },
    failingChanged: "(count(*) not between 1 and 1000)::int",
  },
];

async function counts({ table, checked, failing }: Pick<Case, "table" | "checked" | "failing">, isWhole: boolean) {
  const list = isWhole
    ? `${checked} as checked, ${failing} as failing`
    : `count(*) filter (where ${checked})::int as checked, count(*) filter (where ${failing})::int as failing`;
  const { rows } = await source.query(`select ${list} from public.${table}`);
  return { rowsChecked: rows[0].checked, rowsFailing: rows[0].failing };
}

const withinExecution = async (table: string, id: string) => {
  const { statuses } = await runToEnd(client, "DQ_EXECUTION", `${SCHEMA}.${table}`);
  expect(statuses.at(-1)).toBe("COMPLETED");
  return (await ruleById(client, id)).latestExecution;
};

const all = [
  ...CASES.map((each) => ({ ...each, isWhole: false })),
  ...WHOLE.map((each) => ({ ...each, isWhole: true })),
];

test.each(all)("$kind is tried, kept, executed, changed, paused and archived", async (each) => {
  const { kind, table, rule, threshold = 1, dimension, name, isWhole } = each;
  const input = { tableFqn: `${SCHEMA}.${table}`, rule, threshold };
  const expected = await counts(each, isWhole);
  const tried = await dryRunRule(client, input);
  expect(tried).toMatchObject({ userErrors: [], result: { ...expected, error: null } });
  const isOver = expected.rowsFailing / expected.rowsChecked > 1 - threshold;
  expect(tried.result.status).toBe(isOver ? "FAILED" : "PASSED");
  expect(Number(tried.result.failingShare)).toBeCloseTo(expected.rowsFailing / expected.rowsChecked, 11);
  expect(await listRules(client, { kinds: [kind] })).toMatchObject({ nodes: [] });
  const created = await createRule(client, input);
  expect(created).toMatchObject({
    userErrors: [],
    dqRule: {
      kind,
      name,
      dimension,
      threshold,
      severity: "MEDIUM",
      status: "ACTIVE",
      origin: "STEWARD",
      confidence: 1,
      clientId: "steward",
      runId: null,
      sql: tried.result.sql,
      table: { fqn: `${SCHEMA}.${table}` },
      justification: { summary: "Written by a person." },
      latestExecution: null,
    },
  });
  const { id } = created.dqRule;
  expect(await createRule(client, input)).toMatchObject({
    dqRule: null,
    userErrors: [{ code: "RESOURCE_ALREADY_EXISTS", path: ["rule"] }],
  });
  const { status, failingShare } = tried.result;
  expect(await withinExecution(table, id)).toEqual({ ...expected, status, failingShare, error: null });
  expect((await ruleById(client, id)).openViolation !== null).toBe(isOver);
  if (each.changed) {
    const changed = await updateRule(client, { id, rule: each.changed, severity: "HIGH" });
    expect(changed).toMatchObject({ userErrors: [], dqRule: { id, severity: "HIGH", openViolation: null } });
    const after = await counts({ ...each, failing: each.failingChanged! }, isWhole);
    expect((await withinExecution(table, id)).rowsFailing).toBe(after.rowsFailing);
  }
  expect(await setStatus(client, id, "PAUSED")).toMatchObject({ dqRule: { status: "PAUSED", openViolation: null } });
  expect(await setStatus(client, id, "ARCHIVED")).toMatchObject({ dqRule: { status: "ARCHIVED" }, userErrors: [] });
  const again = await createRule(client, { ...input, rule: each.changed ?? rule, name: "Again" });
  expect(again).toMatchObject({ dqRule: { id, name: "Again", status: "ACTIVE", severity: "MEDIUM" }, userErrors: [] });
  expect((await setStatus(client, id, "ARCHIVED")).userErrors).toEqual([]);
});

test("runs that propose rules leave a person's alone, and those that a person changed, paused or archived", async () => {
  const tableFqn = `${SCHEMA}.film`;
  await runToEnd(client, "GENERATE_DQ_RULES", tableFqn);
  const ofRuns = (await listRules(client, { assetFqn: tableFqn, origins: ["RULES"] }, ", first: 100")).nodes;
  const [changed, paused, archived, touched] = ofRuns.filter(({ kind }: { kind: string }) => kind !== "SQL");
  await updateRule(client, { id: changed.id, threshold: 0.123 });
  await setStatus(client, paused.id, "PAUSED");
  await setStatus(client, archived.id, "ARCHIVED");
  await setStatus(client, touched.id, "PAUSED");
  await setStatus(client, touched.id, "ACTIVE");
  const own = (
    await createRule(client, { tableFqn, rule: { rowCondition: { condition: "film_id > 0" } }, severity: "LOW" })
  ).dqRule;
  const ids = [changed, paused, archived, touched, own].map(({ id }) => id);
  const before = await Promise.all(ids.map((id) => ruleById(client, id)));
  expect(before.map(({ status }) => status)).toEqual(["ACTIVE", "PAUSED", "ARCHIVED", "ACTIVE", "ACTIVE"]);
  await runToEnd(client, "GENERATE_DQ_RULES", tableFqn);
  expect(await Promise.all(ids.map((id) => ruleById(client, id)))).toEqual(before);
});
