import type { EntityManager } from "typeorm";
import type { Metric } from "./metric.model.js";

/**
 * What these metrics measured of some tables has changed: scorecards leave it out until the tables are assessed again. The
 * caller holds the tables' locks, as whoever changes a catalog does.
 */
export async function markStale(
  manager: EntityManager,
  tenantId: string,
  tableIds: readonly string[],
  metrics: readonly Metric[],
): Promise<void> {
  await manager.query(
    `update metric_snapshot set stale_since = clock_timestamp()
     where tenant_id = $1 and table_id = any($2) and metric = any($3) and stale_since is null`,
    [tenantId, tableIds, metrics],
  );
}
