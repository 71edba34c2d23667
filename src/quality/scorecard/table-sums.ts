import type { EntityManager } from "typeorm";
import type { MetricSum } from "./scores.js";
import { type Depth, tablesUnder } from "./tables-under.js";

/** Which snapshots count: the latest not later than a time (null for now), or the latest of some runs. */
export interface Moment {
  readonly asOf: Date | null;
  readonly runIds: readonly string[] | null;
}

/** All that a scorecard is made of. */
export interface Sums {
  readonly metrics: readonly MetricSum[];
  readonly tables: number;
  readonly staleTables: number;
  readonly assessedAt: Date | null;
}

export const NO_SUMS: Sums = { metrics: [], tables: 0, staleTables: 0, assessedAt: null };

/**
 * Of each table the latest assessment of metadata and the latest of quality, added up over the tables under some assets of one
 * level: one query for all of them. The index holds a table's assessments by kind and time.
 */
export async function tableSums(
  manager: EntityManager,
  tenantId: string,
  depth: Depth,
  ids: readonly string[],
  { asOf, runIds }: Moment,
): Promise<Sums[]> {
  const rows = (await manager.query(
    `with ${tablesUnder(depth)}, latest as materialized (
       select scope.place, scope.table_id, a.run_id from scope ${LATEST}
     ), metric as (
       select latest.place, s.metric, s.dimension,
         coalesce(sum(s.numerator) filter (where ${IS_FRESH}), 0) as numerator,
         coalesce(sum(s.denominator) filter (where ${IS_FRESH}), 0) as denominator,
         coalesce(sum(s.asset_count) filter (where ${IS_FRESH}), 0)::int as "assetCount",
         count(*) filter (where not ${IS_FRESH})::int as "staleTables",
         max(s.taken_at) filter (where ${IS_FRESH}) as taken_at
       from latest join metric_snapshot s on s.tenant_id = $1 and s.table_id = latest.table_id and s.run_id = latest.run_id
       group by latest.place, s.metric, s.dimension
     ), stale as (
       select scope.place, count(distinct s.table_id)::int as tables
       from scope join metric_snapshot s on s.tenant_id = $1 and s.table_id = scope.table_id
         and s.stale_since is not null and not ${IS_FRESH} and ${isOfMoment("s")}
       where not exists (
         select from table_assessment n where n.tenant_id = $1 and n.table_id = s.table_id
           and n.of_metadata = (s.dimension is null) and ${isOfMoment("n")} and (n.taken_at, n.run_id) > (s.taken_at, s.run_id)
       ) group by scope.place
     ), under as (
       select place, count(*) filter (where $3::timestamptz is null or first_seen_at <= $3)::int as tables from scope group by place
     )
     select under.place, under.tables, coalesce(stale.tables, 0) as "staleTables", max(metric.taken_at) as "assessedAt",
       coalesce(jsonb_agg(jsonb_build_object('metric', metric.metric, 'dimension', metric.dimension,
         'numerator', metric.numerator::text, 'denominator', metric.denominator::text, 'assetCount', metric."assetCount",
         'staleTables', metric."staleTables")) filter (where metric.metric is not null), '[]') as metrics
     from under left join stale using (place) left join metric using (place)
     group by under.place, under.tables, stale.tables`,
    [tenantId, ids, asOf, runIds],
  )) as (Sums & { place: number })[];
  const found = new Map(rows.map((row) => [row.place, row]));
  return ids.map((_, index) => found.get(index + 1) ?? NO_SUMS);
}

const isOfMoment = (alias: string): string =>
  `($3::timestamptz is null or ${alias}.taken_at <= $3) and ($4::uuid[] is null or ${alias}.run_id = any($4))`;

const IS_FRESH = `(s.stale_since is null or coalesce(s.stale_since > $3, false))`;

const LATEST = `cross join unnest(array[true, false]) as kind (of_metadata)
  cross join lateral (
    select n.run_id from table_assessment n
    where n.tenant_id = $1 and n.table_id = scope.table_id and n.of_metadata = kind.of_metadata and ${isOfMoment("n")}
    order by n.taken_at desc, n.run_id desc limit 1
  ) a`;
