import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { formatFqn } from "../../../src/platform/fqn.js";
import { DqRuleKind as K } from "../../../src/quality/rule.model.js";
import { RulesApp, type WantedRule } from "./rules-app.js";

const CANARY = "canary-4711";

let it: RulesApp;

beforeAll(async () => {
  it = await RulesApp.start(`
    create table parent (id int primary key);
    insert into parent select generate_series(1, 50);
    create table child (id int primary key, parent_id int, name text, price numeric(8,2), email text);
    insert into child select n, n, 'name ' || n, n, 'p' || n || '@example.com' from generate_series(1, 50) n;
    create table keyless (a int);
    insert into keyless values (1), (null);
    create table "odd ""t"".x'; drop" (code text primary key, "v'""w" text);
    insert into "odd ""t"".x'; drop" values ('${CANARY}', null), ('b''\\', 'x');
    create table other (id int primary key, a text);
    insert into other values (1, 'x')`);
});
afterAll(() => it.stop());

const RULES = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table {
  dqRules(first: 100) { nodes { id name kind column status threshold sql definition confidence justification { summary }
    latestExecution { status runId rowsChecked rowsFailing failingShare durationMs failingKeyColumns failingKeys failingKeysMasked error { code message } }
    executions { nodes { status runId } }
    openViolation { id status openedByRunId rowsFailing } } }
  dqViolations(status: null) { nodes { status openedByRunId resolvedByRunId rowsFailing rule { name } } }
} } }`;

const table = async (name: string, client = it.client) =>
  (await client.ask(RULES, { fqn: formatFqn(it.fqn(name)) })).dataAsset;
const byName = (nodes: { name: string }[]): Record<string, any> =>
  Object.fromEntries(nodes.map((node) => [node.name, node]));

const CHILD: WantedRule[] = [
  { name: "name is there", column: "name", definition: { kind: K.NOT_NULL, column: "name" } },
  { name: "price is small", column: "price", definition: { kind: K.RANGE, column: "price", min: "0", max: "48" } },
  {
    name: "price is mostly small",
    column: "price",
    threshold: 0.9,
    definition: { kind: K.RANGE, column: "price", min: null, max: "45" },
  },
  {
    name: "parent is there",
    column: "parent_id",
    definition: {
      kind: K.REFERENTIAL,
      columns: ["parent_id"],
      target: { schema: "public", table: "parent", columns: ["id"] },
    },
  },
  { name: "email is one", column: "email", definition: { kind: K.TYPE_CONFORMITY, column: "email", type: "EMAIL" } },
  { name: "email is unique", column: "email", definition: { kind: K.UNIQUE, columns: ["email"] } },
  { name: "rows", definition: { kind: K.ROW_COUNT, min: 1, max: null } },
];

test("rules pass and fail; violations open once, resolve and open anew, and history stays", async () => {
  await it.rules("child", CHILD);
  const first = await it.execute("child");
  expect(first.status).toBe("COMPLETED");
  expect(first.output).toMatchObject({ tables: 1, rulesExecuted: 7, passed: 6, failed: 1, errors: 0 });
  expect(first.output.rules[0]).toMatchObject({
    targetFqn: formatFqn([...it.fqn("child"), "price"] as never),
    kind: "RANGE",
    status: "FAILED",
    rowsChecked: 50,
    rowsFailing: 2,
    failingShare: "0.04",
  });
  let seen = await table("child");
  let rules = byName(seen.dqRules.nodes);
  expect(rules["price is small"]).toMatchObject({
    kind: "RANGE",
    column: "price",
    latestExecution: {
      status: "FAILED",
      runId: first.runId,
      failingKeyColumns: ["id"],
      failingKeys: [["49"], ["50"]],
      failingKeysMasked: false,
    },
    openViolation: { status: "OPEN", openedByRunId: first.runId, rowsFailing: 2 },
  });
  expect(rules["price is small"].latestExecution.durationMs).toBeGreaterThan(0);
  // Exactly a tenth fails, which the threshold of 0.9 allows.
  expect(rules["price is mostly small"].latestExecution).toMatchObject({
    status: "PASSED",
    rowsFailing: 5,
    failingShare: "0.1",
  });

  const again = await it.execute("child");
  expect(again.output).toEqual(first.output);
  seen = await table("child");
  expect(seen.dqViolations.nodes).toEqual([
    {
      status: "OPEN",
      openedByRunId: first.runId,
      resolvedByRunId: null,
      rowsFailing: 2,
      rule: { name: "price is small" },
    },
  ]);

  await it.source.admin.query("update child set price = 1 where price > 48");
  const mended = await it.execute("child");
  expect(mended.output).toMatchObject({ passed: 7, failed: 0 });
  await it.source.admin.query("update child set price = 99, parent_id = 77 where id = 7");
  const broken = await it.execute("child");
  expect(broken.output).toMatchObject({ passed: 5, failed: 2 });
  seen = await table("child");
  expect(seen.dqViolations.nodes).toHaveLength(3);
  expect(seen.dqViolations.nodes).toContainEqual({
    status: "RESOLVED",
    openedByRunId: first.runId,
    resolvedByRunId: mended.runId,
    rowsFailing: 2,
    rule: { name: "price is small" },
  });
  rules = byName(seen.dqRules.nodes);
  expect(rules["price is small"].executions.nodes.map((node: { runId: string }) => node.runId)).toEqual([
    broken.runId,
    mended.runId,
    again.runId,
    first.runId,
  ]);
  expect(rules["parent is there"].latestExecution.failingKeys).toEqual([["7"]]);
});

test("a rule that can't be executed fails alone", async () => {
  await it.rules("other", [
    { name: "holds", definition: { kind: K.NOT_NULL, column: "a" } },
    { name: "column is gone", definition: { kind: K.NOT_NULL, column: "nope" } },
    { name: "no such type", definition: { kind: K.RANGE, column: "id", min: "not a number", max: null } },
    { name: "bad expression", definition: { kind: K.PATTERN, column: "a", pattern: "(" } },
    {
      name: "no such table",
      definition: { kind: K.REFERENTIAL, columns: ["a"], target: { schema: "public", table: "nope", columns: ["a"] } },
    },
    { name: "sums texts", definition: { kind: K.SUM, total: "id", parts: ["a"], tolerance: "0" } },
    { name: "no order", definition: { kind: K.COLUMN_ORDER, lower: "id", upper: "a", strict: true } },
    { name: "writes", definition: { kind: K.SQL, sql: "delete from public.other" } },
    { name: "sleeps", definition: { kind: K.SQL, sql: "select pg_sleep(100)" } },
    { name: "reads elsewhere", definition: { kind: K.SQL, sql: "select * from pg_catalog.pg_class" } },
    { name: "breaks out", definition: { kind: K.SQL, sql: "select 1) x, (select 2" } },
    { name: "sql holds", definition: { kind: K.SQL, sql: "select * from public.other where a = 'y'" } },
    { name: "unique", definition: { kind: K.UNIQUE, columns: ["a"] } },
  ]);
  const { status, output, tasks } = await it.execute("other");
  expect(status).toBe("COMPLETED");
  expect(tasks.nodes).toMatchObject([{ status: "SUCCEEDED" }]);
  expect(output).toMatchObject({ rulesExecuted: 13, passed: 3, failed: 0, errors: 10 });
  const rules = byName((await table("other")).dqRules.nodes);
  for (const name of ["holds", "sql holds", "unique"]) expect(rules[name].latestExecution.status).toBe("PASSED");
  const codes = Object.fromEntries(
    Object.entries(rules).map(([name, { latestExecution }]) => [name, latestExecution.error?.code]),
  );
  expect(codes).toEqual({
    holds: undefined,
    "sql holds": undefined,
    unique: undefined,
    "column is gone": "RULE_COLUMN_GONE",
    "no such type": "SOURCE_ERROR",
    "bad expression": "SOURCE_ERROR",
    "no such table": "SOURCE_OBJECT_GONE",
    "sums texts": "SOURCE_ERROR",
    "no order": "SOURCE_ERROR",
    writes: "RULE_UNSAFE",
    sleeps: "RULE_UNSAFE",
    "reads elsewhere": "RULE_UNSAFE",
    "breaks out": "RULE_UNSAFE",
  });
  expect(rules["column is gone"].openViolation).toBeNull();
});

test("keys of failing rows are masked where a column is personal, without data:read, and never in the output", async () => {
  const odd = `odd "t".x'; drop`;
  await it.rules(odd, [{ name: "value", column: `v'"w`, definition: { kind: K.NOT_NULL, column: `v'"w` } }]);
  const first = await it.execute(odd);
  expect(first.output).toMatchObject({ failed: 1, errors: 0 });
  const latest = async (client = it.client) => (await table(odd, client)).dqRules.nodes[0];
  expect((await latest()).latestExecution).toMatchObject({
    failingKeyColumns: ["code"],
    failingKeys: [[CANARY]],
    failingKeysMasked: false,
  });
  const reader = await it.app.as({ scope: "runs:read" });
  const masked = await latest(reader);
  expect(masked).toMatchObject({
    sql: "***",
    definition: "***",
    name: "***",
    latestExecution: { failingKeys: [["***"]] },
  });
  await it.sql(
    `insert into asset_annotation (asset_id, kind, name, tenant_id, table_id, value, confidence, justification, origin, changed_at)
     select c.id, 'TAG', 'PII.Username', c.tenant_id, c.table_id, 'PII.Username', 1, '{}', 'RULES', now()
     from catalog_column c where c.name = 'code' and tenant_id = 'acme'`,
  );
  await it.execute(odd);
  expect((await latest()).latestExecution).toMatchObject({ failingKeys: [["***"]], failingKeysMasked: true });
  const said = await it.sql(
    `select (select string_agg(output::text, '') from workflow_run) || (select string_agg(result::text, '') from workflow_run_task)
       || (select string_agg(payload::text, '') from workflow_run_event) as text`,
  );
  expect(said[0].text).toContain("RANGE");
  expect(said[0].text).not.toContain(CANARY);
});

