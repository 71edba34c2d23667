import { expect, test } from "@jest/globals";
import { TableKind } from "../../../src/assets/catalog/table-kind.js";
import { Origin, ProposedChangeKind } from "../../../src/assets/changes/change.model.js";
import { Metric, MetricTotals } from "../../../src/quality/metrics/metric.model.js";
import type { RuleResults } from "../../../src/quality/metrics/rule-results.js";
import { DqDimension } from "../../../src/quality/rule.model.js";
import { columnDqMetrics, dqMetrics } from "../../../src/workflows/dq-assessment/dq-metrics.js";
import { metadataMetrics } from "../../../src/workflows/metadata-assessment/metadata-metrics.js";
import { factsOf } from "../hand-made-facts.js";

const known = (kind: ProposedChangeKind, value: string, name = "") => ({
  kind,
  name,
  value,
  confidence: 1,
  origin: Origin.STEWARD,
});
const NOTHING = { assessed: new Set<string>(), activeRules: 0 };

test("metadata: each metric is a part of what could be known", () => {
  const facts = factsOf("t", {
    comment: " ",
    annotations: [known(ProposedChangeKind.DESCRIPTION, "Things."), known(ProposedChangeKind.DISPLAY_NAME, " ")],
    constraints: [{ kind: "UNIQUE", name: "u", columns: ["a"] }],
    columns: {
      a: { type: "text", pii: "Email", comment: "An address" },
      b: { type: "text", annotations: [known(ProposedChangeKind.TAG, "x", "Sensitivity.Public")] },
      c: "text",
    },
  });
  const { values, columns } = metadataMetrics(facts, { assessed: new Set(["column a", "column c"]), activeRules: 3 });
  expect(
    Object.fromEntries(values.map(({ metric, numerator, denominator }) => [metric, `${numerator}/${denominator}`])),
  ).toEqual({
    TABLES_DESCRIBED: "1/1",
    TABLES_NAMED: "0/1",
    TABLES_COMMENTED: "0/1",
    TABLES_SENSITIVITY_TAGGED: "0/1",
    TABLES_KEYED: "1/1",
    TABLES_RELATED: "0/1",
    TABLES_PROFILED: "0/1",
    TABLES_WITH_RULES: "1/1",
    COLUMNS_DESCRIBED: "0/3",
    COLUMNS_NAMED: "0/3",
    COLUMNS_COMMENTED: "1/3",
    COLUMNS_PII_ASSESSED: "2/3",
    COLUMNS_PII_TAGGED: "1/3",
    COLUMNS_SENSITIVITY_TAGGED: "1/3",
  });
  const holding = columns.map((column) => [
    column.columnId,
    column.values.filter(({ numerator }) => numerator === "1").map(({ metric }) => metric),
  ]);
  expect(Object.fromEntries(holding)).toEqual({
    "column a": ["COLUMNS_COMMENTED", "COLUMNS_PII_ASSESSED", "COLUMNS_PII_TAGGED"],
    "column b": ["COLUMNS_SENSITIVITY_TAGGED"],
    "column c": ["COLUMNS_PII_ASSESSED"],
  });
});

test("metadata: a view can't have keys, a table that others refer to is related", () => {
  const of = (kind: TableKind, related: Parameters<typeof factsOf>[1]["related"] = []) =>
    metadataMetrics(factsOf("t", { kind, related, columns: {} }), NOTHING).values.find(
      ({ metric }) => metric === Metric.TABLES_RELATED,
    );
  expect(of(TableKind.VIEW)).toMatchObject({ numerator: "0", denominator: "0", assetCount: 0 });
  const target = { schema: "public", table: "t", columns: ["id"] };
  const child = {
    schema: "public",
    name: "child",
    kind: TableKind.TABLE,
    comment: null,
    constraints: [{ kind: "FOREIGN_KEY", name: "f", columns: ["t_id"], target, definition: "" }] as const,
    columns: [],
  };
  expect(of(TableKind.TABLE, [child])).toMatchObject({ numerator: "1" });
  const other = { ...child, constraints: [{ ...child.constraints[0], target: { ...target, schema: "other" } }] };
  expect(of(TableKind.TABLE, [other])).toMatchObject({ numerator: "0", denominator: "1" });
});

