import type { EntityManager } from "typeorm";
import { lockTables } from "../../assets/history/lock-tables.js";
import { newId } from "../../platform/ids.js";
import { markStale } from "./mark-stale.js";
import type { MetricValue } from "./metric.model.js";
import type { ColumnValue, MeasuredColumn } from "./table-assessment.entity.js";

export interface SnapshotsOfTable {
  readonly tenantId: string;
  readonly runId: string;
  readonly tableId: string;
  readonly values: readonly MetricValue[];
  readonly columns: readonly MeasuredColumn[];
  /** `lastChange` of the table before it was measured. */
  readonly lastChange: string | null;
}

/** The latest change of what people and runs said of a table; null before the first. */
export async function lastChange(manager: EntityManager, tenantId: string, tableId: string): Promise<string | null> {
  const [row] = (await manager.query(
    "select max(sequence) as latest from asset_history where tenant_id = $1 and table_id = $2",
    [tenantId, tableId],
  )) as { latest: string | null }[];
  return row!.latest;
}

/**
 * Writes what a run measured of one table. A table that went from the catalog meanwhile has nothing to hang it on. Where the
 * table was changed while it was measured, nobody knows what was seen of that: it is stale from the start.
 */
export async function saveSnapshots(manager: EntityManager, snapshots: SnapshotsOfTable): Promise<void> {
  const { tenantId, runId, tableId, values, columns } = snapshots;
  await lockTables(manager, tenantId, [tableId]);
  const isMetadata = values.every(({ dimension }) => dimension === null);
  const rows = values.map((value) => ({ id: newId(), ...value }));
  await manager.query(
    `with assessment as (
       insert into table_assessment (table_id, run_id, tenant_id, of_metadata, taken_at, columns)
       select id, $3, $1, $5, clock_timestamp(), $6::jsonb from catalog_table where tenant_id = $1 and id = $2
       returning table_id, taken_at
     )
     insert into metric_snapshot (id, tenant_id, table_id, metric, dimension, numerator, denominator, asset_count, run_id, taken_at)
     select s.id, $1, a.table_id, s.metric, s.dimension, s.numerator, s.denominator, s."assetCount", $3, a.taken_at
     from assessment a, jsonb_to_recordset($4) as s (id uuid, metric text, dimension text, numerator numeric,
       denominator numeric, "assetCount" int)`,
    [tenantId, tableId, runId, JSON.stringify(rows), isMetadata, JSON.stringify(byColumn(columns))],
  );
  if ((await lastChange(manager, tenantId, tableId)) === snapshots.lastChange) return;
  await markStale(manager, tenantId, [tableId], [...new Set(values.map(({ metric }) => metric))]);
}

const byColumn = (columns: readonly MeasuredColumn[]): Record<string, ColumnValue[]> =>
  Object.fromEntries(
    columns
      .filter(({ values }) => values.length > 0)
      .map(({ columnId, values }) => [
        columnId,
        values.map(({ metric, dimension, numerator, denominator }) => [metric, dimension, numerator, denominator]),
      ]),
  );