test("a run that does not save leaves nothing behind but its output", async () => {
  await it.rules("keyless", [{ name: "a", column: "a", definition: { kind: K.NOT_NULL, column: "a" } }]);
  const { output } = await it.execute("keyless", { saveAll: false });
  expect(output).toMatchObject({ rulesExecuted: 1, failed: 1 });
  expect(await table("keyless")).toMatchObject({
    dqRules: { nodes: [{ latestExecution: null, openViolation: null }] },
    dqViolations: { nodes: [] },
  });
  await it.execute("keyless");
  expect((await table("keyless")).dqRules.nodes[0].latestExecution).toMatchObject({
    rowsFailing: 1,
    failingKeyColumns: [],
    failingKeys: [],
  });
});

test("where rows may not leave the source no keys are read; tables without rules are not planned", async () => {
  await it.sql("update data_service set rows_may_leave = false");
  const { output, tasks } = await it.execute(null);
  await it.sql("update data_service set rows_may_leave = true");
  expect(tasks.nodes.map((task: { targetFqn: string }) => task.targetFqn)).not.toContain(formatFqn(it.fqn("parent")));
  expect(output).toMatchObject({ tables: 4 });
  expect((await table("child")).dqRules.nodes.flatMap((rule: any) => rule.latestExecution.failingKeys)).toEqual([]);
  const none = await it.execute("parent");
  expect(none).toMatchObject({ status: "COMPLETED", output: { tables: 0, rulesExecuted: 0 } });
});

