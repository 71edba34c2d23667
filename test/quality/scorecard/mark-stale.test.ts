import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { DataSource, type DataSourceOptions } from "typeorm";
import dataSource from "../../../ormconfig.js";
import { Database } from "../../../src/platform/database.js";
import { markStale } from "../../../src/quality/metrics/mark-stale.js";
import { Metric, type MetricValue } from "../../../src/quality/metrics/metric.model.js";
import { lastChange, saveSnapshots } from "../../../src/quality/metrics/save-snapshots.js";
import { createMigratedDatabase } from "../../support/migrated-database.js";
import type { TestDatabase } from "../../support/postgres.js";
import { at, write } from "./random-catalog.js";

let own: TestDatabase;
let database: Database;
let tableId: string;
let columnId: string;
let tenantId: string;
let tenants = 0;
const RUN = "00000000-0000-7000-8000-000000000001";
const LATER = "00000000-0000-7000-8000-000000000002";

beforeAll(async () => {
  own = await createMigratedDatabase("stale");
  const source = new DataSource({ ...dataSource.options, url: own.url } as DataSourceOptions);
  database = new Database(await source.initialize());
});
afterAll(async () => {
  await database.dataSource.destroy();
  await own.drop();
});

beforeEach(async () => {
  tenantId = `tenant ${tenants++}`;
  const tables = [{ schema: 0, seen: 0 as const, gone: null, isPartition: false }];
  const { assets } = await database.tenant(tenantId, (manager) =>
    write(manager, tenantId, { tables, schemasGone: [null, null, null], assessments: [] }),
  );
  tableId = assets.find(({ level }) => level === 4)!.id;
  columnId = assets.find(({ level }) => level === 5)!.id;
});

const value = (metric: Metric): MetricValue => ({
  metric,
  dimension: null,
  numerator: "1",
  denominator: "1",
  assetCount: 1,
});

const save = (runId: string, seen: string | null) =>
  database.tenant(tenantId, (manager) =>
    saveSnapshots(manager, {
      tenantId,
      runId,
      tableId,
      values: [value(Metric.TABLES_DESCRIBED), value(Metric.COLUMNS_DESCRIBED)],
      columns: [{ columnId, values: [value(Metric.COLUMNS_DESCRIBED)] }],
      lastChange: seen,
    }),
  );

const staleness = () =>
  database.tenant(tenantId, async (manager) => ({
    snapshots: (
      (await manager.query("select metric, stale_since from metric_snapshot order by run_id, metric")) as any[]
    ).map((row) => [row.metric, row.stale_since !== null]),
    columns: ((await manager.query("select stale from table_assessment order by run_id")) as any[]).map((row) =>
      Object.keys(row.stale),
    ),
  }));

const change = () =>
  database.tenant(tenantId, (manager) =>
    manager.query(
      `insert into asset_history (id, tenant_id, table_id, asset_id, kind, name, occurred_at)
       values (gen_random_uuid(), $1, $2, $2, 'DESCRIPTION', '', $3)`,
      [tenantId, tableId, at(0)],
    ),
  );

test("the metrics that are named become stale, of the table and of its columns, and the first time stays", async () => {
  await save(RUN, null);
  const mark = (...metrics: Metric[]) =>
    database.tenant(tenantId, (manager) => markStale(manager, tenantId, [tableId], metrics));
  await mark(Metric.COLUMNS_DESCRIBED);
  expect(await staleness()).toEqual({
    snapshots: [
      ["COLUMNS_DESCRIBED", true],
      ["TABLES_DESCRIBED", false],
    ],
    columns: [["COLUMNS_DESCRIBED"]],
  });
  const since = () =>
    database.tenant(tenantId, async (manager) => [
      await manager.query("select stale_since from metric_snapshot where metric = 'COLUMNS_DESCRIBED'"),
      (await manager.query("select stale -> 'COLUMNS_DESCRIBED' as since from table_assessment"))[0],
    ]);
  const first = await since();
  await mark(Metric.COLUMNS_DESCRIBED, Metric.TABLES_DESCRIBED);
  expect(await since()).toEqual(first);
  expect((await staleness()).columns).toEqual([["TABLES_DESCRIBED", "COLUMNS_DESCRIBED"]]);
  await save(LATER, null);
  expect((await staleness()).snapshots.slice(2)).toEqual([
    ["COLUMNS_DESCRIBED", false],
    ["TABLES_DESCRIBED", false],
  ]);
});

test("what was changed between measuring and saving is stale from the start", async () => {
  await change();
  const seen = await database.tenant(tenantId, (manager) => lastChange(manager, tenantId, tableId));
  expect(seen).not.toBeNull();
  await save(RUN, seen);
  expect((await staleness()).snapshots.every(([, isStale]: any) => !isStale)).toBe(true);
  await change();
  await save(LATER, seen);
  expect((await staleness()).snapshots.slice(2).every(([, isStale]: any) => isStale)).toBe(true);
  expect((await staleness()).columns[1]).toEqual(["TABLES_DESCRIBED", "COLUMNS_DESCRIBED"]);
});

test("another tenant's tables are not touched", async () => {
  await save(RUN, null);
  await database.tenant("nobody", (manager) => markStale(manager, "nobody", [tableId], [Metric.TABLES_DESCRIBED]));
  expect((await staleness()).snapshots.every(([, isStale]: any) => !isStale)).toBe(true);
});
