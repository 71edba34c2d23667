import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { newId } from "../../src/platform/ids.js";
import { ReviewHarness, tag, text } from "./review-harness.js";

let harness: ReviewHarness;
beforeAll(async () => {
  harness = await ReviewHarness.open(`create table t (a int, b int, c int); create table u (a int)`);
});
afterAll(() => harness.close());
beforeEach(async () => {
  for (const table of ["asset_annotation", "asset_history", "proposed_change", "workflow_run", "metric_snapshot"]) {
    await harness.sql(`delete from ${table}`);
  }
});

const FOUND = { t: [tag("a", "PII.Email"), tag("b", "PII.Phone"), text(null, "Rows of t.")] };

const history = () =>
  harness.sql(
    `select h.kind, h.name, h.before ->> 'value' as before, h.after ->> 'value' as after, h.run_id as run, h.client_id as client, h.reverts_id is not null as reverts
     from asset_history h order by sequence`,
  );

test("a run that saves its results is approved by itself, with an entry of the history for each real change", async () => {
  const first = await harness.run({ saveAll: true, found: FOUND });
  expect(await harness.says(first)).toEqual([
    "a TAG PII.Email: APPROVED",
    "b TAG PII.Phone: APPROVED",
    " DESCRIPTION Rows of t.: APPROVED",
  ]);
  expect(await harness.approval(first)).toEqual({
    status: "APPROVED",
    autoSaved: true,
    by: null,
    supersededBy: null,
    notes: null,
  });
  expect(await history()).toMatchObject([
    { kind: "TAG", name: "PII.Email", before: null, after: "PII.Email", run: first, client: null, reverts: false },
    { name: "PII.Phone" },
    { kind: "DESCRIPTION", before: null, after: "Rows of t." },
  ]);
  // What is found again is no change; what is not found any more, or says something else, is.
  const second = await harness.run({ saveAll: true, found: { t: [tag("a", "PII.Email"), text(null, "Other rows.")] } });
  expect((await history()).slice(3)).toMatchObject([
    { kind: "DESCRIPTION", before: "Rows of t.", after: "Other rows.", run: second },
    { name: "PII.Phone", before: "PII.Phone", after: null, run: second },
  ]);
  expect(await harness.catalogSays()).toEqual([
    "t DESCRIPTION =Other rows. (RULES)",
    "t.a TAG PII.Email=PII.Email (RULES)",
  ]);
});

test("a reset puts back what was there, to the last field, and can be taken back itself", async () => {
  await harness.run({ saveAll: true, found: FOUND });
  const rows = () => harness.sql("select to_jsonb(a) as row from asset_annotation a order by asset_id, kind, name");
  const before = await rows();
  const run = await harness.run({ found: { t: [tag("a", "PII.Name"), text(null, "Other.")] } });
  expect(await harness.decide(run, "APPROVE")).toMatchObject({
    userErrors: [],
    outcome: { decided: 4, catalogChanges: 4, conflicts: 0 },
  });
  const approved = (await rows()).map(({ row: { changed_at: _, ...row } }) => row);
  expect(await harness.decide(run, "RESET")).toMatchObject({
    userErrors: [],
    outcome: { decided: 4, catalogChanges: 4 },
  });
  expect(await rows()).toEqual(before);
  expect(await harness.decide(run, "APPROVE")).toMatchObject({ userErrors: [] });
  expect((await rows()).map(({ row: { changed_at: _, ...row } }) => row)).toEqual(approved);
  expect(await harness.decide(run, "RESET")).toMatchObject({ userErrors: [] });
  expect(await rows()).toEqual(before);
});

test("what something stands upon since is left by a reset, until that is taken back", async () => {
  const first = await harness.run({ saveAll: true, found: { t: [tag("a", "PII.Email"), text(null, "One.")] } });
  const second = await harness.run({
    saveAll: true,
    found: { t: [text(null, "Two.")] },
    owns: ({ kind }) => kind === "DESCRIPTION",
  });
  expect(await harness.decide(first, "RESET")).toMatchObject({
    userErrors: [],
    approval: { status: "PENDING", autoSaved: false },
    outcome: { decided: 1, conflicts: 1 },
    conflicts: [{ change: { after: "One.", decision: "APPROVED" }, reason: "BUILT_UPON" }],
  });
  const entirely = await harness.decide(first, "RESET");
  expect(entirely).toMatchObject({
    userErrors: [{ code: "CONFLICT", path: ["workflowRunId"] }],
    approval: { status: "PENDING" },
    outcome: null,
    conflicts: [{ reason: "BUILT_UPON" }],
  });
  expect(await harness.decide(second, "RESET")).toMatchObject({ userErrors: [], outcome: { conflicts: 0 } });
  expect(await harness.decide(first, "RESET")).toMatchObject({ userErrors: [], outcome: { decided: 1, conflicts: 0 } });
  expect(await harness.catalogSays()).toEqual([]);
});

