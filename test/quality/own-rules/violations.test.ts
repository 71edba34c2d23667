import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { formatFqn } from "../../../src/platform/fqn.js";
import { DqRuleKind } from "../../../src/quality/rule.model.js";
import { DqExecutionStatus } from "../../../src/quality/rules/execution.entity.js";
import { saveExecutions } from "../../../src/quality/rules/save-executions.js";
import { runToEnd } from "../../support/sample-service.js";
import { RulesApp } from "../../workflows/dq-execution/rules-app.js";
import { acknowledge, createRule, listRules, listViolations, ruleById, setStatus, updateRule } from "./operations.js";

let it: RulesApp;
let a: string;
let b: string;

beforeAll(async () => {
  it = await RulesApp.start(`
    create table a (id int primary key, x int, y text);
    insert into a select n, n, 'y' || n from generate_series(1, 10) n;
    create table b (id int primary key, x int);
    insert into b select n, n from generate_series(1, 10) n`);
  a = formatFqn(it.fqn("a"));
  b = formatFqn(it.fqn("b"));
});
afterAll(() => it.stop());

const range = (max: string) => ({ range: { column: "x", max } });
const made = async (input: object, client = it.client) => {
  const { dqRule, userErrors } = await createRule(client, input);
  expect(userErrors).toEqual([]);
  return dqRule.id as string;
};
const ids = (page: { nodes: { id: string }[] }) => page.nodes.map(({ id }) => id);

const historyOf = (id: string) =>
  it.sql(
    `select h.kind, h.name = r.signature as named, h.client_id, h.run_id, h.before ->> 'status' as was, h.after ->> 'status' as now,
       h.before ->> 'threshold' as threshold, (h.asset_id = c.id) as "onColumn"
     from dq_rule r join asset_history h on h.table_id = r.table_id and h.name = r.signature
     left join catalog_column c on c.table_id = r.table_id and c.name = r.column_name
     where r.id = $1 order by h.sequence`,
    [id],
  );

test("each change of a rule is kept in the history of its column, and says who made it; no change is no entry", async () => {
  const id = await made({ tableFqn: a, rule: range("5") });
  const second = await it.app.as({ client: "other" });
  const update = (more: object) => updateRule(second, { id, ...more });
  expect((await update({ threshold: 0.9 })).dqRule).toMatchObject({ threshold: 0.9, clientId: "other" });
  await update({ threshold: 0.9 });
  await setStatus(it.client, id, "ACTIVE");
  await setStatus(it.client, id, "PAUSED");
  await setStatus(it.client, id, "PAUSED");
  const renamed = (await update({ name: " x is small ", severity: "CRITICAL", dimension: "ACCURACY" })).dqRule;
  expect(renamed).toMatchObject({ name: "x is small", severity: "CRITICAL", dimension: "ACCURACY", status: "PAUSED" });
  const entry = (was: string | null, now: string, client: string, threshold: string | null) => ({
    kind: "DQ_RULE",
    named: true,
    client_id: client,
    run_id: null,
    was,
    now,
    threshold,
    onColumn: true,
  });
  expect(await historyOf(id)).toEqual([
    entry(null, "ACTIVE", "tester", null),
    entry("ACTIVE", "ACTIVE", "other", "1"),
    entry("ACTIVE", "PAUSED", "tester", "0.9"),
    entry("PAUSED", "PAUSED", "other", "0.9"),
  ]);
  const kept = (await update({ rule: range("6") })).dqRule;
  expect(kept).toMatchObject({ name: "x is small", definition: expect.stringContaining('"6"') });
  const unnamed = await made({ tableFqn: b, rule: range("5") });
  expect((await updateRule(it.client, { id: unnamed, rule: range("7") })).dqRule.name).toBe("x is at most 7");
  for (const each of [id, unnamed]) await setStatus(it.client, each, "ARCHIVED");
});

