import type { EntityManager } from "typeorm";
import { hydrate, selectList } from "../../assets/catalog/hydrate.js";
import type { RequestContext } from "../../platform/context.js";
import type { Database } from "../../platform/database.js";
import { loaderOf } from "../../platform/loader.js";
import { MetricSnapshot } from "./metric-snapshot.entity.js";

/** What assessments measured. */
export class Metrics {
  constructor(private readonly database: Database) {}

  /** Of a table: all of its latest assessment of metadata, then all of its latest one of data quality. */
  latest(ctx: RequestContext, tableId: string): Promise<MetricSnapshot[]> {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, "metrics:latest", (ids: readonly string[]) =>
      this.database.tenant(tenantId, (manager) => latestSnapshots(manager, tenantId, ids)),
    ).load(tableId);
  }
}

async function latestSnapshots(
  manager: EntityManager,
  tenantId: string,
  tableIds: readonly string[],
): Promise<MetricSnapshot[][]> {
  const rows = (await manager.query(
    `select ${selectList(manager, MetricSnapshot, "s")}
     from unnest($2::uuid[]) as wanted (table_id)
     cross join unnest(array[true, false]) as kind (of_metadata)
     cross join lateral (
       select run_id from table_assessment n
       where n.tenant_id = $1 and n.table_id = wanted.table_id and n.of_metadata = kind.of_metadata
       order by n.taken_at desc, n.run_id desc limit 1
     ) latest
     join metric_snapshot s on s.tenant_id = $1 and s.table_id = wanted.table_id and s.run_id = latest.run_id
     order by kind.of_metadata desc, s.id`,
    [tenantId, [...new Set(tableIds)]],
  )) as object[];
  const byTable = Map.groupBy(
    rows.map((row) => hydrate(MetricSnapshot, row)),
    ({ tableId }) => tableId,
  );
  return tableIds.map((id) => byTable.get(id) ?? []);
}
