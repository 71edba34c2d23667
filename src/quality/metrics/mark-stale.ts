import type { EntityManager } from "typeorm";
import type { DqDimension } from "../rule.model.js";
import type { Metric } from "./metric.model.js";

/**
 * What these metrics measured of some tables has changed: scorecards leave it out until the tables are assessed again. The
 * caller holds the tables' locks, as whoever changes a catalog does. With `dimensions`, of a table's metrics that have one only
 * these; of its columns' all. Answers how many snapshots of tables it marked.
 */
export async function markStale(
  manager: EntityManager,
  tenantId: string,
  tableIds: readonly string[],
  metrics: readonly Metric[],
  dimensions: readonly DqDimension[] | null = null,
): Promise<number> {
  const [marked] = (await manager.query(
    `with clock as materialized (select clock_timestamp() as now),
     columns as (
       update table_assessment m
       set stale = (select jsonb_object_agg(metric, clock.now) from unnest($3::text[]) metric, clock) || m.stale
       where m.tenant_id = $1 and m.table_id = any($2) and not m.stale ?& $3
     ), tables as (
       update metric_snapshot s set stale_since = clock.now from clock
       where s.tenant_id = $1 and s.table_id = any($2) and s.metric = any($3) and s.stale_since is null
         and ($4::text[] is null or s.dimension is null or s.dimension = any($4)) returning 1
     ) select count(*)::int as count from tables`,
    [tenantId, tableIds, metrics, dimensions],
  )) as { count: number }[];
  return marked!.count;
}