test("what a later run finds again stays the same rule; what it doesn't is archived; what a person paused is left", async () => {
  const before = byName((await table("child")).dqRules.nodes);
  await it.sql("update dq_rule set status = 'PAUSED' where signature = 'rows'");
  await it.rules("child", [{ ...CHILD[0]!, threshold: 0.5 }, CHILD[6]!]);
  const statuses = await it.sql(
    `select signature as name, status, threshold, id from dq_rule where table_id = (select table_id from dq_rule where signature = 'rows') order by 1`,
  );
  const kept = byName(statuses);
  expect(kept["name is there"]).toEqual({
    name: "name is there",
    status: "ACTIVE",
    threshold: 0.5,
    id: before["name is there"].id,
  });
  expect(kept.rows.status).toBe("PAUSED");
  expect(kept["price is small"].status).toBe("ARCHIVED");
  const { dqViolations } = await table("child");
  expect(dqViolations.nodes.every(({ status }: { status: string }) => status === "RESOLVED")).toBe(true);
  const { output } = await it.execute("child");
  expect(output).toMatchObject({ rulesExecuted: 1 });
  const decisions = await it.sql("select name, decision from proposed_change where name = 'rows' order by id");
  expect(decisions).toEqual([
    { name: "rows", decision: "APPROVED" },
    { name: "rows", decision: "PENDING" },
  ]);
});

test("another tenant sees none of it", async () => {
  const other = await it.app.as({ project: "rival" });
  await it.register(other);
  expect(await table("child", other)).toEqual({ dqRules: { nodes: [] }, dqViolations: { nodes: [] } });
  const { output } = await it.execute(null, {}, other);
  expect(output).toMatchObject({ tables: 0, rulesExecuted: 0 });
});