test("what later runs found again is left by a reset, until they are taken back", async () => {
  const found = { t: [tag("a", "PII.Email")] };
  const first = await harness.run({ saveAll: true, found });
  const second = await harness.run({ saveAll: true, found });
  const third = await harness.run({ saveAll: true, found });
  const refused = {
    userErrors: [{ code: "CONFLICT", path: ["workflowRunId"] }],
    conflicts: [{ change: { name: "PII.Email", decision: "APPROVED" }, reason: "BUILT_UPON" }],
  };
  expect(await harness.decide(first, "RESET")).toMatchObject(refused);
  expect(await harness.decide(third, "RESET")).toMatchObject({ userErrors: [], outcome: { catalogChanges: 0 } });
  expect(await harness.decide(first, "RESET")).toMatchObject(refused);
  expect(await harness.catalogSays()).toEqual(["t.a TAG PII.Email=PII.Email (RULES)"]);
  expect(await harness.decide(second, "RESET")).toMatchObject({ userErrors: [], outcome: { catalogChanges: 0 } });
  expect(await harness.decide(first, "RESET")).toMatchObject({ userErrors: [], outcome: { catalogChanges: 1 } });
  expect(await harness.catalogSays()).toEqual([]);
});

test("a run that ends after a newer one leaves what that found", async () => {
  const older = newId();
  const newer = await harness.run({ found: { t: [tag("a", "PII.Name")] } });
  await harness.run({ id: older, found: { t: [tag("a", "PII.Email")] } });
  expect(await harness.says(newer)).toEqual(["a TAG PII.Name: PENDING"]);
  expect(await harness.approval(newer)).toMatchObject({ status: "PENDING", supersededBy: null });
  await harness.run({ found: { t: [] } });
  expect([...(await harness.says(older)), ...(await harness.says(newer))]).toEqual([
    "a TAG PII.Email: SUPERSEDED",
    "a TAG PII.Name: SUPERSEDED",
  ]);
});

test("a person's word stands: pending after a run that saves, a conflict in a decision", async () => {
  await harness.edits.updateColumn(harness.context("sue"), {
    fqn: harness.fqn("t", "a"),
    addTags: ["PII.Email"],
    removeTags: ["PII.Name"],
  });
  const words = await harness.catalogSays();
  const saved = await harness.run({
    saveAll: true,
    found: { t: [tag("a", "PII.Email"), tag("a", "PII.Name"), tag("b", "PII.Phone")] },
  });
  expect(await harness.says(saved)).toEqual([
    "a TAG PII.Email: PENDING",
    "a TAG PII.Name: PENDING",
    "b TAG PII.Phone: APPROVED",
  ]);
  expect(await harness.approval(saved)).toMatchObject({ status: "APPROVED", autoSaved: true });
  const asked = await harness.run({
    found: { t: [tag("a", "PII.Name"), tag("b", "PII.Phone"), tag("c", "PII.City")] },
  });
  expect(await harness.decide(asked, "APPROVE")).toMatchObject({
    userErrors: [],
    approval: { status: "PENDING" },
    outcome: { decided: 2, catalogChanges: 1, conflicts: 1 },
    conflicts: [{ change: { name: "PII.Name", decision: "PENDING" }, reason: "STEWARDS_WORD" }],
  });
  expect((await harness.catalogSays()).filter((line) => line.includes("STEWARD"))).toEqual(words);
  expect(await harness.decide(asked, "APPROVE")).toMatchObject({ userErrors: [{ code: "CONFLICT" }], outcome: null });
  expect(await harness.decide(asked, "REJECT")).toMatchObject({ userErrors: [], approval: { status: "APPROVED" } });
});

test("a later run supersedes what is undecided of the tables that it has looked at, and says so", async () => {
  const first = await harness.run({ found: { t: [tag("a", "PII.Email")], u: [tag("a", "PII.City")] } });
  const other = await harness.run({ type: "ENRICH_TABLE_COLUMNS", found: { t: [text("b", "B.")] } });
  const failed = await harness.run({ status: "FAILED", found: { t: [tag("a", "PII.Email")] } });
  expect(await harness.says(first)).toEqual(["a TAG PII.Email: PENDING", "a TAG PII.City: PENDING"]);
  const second = await harness.run({ found: { t: [tag("a", "PII.Name")] } });
  expect(await harness.says(first)).toEqual(["a TAG PII.Email: SUPERSEDED", "a TAG PII.City: PENDING"]);
  expect(await harness.approval(first)).toMatchObject({ status: "PENDING", supersededBy: null });
  expect(await harness.says(other)).toEqual(["b DESCRIPTION B.: PENDING"]);
  expect(await harness.says(failed)).toEqual(["a TAG PII.Email: PENDING"]); // it has no approval: nobody decides on it
  const [superseded, open] = await harness.changes(first);
  const refused = await harness.decide(first, "APPROVE", { changeIds: [open!.id, superseded!.id] });
  expect(refused.userErrors).toEqual([
    { code: "CONFLICT", path: ["changeIds", "1"], message: expect.stringContaining(second) },
  ]);
  expect(await harness.decide(first, "APPROVE")).toMatchObject({
    approval: { status: "APPROVED" },
    outcome: { decided: 1 },
  });
  const third = await harness.run({ saveAll: true, found: { t: [] } });
  expect(await harness.approval(second)).toEqual({
    status: "REJECTED",
    autoSaved: false,
    by: null,
    supersededBy: third,
    notes: null,
  });
  for (const action of ["APPROVE", "REJECT", "RESET"] as const) {
    const { userErrors, approval } = await harness.decide(second, action);
    expect(userErrors).toEqual([
      { code: "CONFLICT", path: ["workflowRunId"], message: expect.stringContaining(third) },
    ]);
    expect(approval).toMatchObject({ status: "REJECTED" });
  }
});