const results = (dimension: DqDimension, more: Partial<RuleResults>): RuleResults => ({
  dimension,
  column: null,
  passed: 0,
  failed: 0,
  inError: 0,
  notExecuted: 0,
  rowsChecked: "0",
  rowsHolding: "0",
  ...more,
});
const profile = (...columns: [rows: number, nulls: number, completeness: number | null][]) =>
  ({
    columns: columns.map(([rowCount, nullCount, completeness]) => ({ rowCount, nullCount, completeness })),
  }) as unknown as Parameters<typeof dqMetrics>[1];

test("quality: rules where some were executed, the profile's cells for completeness where none was", () => {
  const validity = results(DqDimension.VALIDITY, { passed: 1, failed: 1, rowsChecked: "200", rowsHolding: "150" });
  const broken = results(DqDimension.COMPLETENESS, { inError: 2, notExecuted: 1 });
  const values = dqMetrics([validity, broken], profile([100, 10, 0.9], [100, 0, 1], [100, 100, null]));
  expect(
    values.map(({ dimension, metric, numerator, denominator, assetCount }) => [
      dimension,
      metric,
      numerator,
      denominator,
      assetCount,
    ]),
  ).toEqual([
    ["COMPLETENESS", "CELLS_FILLED", "190", "200", 1],
    ["UNIQUENESS", "ROWS_HOLDING", "0", "0", 0],
    ["VALIDITY", "ROWS_HOLDING", "150", "200", 1],
    ["CONSISTENCY", "ROWS_HOLDING", "0", "0", 0],
    ["ACCURACY", "ROWS_HOLDING", "0", "0", 0],
    ["TIMELINESS", "ROWS_HOLDING", "0", "0", 0],
  ]);
  const complete = results(DqDimension.COMPLETENESS, { passed: 1, rowsChecked: "5", rowsHolding: "5" });
  expect(dqMetrics([complete], profile([100, 10, 0.9]))[0]).toMatchObject({ metric: "ROWS_HOLDING", denominator: "5" });
});

test("quality of a column: the rules about it alone, its own cells where none of them is of completeness", () => {
  const { COMPLETENESS, VALIDITY } = DqDimension;
  const found = (dimension: DqDimension, column: string | null, rowsHolding: string) =>
    results(dimension, { column, passed: 1, rowsChecked: "10", rowsHolding });
  const rules = [
    found(COMPLETENESS, null, "1"),
    found(COMPLETENESS, "a", "2"),
    found(VALIDITY, "b", "3"),
    results(VALIDITY, { column: "a", inError: 1 }),
  ];
  const columns = { columns: ["a", "b"].map((name) => ({ name, rowCount: 10, nullCount: 6, completeness: 0.4 })) };
  const of = (column: string) =>
    columnDqMetrics(column, rules, columns as unknown as Parameters<typeof dqMetrics>[1]).map(
      ({ metric, dimension, numerator, denominator }) => `${metric} ${dimension} ${numerator}/${denominator}`,
    );
  expect(of("a")).toEqual(["ROWS_HOLDING COMPLETENESS 2/10"]);
  expect(of("b")).toEqual(["CELLS_FILLED COMPLETENESS 4/10", "ROWS_HOLDING VALIDITY 3/10"]);
  expect(of("c")).toEqual([]);
  expect(dqMetrics(rules, null).slice(0, 1)).toMatchObject([{ numerator: "3", denominator: "20", assetCount: 1 }]);
});

test("totals are exact beyond what a double holds, and in the order of the enums", () => {
  const totals = new MetricTotals();
  const value = (metric: Metric, dimension: DqDimension | null, numerator: string) => ({
    metric,
    dimension,
    numerator,
    denominator: "9007199254740993",
    assetCount: 1,
  });
  totals.add([value(Metric.CELLS_FILLED, DqDimension.COMPLETENESS, "1")]);
  totals.add([value(Metric.ROWS_HOLDING, DqDimension.VALIDITY, "9007199254740993")]);
  totals.add([value(Metric.ROWS_HOLDING, DqDimension.VALIDITY, "9007199254740992")]);
  totals.add([value(Metric.ROWS_HOLDING, DqDimension.COMPLETENESS, "0")]);
  expect(totals.list()).toMatchObject([
    { metric: "ROWS_HOLDING", dimension: "COMPLETENESS", score: "0" },
    { dimension: "VALIDITY", numerator: "18014398509481985", denominator: "18014398509481986", assetCount: 2 },
    { metric: "CELLS_FILLED" },
  ]);
});
