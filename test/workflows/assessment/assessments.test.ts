import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { formatFqn } from "../../../src/platform/fqn.js";
import { DqRuleKind as K } from "../../../src/quality/rule.model.js";
import type { TestClient } from "../../support/app.js";
import { runToEnd } from "../../support/sample-service.js";
import { RulesApp } from "../dq-execution/rules-app.js";

let it: RulesApp;

beforeAll(async () => {
  it = await RulesApp.start(`
    create table maker (id int primary key, name text);
    insert into maker select n, 'm' || n from generate_series(1, 4) n;
    create table thing (id int primary key, maker_id int references maker, size int, note text);
    insert into thing select n, 1 + n % 4, n, case when n > 60 then 'n' end from generate_series(1, 100) n;
    comment on table thing is 'Things';
    comment on column thing.size is 'In metres';
    create view large as select * from thing where size > 50`);
});
afterAll(() => it.stop());

const METRICS = "metric dimension numerator denominator assetCount score";
const OUTPUT = `query ($id: ID!) { workflowRun(id: $id) { tasks { nodes { status } } output {
  ... on MetadataAssessmentOutput { tables columns metrics { ${METRICS} } }
  ... on DqAssessmentOutput { tables tablesUnmeasured rules { passed failed inError notExecuted } dq: metrics { ${METRICS} } }
} } }`;
const SAVED = `query ($fqn: AssetFqn!) { dataAsset(fqn: $fqn) { ... on Table { metrics { ${METRICS} runId isStale } } } }`;

const database = () => formatFqn(it.fqn("thing").slice(0, 2) as never);

async function assess(type: string, asset = database(), more: Record<string, unknown> = {}) {
  const { runId, statuses } = await runToEnd(it.client, type, asset, more);
  expect(statuses.at(-1)).toBe("COMPLETED");
  const { workflowRun } = await it.client.ask(OUTPUT, { id: runId });
  return { runId, tasks: workflowRun.tasks.nodes.length as number, ...workflowRun.output };
}

async function saved(table: string, client: TestClient = it.client) {
  return (await client.ask(SAVED, { fqn: formatFqn(it.fqn(table)) })).dataAsset?.metrics;
}

type Saved = { metric: string; dimension: string | null; numerator: string; denominator: string; score: string | null };

const scores = (metrics: Saved[]) =>
  Object.fromEntries(
    metrics.map(({ metric, dimension, numerator, denominator }) => [
      dimension ?? metric,
      `${numerator}/${denominator}`,
    ]),
  );

test("metadata is measured, saved with each table, and added up", async () => {
  expect(await saved("thing")).toEqual([]);
  const first = await assess("METADATA_ASSESSMENT");
  expect(first).toMatchObject({ tables: 3, columns: 10, tasks: 3 });
  expect(scores(first.metrics)).toMatchObject({
    TABLES_DESCRIBED: "0/3",
    TABLES_COMMENTED: "1/3",
    TABLES_KEYED: "2/2",
    TABLES_RELATED: "2/2",
    TABLES_PROFILED: "0/3",
    TABLES_WITH_RULES: "0/3",
    COLUMNS_COMMENTED: "1/10",
    COLUMNS_PII_ASSESSED: "0/10",
    COLUMNS_SENSITIVITY_TAGGED: "0/10",
  });
  expect(first.metrics.find(({ metric }: { metric: string }) => metric === "TABLES_COMMENTED").score).toBe(
    "0.333333333333",
  );
  const thing = await saved("thing");
  expect(scores(thing)).toMatchObject({ TABLES_COMMENTED: "1/1", COLUMNS_COMMENTED: "1/4" });
  expect(thing).toHaveLength(14);
  expect(thing[0]).toMatchObject({ runId: first.runId, isStale: false, score: "0" });
});

test("tags and profiles count once they are saved", async () => {
  await assess("GENERATE_SENSITIVITY_TAGS", formatFqn(it.fqn("thing")));
  await assess("GENERATE_SENSITIVITY_TAGS", formatFqn(it.fqn("maker")), { saveAll: false });
  await assess("PROFILING", formatFqn(it.fqn("thing")));
  expect(scores((await assess("METADATA_ASSESSMENT")).metrics)).toMatchObject({
    TABLES_SENSITIVITY_TAGGED: "1/3",
    TABLES_PROFILED: "1/3",
    COLUMNS_SENSITIVITY_TAGGED: "4/10",
  });
});

test("columns count as looked at for personal data where a run did so since they are there", async () => {
  await assess("GENERATE_PII_TAGS", formatFqn(it.fqn("maker")));
  await assess("GENERATE_PII_TAGS", formatFqn(it.fqn("thing")), { saveAll: false });
  const looked = async () => scores((await assess("METADATA_ASSESSMENT")).metrics).COLUMNS_PII_ASSESSED;
  expect(await looked()).toBe("2/10");
  await it.sql("update catalog_column set first_seen_at = now() where name = 'name'");
  expect(await looked()).toBe("1/10");
});

