import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { ReviewHarness, range } from "./review-harness.js";

let harness: ReviewHarness;
beforeAll(async () => {
  harness = await ReviewHarness.open(`create table t (a int, b int)`);
});
afterAll(() => harness.close());
beforeEach(async () => {
  for (const table of ["dq_rule", "asset_history", "proposed_change", "workflow_run", "metric_snapshot"]) {
    await harness.sql(`delete from ${table}`);
  }
});

const run = (found: ReturnType<typeof range>[], saveAll = false) =>
  harness.run({ type: "GENERATE_DQ_RULES", saveAll, found: { t: found }, owns: ({ kind }) => kind === "DQ_RULE" });

const rules = async () =>
  (await harness.sql<{ says: string }>("select name || ': ' || status as says from dq_rule order by signature")).map(
    ({ says }) => says,
  );
const rows = () => harness.sql("select to_jsonb(r) as row from dq_rule r order by signature");

/** As an execution that failed leaves it. */
const violate = (column: string) =>
  harness.sql(
    `insert into dq_violation (id, tenant_id, rule_id, table_id, status, opened_at, opened_by_run_id, last_seen_at, rows_failing)
     select $1, 'acme', id, table_id, 'OPEN', now(), $1, now(), 3 from dq_rule where column_name = $2`,
    [newId(), column],
  );
const violations = () =>
  harness.sql(
    `select r.column_name as "column", v.status, v.resolved_by_run_id as run, v.resolved_by_client_id as client
     from dq_violation v join dq_rule r on r.id = v.rule_id order by v.id`,
  );

test("rules are proposed with what they would replace, and with those that are not found any more", async () => {
  const first = await run([range("a", "10"), range("b", "5", 0.9)]);
  expect(await rules()).toEqual([]);
  expect(await harness.decide(first, "APPROVE")).toMatchObject({
    approval: { status: "APPROVED" },
    outcome: { catalogChanges: 2 },
  });
  expect(await rules()).toEqual(["a is at most 10: ACTIVE", "b is at most 5: ACTIVE"]);
  const second = await run([range("a", "20")]);
  const changes = await harness.sql("select before, after from proposed_change where run_id = $1 order by position", [
    second,
  ]);
  expect(changes).toEqual([
    { before: "a is at most 10", after: "a is at most 20" },
    { before: "b is at most 5, in at least 90 % of the rows that it asks", after: null },
  ]);
  expect(await rules()).toEqual(["a is at most 10: ACTIVE", "b is at most 5: ACTIVE"]);
  const [, gone] = await harness.changes(second);
  await harness.decide(second, "APPROVE", { changeIds: [gone!.id] });
  expect(await rules()).toEqual(["a is at most 10: ACTIVE", "b is at most 5: ARCHIVED"]);
  await harness.decide(second, "REJECT");
  expect(await rules()).toEqual(["a is at most 10: ACTIVE", "b is at most 5: ARCHIVED"]);
});

test("a run that saves its rules archives what it does not find, and keeps the same rule under other bounds", async () => {
  await run([range("a", "10"), range("b", "5")], true);
  const before = await harness.sql("select id from dq_rule order by signature");
  await violate("a");
  await violate("b");
  const second = await run([range("a", "20")], true);
  expect(await rules()).toEqual(["a is at most 20: ACTIVE", "b is at most 5: ARCHIVED"]);
  expect(await harness.sql("select id from dq_rule order by signature")).toEqual(before);
  expect(await violations()).toEqual([
    { column: "a", status: "RESOLVED", run: second, client: null },
    { column: "b", status: "RESOLVED", run: second, client: null },
  ]);
});

test("a rule that is found again keeps its violation, its history and its metrics", async () => {
  await run([range("a", "10")], true);
  await violate("a");
  const again = await run([range("a", "10")]);
  expect(await harness.decide(again, "APPROVE")).toMatchObject({
    outcome: { decided: 1, catalogChanges: 0, violationsResolved: 0 },
  });
  expect(await violations()).toMatchObject([{ status: "OPEN" }]);
  expect(await harness.sql("select 1 from asset_history")).toHaveLength(1);
});