test("a change of what is asked, a pause and an end resolve the open violation, in the person's name", async () => {
  const id = await made({ tableFqn: a, rule: range("4") });
  const open = async () => {
    await it.execute("a");
    const { nodes } = await listViolations(it.client, { ruleId: id, status: "OPEN" });
    expect(nodes).toMatchObject([{ targetFqn: `${a}.x`, table: { fqn: a }, resolvedByClientId: null }]);
  };
  const resolved = async () => {
    const [latest] = (await listViolations(it.client, { ruleId: id })).nodes;
    expect(latest).toMatchObject({ status: "RESOLVED", resolvedByClientId: "tester", resolvedByRunId: null });
  };
  await open();
  await updateRule(it.client, { id, name: "x is small", severity: "LOW" });
  expect((await ruleById(it.client, id)).openViolation).not.toBeNull();
  await updateRule(it.client, { id, rule: range("3") });
  await resolved();
  await open();
  await updateRule(it.client, { id, threshold: 0.99 });
  await resolved();
  await open();
  await setStatus(it.client, id, "PAUSED");
  await resolved();
  const { output } = await it.execute("a");
  expect(output.rulesExecuted).toBe(0);
  await setStatus(it.client, id, "ACTIVE");
  await open();
  await setStatus(it.client, id, "ARCHIVED");
  await resolved();
});

test("what a run answers to a rule that was changed or paused meanwhile is not kept", async () => {
  const id = await made({ tableFqn: a, rule: { notNull: { column: "y" } } });
  const [asked] = await it.sql("select id, definition, threshold from dq_rule where id = $1", [id]);
  const outcome = {
    ruleId: id,
    status: DqExecutionStatus.FAILED,
    rowsChecked: 10,
    rowsFailing: 10,
    failingShare: "1",
    durationMs: 1,
    failingKeyColumns: [],
    failingKeys: [],
    failingKeysMasked: false,
    error: null,
  };
  const save = (rule = asked) =>
    it.database.tenant("acme", (manager) =>
      saveExecutions(manager, {
        tenantId: "acme",
        runId: "0190a0f0-0000-7000-8000-000000000000",
        rules: [rule],
        outcomes: [outcome],
      }),
    );
  await updateRule(it.client, { id, threshold: 0.5 });
  await save();
  expect(await ruleById(it.client, id)).toMatchObject({ latestExecution: null, openViolation: null });
  await setStatus(it.client, id, "PAUSED");
  await save({ ...asked, threshold: 0.5 });
  expect(await ruleById(it.client, id)).toMatchObject({ latestExecution: null, openViolation: null });
  await setStatus(it.client, id, "ACTIVE");
  await save({ ...asked, threshold: 0.5 });
  expect(await ruleById(it.client, id)).toMatchObject({ openViolation: { status: "OPEN" } });
  await setStatus(it.client, id, "ARCHIVED");
});

