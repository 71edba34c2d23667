import type { EntityManager } from "typeorm";
import { newId } from "../../platform/ids.js";
import type { MetricValue } from "./metric.model.js";

export interface SnapshotsOfTable {
  readonly tenantId: string;
  readonly runId: string;
  readonly tableId: string;
  readonly values: readonly MetricValue[];
}

/** Writes what a run measured of one table. A table that went from the catalog meanwhile has nothing to hang it on. */
export async function saveSnapshots(
  manager: EntityManager,
  { tenantId, runId, tableId, values }: SnapshotsOfTable,
): Promise<void> {
  const rows = values.map((value) => ({ id: newId(), ...value }));
  await manager.query(
    `with clock as materialized (select clock_timestamp() as now)
     insert into metric_snapshot (id, tenant_id, table_id, metric, dimension, numerator, denominator, asset_count, run_id, taken_at)
     select s.id, $1, t.id, s.metric, s.dimension, s.numerator, s.denominator, s."assetCount", $3, clock.now
     from clock, catalog_table t, jsonb_to_recordset($4) as s (id uuid, metric text, dimension text, numerator numeric,
       denominator numeric, "assetCount" int)
     where t.tenant_id = $1 and t.id = $2`,
    [tenantId, tableId, runId, JSON.stringify(rows)],
  );
}