test("a search that is approved later counts from then on, and one that is reset no more", async () => {
  const DECIDE = `mutation ($input: DecideWorkflowRunApprovalInput!) { decideWorkflowRunApproval(input: $input) {
    outcome { metricsMarkedStale } userErrors { message } } }`;
  const { runId } = await runToEnd(it.client, "GENERATE_PII_TAGS", formatFqn(it.fqn("large")), { saveAll: false });
  const looked = async () => {
    await assess("METADATA_ASSESSMENT", formatFqn(it.fqn("large")));
    return scores(await saved("large")).COLUMNS_PII_ASSESSED;
  };
  const isStale = async () =>
    (await saved("large")).find(({ metric }: Saved) => metric === "COLUMNS_PII_ASSESSED").isStale;
  expect(await looked()).toBe("0/4");
  for (const [action, share] of [
    ["APPROVE", "4/4"],
    ["RESET", "0/4"],
  ]) {
    const { decideWorkflowRunApproval } = await it.client.ask(DECIDE, { input: { workflowRunId: runId, action } });
    expect(decideWorkflowRunApproval.userErrors).toEqual([]);
    expect(await isStale()).toBe(true);
    expect(await looked()).toBe(share);
    expect(await isStale()).toBe(false);
  }
});

test("quality is that of the profile's cells until rules have been executed, then that of their latest executions", async () => {
  const before = await assess("DQ_ASSESSMENT");
  expect(before).toMatchObject({ tables: 3, tablesUnmeasured: 2 });
  expect(before.rules).toEqual({ passed: 0, failed: 0, inError: 0, notExecuted: 0 });
  expect(before.dq.map(({ metric, dimension, score }: Saved) => [metric, dimension, score])).toEqual([
    ...["COMPLETENESS", "UNIQUENESS", "VALIDITY", "CONSISTENCY", "ACCURACY", "TIMELINESS"].map((dimension) => [
      "ROWS_HOLDING",
      dimension,
      null,
    ]),
    ["CELLS_FILLED", "COMPLETENESS", "0.85"],
  ]);
  expect(scores(await saved("thing"))).toMatchObject({ COMPLETENESS: "340/400", VALIDITY: "0/0" });

  await it.rules("thing", [
    { name: "size is there", column: "size", definition: { kind: K.NOT_NULL, column: "size" } },
    { name: "size is small", column: "size", definition: { kind: K.RANGE, column: "size", min: "0", max: "98" } },
    { name: "broken", column: "size", definition: { kind: K.PATTERN, column: "size", pattern: "(" } },
  ]);
  expect((await assess("DQ_ASSESSMENT")).rules).toEqual({ passed: 0, failed: 0, inError: 0, notExecuted: 3 });
  await it.execute("thing");
  const after = await assess("DQ_ASSESSMENT");
  expect(after.rules).toEqual({ passed: 1, failed: 1, inError: 1, notExecuted: 0 });
  expect(after.dq.find(({ dimension }: { dimension: string }) => dimension === "VALIDITY")).toEqual({
    metric: "ROWS_HOLDING",
    dimension: "VALIDITY",
    numerator: "198",
    denominator: "200",
    assetCount: 1,
    score: "0.99",
  });
  const thing = await saved("thing");
  expect(thing).toHaveLength(14 + 6);
  expect(scores(thing)).toMatchObject({ VALIDITY: "198/200", COMPLETENESS: "340/400", TABLES_COMMENTED: "1/1" });
  expect(scores((await assess("METADATA_ASSESSMENT")).metrics).TABLES_WITH_RULES).toBe("1/3");
});

test.each(["METADATA_ASSESSMENT", "DQ_ASSESSMENT"])(
  "%s is the same twice, and saved only where it should be",
  async (type) => {
    const { runId: _, ...first } = await assess(type);
    const before = await saved("thing");
    const { runId, ...second } = await assess(type, database(), { saveAll: false });
    expect(JSON.stringify(second)).toBe(JSON.stringify(first));
    expect(await saved("thing")).toEqual(before);
    expect(await it.sql("select 1 from metric_snapshot where run_id = $1", [runId])).toEqual([]);
  },
);

test("`include` narrows it, and must lie under the asset", async () => {
  const member = { metadataAssessment: { include: [formatFqn(it.fqn("maker"))] } };
  expect(await assess("METADATA_ASSESSMENT", database(), { parameters: member })).toMatchObject({
    tables: 1,
    columns: 2,
  });
  await expect(assess("METADATA_ASSESSMENT", formatFqn(it.fqn("thing")), { parameters: member })).rejects.toThrow(
    /VALIDATION_ERROR/,
  );
});

test("a tenant sees its own snapshots only, and a table takes its own along", async () => {
  const other = await it.app.as({ project: "other" });
  await it.register(other);
  expect(await saved("thing", other)).toEqual([]);
  const count = (tenant: string) =>
    it.database.tenant(
      tenant,
      async (manager) => (await manager.query("select 1 from metric_snapshot")).length as number,
    );
  expect(await count("acme")).toBeGreaterThan(0);
  expect(await count("other")).toBe(0);
  await it.sql("delete from catalog_table where tenant_id = 'acme'");
  expect(await count("acme")).toBe(0);
});
