import type { EntityManager } from "typeorm";
import type { MetricSum } from "./scores.js";
import { type Depth, tablesUnder } from "./tables-under.js";

/** What begins to count at one of the times, less what ends to. */
interface Change extends MetricSum {
  /** Index of the time. */
  readonly place: number;
}

/**
 * What the tables under an asset come to as of each of some times, in their order. A snapshot counts from its time until the next
 * of its table and kind, until it is stale or its table is gone: so the history is read once, however many times there are.
 */
export async function trendSums(
  manager: EntityManager,
  tenantId: string,
  depth: Depth,
  id: string,
  times: readonly Date[],
): Promise<MetricSum[][]> {
  if (times.length === 0) return [];
  const changes = (await manager.query(
    `with ${tablesUnder(depth)}, assessment as (
       select a.*, least(a.gone_at, lead(a.taken_at) over (partition by a.table_id, a.of_metadata order by a.taken_at, a.run_id))
         as until
       from (
         select distinct s.table_id, (s.dimension is null) as of_metadata, s.taken_at, s.run_id, scope.gone_at
         from scope join metric_snapshot s on s.tenant_id = $1 and s.table_id = scope.table_id
         where s.taken_at <= $5
       ) a
     ), part as (
       select s.metric, s.dimension, s.numerator, s.denominator, s.asset_count, p.stale,
         ${indexOf("p.since")} as since, ${indexOf("coalesce(p.until, 'infinity')")} as until
       from assessment a
       join metric_snapshot s on s.tenant_id = $1 and s.table_id = a.table_id and (s.dimension is null) = a.of_metadata
         and s.taken_at = a.taken_at and s.run_id = a.run_id
       cross join lateral (
         values (s.taken_at, least(a.until, s.stale_since), 0), (greatest(s.taken_at, s.stale_since), a.until, 1)
       ) as p (since, until, stale)
       where p.stale = 0 or s.stale_since is not null
     )
     select change.place, metric, dimension, sum(change.sign * (1 - stale) * numerator)::text as numerator,
       sum(change.sign * (1 - stale) * denominator)::text as denominator,
       sum(change.sign * (1 - stale) * asset_count)::int as "assetCount", sum(change.sign * stale)::int as "staleTables"
     from part cross join lateral (values (since, 1), (until, -1)) as change (place, sign)
     where since < until and change.place < cardinality($4::timestamptz[])
     group by change.place, metric, dimension order by change.place`,
    [tenantId, [id], times[0], times, times.at(-1)],
  )) as Change[];
  return runningSums(changes, times.length);
}

/** Index of the first of the times that is not before a time. */
const indexOf = (time: string): string => `width_bucket(${time} - interval '1 microsecond', $4::timestamptz[])`;

function runningSums(changes: readonly Change[], count: number): MetricSum[][] {
  const sums = new Map<string, MetricSum>();
  const byPlace = Map.groupBy(changes, ({ place }) => place);
  return Array.from({ length: count }, (_, index) => {
    for (const change of byPlace.get(index) ?? []) {
      const key = `${change.metric} ${change.dimension}`;
      sums.set(key, added(change, sums.get(key)));
    }
    return [...sums.values()];
  });
}

function added({ place: _, ...change }: Change, sum: MetricSum | undefined): MetricSum {
  if (!sum) return change;
  return {
    ...sum,
    numerator: String(BigInt(sum.numerator) + BigInt(change.numerator)),
    denominator: String(BigInt(sum.denominator) + BigInt(change.denominator)),
    assetCount: sum.assetCount + change.assetCount,
    staleTables: sum.staleTables + change.staleTables,
  };
}