test("what was found of nothing is superseded, decided and reset as a whole", async () => {
  const nothing = await harness.run({ found: { t: [] } });
  expect(await harness.approval(nothing)).toMatchObject({ status: "PENDING" });
  expect(await harness.decide(nothing, "APPROVE")).toMatchObject({
    approval: { status: "APPROVED" },
    outcome: { decided: 0 },
  });
  expect(await harness.decide(nothing, "RESET")).toMatchObject({ approval: { status: "PENDING" } });
  const later = await harness.run({ found: { t: [], u: [] } });
  expect(await harness.approval(nothing)).toMatchObject({ status: "REJECTED", supersededBy: later });
});

test("what went from the source is a conflict; what went from the catalog went with its changes", async () => {
  const run = await harness.run({
    found: { t: [tag("a", "PII.Email"), tag("b", "PII.Phone")], u: [tag("a", "PII.City")] },
  });
  await harness.sql("update catalog_column set gone_at = now() where name = 'b'");
  expect(await harness.decide(run, "APPROVE")).toMatchObject({
    outcome: { decided: 2, conflicts: 1 },
    conflicts: [{ change: { name: "PII.Phone" }, reason: "ASSET_GONE" }],
  });
  await harness.sql("update catalog_column set gone_at = null where name = 'b'");
  const again = await harness.run({ found: { t: [tag("c", "PII.City")] } });
  await harness.sql("delete from proposed_change where run_id = $1", [again]); // as the table's own end would
  expect(await harness.decide(again, "APPROVE")).toMatchObject({
    userErrors: [],
    approval: { status: "APPROVED" },
    outcome: { decided: 0 },
  });
});

test("only the metrics of what really changed are stale by it", async () => {
  const METRICS = ["COLUMNS_PII_TAGGED", "COLUMNS_DESCRIBED", "TABLES_DESCRIBED", "TABLES_NAMED", "TABLES_WITH_RULES"];
  const snapshots = () =>
    harness.sql(
      `insert into metric_snapshot (id, tenant_id, table_id, metric, numerator, denominator, asset_count, run_id, taken_at)
       select gen_random_uuid(), 'acme', t.id, m, 0, 1, 1, gen_random_uuid(), now() from catalog_table t, unnest($1::text[]) m where t.name = 't'`,
      [METRICS],
    );
  const stale = async () =>
    (
      await harness.sql<{ metric: string }>(
        "select metric from metric_snapshot where stale_since is not null order by 1",
      )
    ).map(({ metric }) => metric);
  await harness.run({ saveAll: true, found: { t: [tag("a", "PII.Email")] } });
  await snapshots();
  const run = await harness.run({ found: { t: [tag("a", "PII.Email"), text(null, "Rows.")] } });
  expect(await stale()).toEqual([]);
  expect(await harness.decide(run, "APPROVE")).toMatchObject({
    outcome: { decided: 2, catalogChanges: 1, metricsMarkedStale: 1 },
  });
  expect(await stale()).toEqual(["TABLES_DESCRIBED"]);
  await harness.sql("delete from metric_snapshot");
  await snapshots();
  expect(await harness.decide(run, "RESET")).toMatchObject({ outcome: { metricsMarkedStale: 1 } });
  expect(await stale()).toEqual(["TABLES_DESCRIBED"]);
  expect(await harness.decide(run, "REJECT")).toMatchObject({
    outcome: { decided: 2, catalogChanges: 0, metricsMarkedStale: 0 },
  });
});

test.each([
  ["RUNNING", "not ended"],
  ["FAILED", "FAILED"],
  ["CANCELLED", "CANCELLED"],
])("a run that is %s is not decided on, and its state is answered", async (status, words) => {
  const run = await harness.run({ status, found: FOUND });
  for (const action of ["APPROVE", "REJECT", "RESET"] as const) {
    expect(await harness.decide(run, action)).toMatchObject({
      userErrors: [{ code: "CONFLICT", path: ["workflowRunId"], message: expect.stringContaining(words) }],
      workflowRun: { status },
      approval: null,
      outcome: null,
    });
  }
  expect(await harness.catalogSays()).toEqual([]);
});