test("a rule that a later run found again is left by a reset, until that is taken back", async () => {
  const first = await run([range("a", "10")], true);
  const second = await run([range("a", "10")], true);
  expect(await harness.decide(first, "RESET")).toMatchObject({
    userErrors: [{ code: "CONFLICT" }],
    conflicts: [{ reason: "BUILT_UPON" }],
  });
  expect(await rules()).toEqual(["a is at most 10: ACTIVE"]);
  expect(await harness.decide(second, "RESET")).toMatchObject({ userErrors: [], outcome: { catalogChanges: 0 } });
  expect(await harness.decide(first, "RESET")).toMatchObject({ userErrors: [], outcome: { catalogChanges: 1 } });
  expect(await rules()).toEqual(["a is at most 10: ARCHIVED"]);
});

test("approving and resetting say what they resolved, and a reset puts the rule back to the last field", async () => {
  await run([range("a", "10"), range("b", "5")], true);
  await violate("a");
  const before = await rows();
  const second = await run([range("a", "20"), range("b", "5")]);
  expect(await harness.decide(second, "APPROVE")).toMatchObject({
    outcome: { decided: 2, catalogChanges: 1, violationsResolved: 1 },
  });
  expect(await violations()).toMatchObject([{ status: "RESOLVED", run: second, client: "ann" }]);
  await violate("a");
  expect(await harness.decide(second, "RESET")).toMatchObject({ outcome: { decided: 2, violationsResolved: 1 } });
  const found = (all: typeof before) => all.find(({ row }) => row.column_name === "a");
  expect(found(await rows())).toEqual(found(before));
});

test("a new rule that is reset is archived with its executions, and becomes the same rule when it is approved again", async () => {
  const first = await run([range("a", "10")]);
  await harness.decide(first, "APPROVE");
  const [rule] = await harness.sql("select id from dq_rule");
  await violate("a");
  await harness.decide(first, "RESET");
  expect(await rules()).toEqual(["a is at most 10: ARCHIVED"]);
  expect(await violations()).toMatchObject([{ status: "RESOLVED" }]);
  await harness.decide(first, "APPROVE");
  expect(await rules()).toEqual(["a is at most 10: ACTIVE"]);
  expect(await harness.sql("select id from dq_rule")).toEqual([rule]);
  await harness.decide(first, "RESET");
  expect(await rules()).toEqual(["a is at most 10: ARCHIVED"]);
});

test.each([
  ["wrote", "origin = 'STEWARD'"],
  ["changed", "client_id = 'sue'"],
  ["paused", "status = 'PAUSED'"],
])("a rule that a person %s is left, by runs, decisions and resets", async (_, set) => {
  const first = await run([range("a", "10"), range("b", "5")], true);
  await harness.sql(`update dq_rule set ${set} where column_name = 'a'`);
  const before = await rows();
  const second = await run([range("a", "20")]); // b is proposed to go, a person's would not be
  expect(await harness.says(second)).toEqual(["a DQ_RULE a is at most 20: PENDING", "b DQ_RULE nothing: PENDING"]);
  expect(await harness.decide(second, "APPROVE")).toMatchObject({
    outcome: { decided: 1, conflicts: 1 },
    conflicts: [{ change: { after: "a is at most 20" }, reason: "STEWARDS_WORD" }],
  });
  const third = await run([], true);
  expect(await harness.says(third)).toEqual([]);
  await harness.decide(second, "RESET");
  expect(await harness.decide(first, "RESET")).toMatchObject({
    conflicts: [{ change: { after: "a is at most 10" }, reason: "BUILT_UPON" }],
  });
  expect((await rows())[0]).toEqual(before[0]);
});