test("what was measured by rules is stale once they change: of their dimension, and whether there are any", async () => {
  const STALE = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table { metrics { metric dimension isStale } } } }`;
  const stale = async () =>
    (await it.client.ask(STALE, { fqn: b })).dataAsset.metrics
      .filter(({ isStale }: { isStale: boolean }) => isStale)
      .map(({ metric, dimension }: { metric: string; dimension: string | null }) => `${metric} ${dimension}`);
  const assess = async () => {
    for (const type of ["METADATA_ASSESSMENT", "DQ_ASSESSMENT"]) await runToEnd(it.client, type, b);
    expect(await stale()).toEqual([]);
  };
  const both = (dimension: string) => ["TABLES_WITH_RULES null", `ROWS_HOLDING ${dimension}`];
  await assess();
  const id = await made({ tableFqn: b, rule: range("9") });
  expect(await stale()).toEqual(both("VALIDITY"));
  await assess();
  await updateRule(it.client, { id, name: "other", severity: "LOW" });
  expect(await stale()).toEqual([]);
  await updateRule(it.client, { id, threshold: 0.9 });
  expect(await stale()).toEqual(both("VALIDITY"));
  await assess();
  await updateRule(it.client, { id, dimension: "ACCURACY" });
  expect(await stale()).toEqual([...both("VALIDITY"), "ROWS_HOLDING ACCURACY"]);
  await assess();
  await setStatus(it.client, id, "PAUSED");
  expect(await stale()).toEqual(both("ACCURACY"));
  await setStatus(it.client, id, "ARCHIVED");
});

test("violations and rules are listed newest first, page by page, and by each condition", async () => {
  const low = await made({ tableFqn: a, rule: range("1"), severity: "LOW" });
  const high = await made({
    tableFqn: a,
    rule: { pattern: { column: "y", pattern: "^z" } },
    severity: "HIGH",
    dimension: "CONSISTENCY",
  });
  const other = await made({ tableFqn: b, rule: { rowCondition: { condition: "x > id" } } });
  const holds = await made({ tableFqn: b, rule: { rowCondition: { condition: "x >= id" } } });
  await it.execute(null);
  const open = (await listViolations(it.client, { status: "OPEN" })).nodes;
  expect(open.map(({ rule }: any) => rule.id).sort()).toEqual([low, high, other].sort());
  expect(ids({ nodes: open })).toEqual(ids({ nodes: open }).toSorted().reverse());
  const about = async (filter: object) =>
    (await listViolations(it.client, { status: "OPEN", ...filter })).nodes.map(({ rule }: any) => rule.id).sort();
  expect(await about({ assetFqn: a })).toEqual([low, high].sort());
  expect(await about({ assetFqn: `${a}.y` })).toEqual([high]);
  expect(await about({ assetFqn: "src" })).toHaveLength(3);
  expect(await about({ assetFqn: "nowhere" })).toEqual([]);
  expect(await about({ severities: ["LOW", "MEDIUM"] })).toEqual([low, other].sort());
  expect(await about({ dimensions: ["CONSISTENCY"] })).toEqual([high]);
  expect(await about({ ruleId: low })).toEqual([low]);
  expect(await about({ ruleId: "no id" })).toEqual([]);
  const time = open[1].openedAt;
  expect(await about({ openedFrom: time })).toHaveLength(open.filter(({ openedAt }: any) => openedAt >= time).length);
  expect(await about({ openedBefore: time })).toHaveLength(open.filter(({ openedAt }: any) => openedAt < time).length);
  const rulesBy = async (filter: object) => ids(await listRules(it.client, { statuses: ["ACTIVE"], ...filter })).sort();
  expect(await rulesBy({})).toEqual([low, high, other, holds].sort());
  expect(ids(await listRules(it.client, { statuses: ["ACTIVE"] }))).toEqual([holds, other, high, low]);
  expect(await rulesBy({ failing: true })).toEqual([low, high, other].sort());
  expect(await rulesBy({ failing: false })).toEqual([holds]);
  expect(await rulesBy({ kinds: ["PATTERN", "RANGE"] })).toEqual([low, high].sort());
  expect(await rulesBy({ column: "y" })).toEqual([high]);
  expect(await rulesBy({ assetFqn: b })).toEqual([other, holds].sort());
  expect(await rulesBy({ origins: ["RULES"] })).toEqual([]);
  const all = ids(await listViolations(it.client, null, ", first: 100"));
  const seen: string[] = [];
  for (let after = "", more = true; more; ) {
    const page = await listViolations(it.client, null, `, first: 2${after && `, after: "${after}"`}`);
    seen.push(...ids(page));
    ({ endCursor: after, hasNextPage: more } = page.pageInfo);
  }
  expect(seen).toEqual(all);
  const last = await listViolations(it.client, null, ", last: 3");
  expect(ids(last)).toEqual(all.slice(-3));
  expect(last.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  await expect(
    listViolations(it.client, { status: "OPEN" }, `, after: "${last.pageInfo.startCursor}"`),
  ).rejects.toThrow(/cursor/);
});

test("an acknowledgement says who and when, stays while the rule goes on failing, and is not for the next violation", async () => {
  const [open] = (await listViolations(it.client, { assetFqn: b, status: "OPEN" })).nodes;
  const steward = await it.app.as({ client: "steward" });
  const nobodys = "0190a0f0-0000-7000-8000-000000000000";
  const resolved = ids(await listViolations(it.client, { status: "RESOLVED" }))[0]!;
  const { results, userErrors } = await acknowledge(
    steward,
    [open.id, nobodys, resolved, "no id", open.id],
    " Known. ",
  );
  expect(userErrors).toEqual([]);
  expect(results).toMatchObject([
    {
      acknowledged: true,
      userError: null,
      violation: { acknowledgedByClientId: "steward", acknowledgementNote: "Known." },
    },
    { acknowledged: false, violation: null, userError: { code: "RESOURCE_NOT_FOUND", path: ["ids", "1"] } },
    { acknowledged: false, violation: { status: "RESOLVED" }, userError: { code: "CONFLICT", path: ["ids", "2"] } },
    { acknowledged: false, violation: null, userError: { code: "RESOURCE_NOT_FOUND" } },
    { acknowledged: true, userError: null },
  ]);
  expect((await acknowledge(it.client, [open.id], "Mine.")).results).toMatchObject([
    { acknowledged: false, violation: { acknowledgedByClientId: "steward" }, userError: { code: "CONFLICT" } },
  ]);
  await it.execute("b");
  const filter = { ruleId: open.rule.id, acknowledged: true };
  expect((await listViolations(it.client, filter)).nodes).toMatchObject([{ id: open.id, status: "OPEN" }]);
  await it.source.admin.query("update b set x = id + 1");
  await it.execute("b");
  await it.source.admin.query("update b set x = id");
  await it.execute("b");
  const next = (await listViolations(it.client, { ruleId: open.rule.id, status: "OPEN" })).nodes;
  expect(next).toMatchObject([{ acknowledgedAt: null, acknowledgedByClientId: null, acknowledgementNote: null }]);
  expect(next[0].id).not.toBe(open.id);
  expect((await listViolations(it.client, { ...filter, acknowledged: false })).nodes).toHaveLength(1);
  for (const wrong of [
    await acknowledge(it.client, []),
    await acknowledge(
      it.client,
      Array.from({ length: 101 }, () => nobodys),
    ),
  ]) {
    expect(wrong).toMatchObject({ results: [], userErrors: [{ code: "VALIDATION_ERROR", path: ["ids"] }] });
  }
  expect(await acknowledge(it.client, [next[0].id], "x".repeat(2001))).toMatchObject({
    results: [],
    userErrors: [{ code: "VALIDATION_ERROR", path: ["note"] }],
  });
});

test("of many who create the same rule at once one does; of many who acknowledge, while rules are executed, one does", async () => {
  const rule = { acceptedValues: { column: "x", values: ["1"] } };
  const creates = await Promise.all(Array.from({ length: 8 }, () => createRule(it.client, { tableFqn: a, rule })));
  const codes = creates.map(({ userErrors }) => userErrors[0]?.code ?? "CREATED").sort();
  expect(codes).toEqual(["CREATED", ...Array(7).fill("RESOURCE_ALREADY_EXISTS")]);
  await it.execute("a");
  const open = ids(await listViolations(it.client, { assetFqn: a, status: "OPEN" }));
  expect(open.length).toBeGreaterThan(1);
  const [answers] = await Promise.all([
    Promise.all(
      Array.from({ length: 10 }, (_, n) => acknowledge(it.client, n % 2 ? open : open.toReversed(), `note ${n}`)),
    ),
    it.execute("a"),
    it.execute("a"),
  ]);
  const done = answers.flatMap(({ results }) =>
    results.filter((each: any) => each.acknowledged).map((each: any) => each.id),
  );
  expect(done.sort()).toEqual(open.toSorted());
});

test("another tenant sees and changes none of it", async () => {
  const rival = await it.app.as({ project: "rival" });
  await it.register(rival);
  const [rule] = (await listRules(it.client)).nodes;
  const [violation] = (await listViolations(it.client)).nodes;
  expect(await ruleById(rival, rule.id)).toBeNull();
  expect((await listRules(rival)).nodes).toEqual([]);
  expect((await listViolations(rival, { ruleId: rule.id })).nodes).toEqual([]);
  expect((await listViolations(rival, { assetFqn: "src" })).nodes).toEqual([]);
  expect((await updateRule(rival, { id: rule.id, name: "x" })).userErrors).toMatchObject([
    { code: "RESOURCE_NOT_FOUND" },
  ]);
  expect((await setStatus(rival, rule.id, "ARCHIVED")).userErrors).toMatchObject([{ code: "RESOURCE_NOT_FOUND" }]);
  expect((await acknowledge(rival, [violation.id])).results).toMatchObject([
    { violation: null, userError: { code: "RESOURCE_NOT_FOUND" } },
  ]);
  const own = await made({ tableFqn: a, rule: range("1") }, rival);
  expect(own).not.toBe(rule.id);
  expect(await ruleById(it.client, own)).toBeNull();
});

test("neither a change nor bringing one back leaves the table the same rule twice", async () => {
  const pattern = (text: string) => ({ pattern: { column: "y", pattern: text } });
  const [first, second] = [
    await made({ tableFqn: a, rule: pattern("^y.+") }),
    await made({ tableFqn: a, rule: pattern("^z.+") }),
  ];
  const refused = (path: string) => ({
    dqRule: null,
    userErrors: [{ code: "RESOURCE_ALREADY_EXISTS", path: [path] }],
  });
  expect(await updateRule(it.client, { id: second, rule: pattern("^y.+") })).toMatchObject(refused("rule"));
  await setStatus(it.client, first, "ARCHIVED");
  expect(await updateRule(it.client, { id: second, rule: pattern("^y.+") })).toMatchObject({ userErrors: [] });
  expect(await setStatus(it.client, first, "ACTIVE")).toMatchObject(refused("status"));
  expect(await setStatus(it.client, first, "PAUSED")).toMatchObject(refused("status"));
  await setStatus(it.client, second, "PAUSED");
  expect(await setStatus(it.client, second, "ACTIVE")).toMatchObject({ userErrors: [], dqRule: { status: "ACTIVE" } });
  await setStatus(it.client, second, "ARCHIVED");
  expect(await setStatus(it.client, first, "ACTIVE")).toMatchObject({ userErrors: [], dqRule: { status: "ACTIVE" } });
  expect((await updateRule(it.client, { id: second, rule: pattern("^q.+") })).userErrors).toEqual([]);
  const both = [updateRule(it.client, { id: first, rule: pattern("^q.+") }), setStatus(it.client, second, "ACTIVE")];
  const errors = (await Promise.all(both)).flatMap(({ userErrors }) => userErrors);
  expect(errors).toMatchObject([{ code: "RESOURCE_ALREADY_EXISTS" }]);
  for (const id of [first, second]) await setStatus(it.client, id, "ARCHIVED");
});

test("a run's rule keeps the name that a person gave it; the run's own is made anew with what it asks for", async () => {
  const names = ["To be named", "To be paused"];
  const bounds = (max: string) => ({ kind: DqRuleKind.RANGE, column: "x", min: null, max }) as const;
  await it.rules(
    "b",
    names.map((name, index) => ({ name, definition: bounds(`${80 + index}`), column: "x" })),
  );
  const found = (await listRules(it.client, { assetFqn: b, origins: ["RULES"] })).nodes;
  const [named, paused] = names.map((name) => found.find((rule: { name: string }) => rule.name === name).id);
  await updateRule(it.client, { id: named, name: "Few of x" });
  await setStatus(it.client, named, "PAUSED");
  expect((await updateRule(it.client, { id: named, rule: range("90") })).dqRule.name).toBe("Few of x");
  await setStatus(it.client, paused, "PAUSED");
  expect((await updateRule(it.client, { id: paused, rule: range("81") })).dqRule.name).toBe("x is at most 81");
  expect((await updateRule(it.client, { id: paused, rule: range("91") })).dqRule.name).toBe("x is at most 91");
  for (const id of [named, paused]) await setStatus(it.client, id, "ARCHIVED");
});
