import type { EntityManager } from "typeorm";
import type { MetricSum } from "./scores.js";
import { type Depth, tablesUnder } from "./tables-under.js";

/** What counts from one of the times until before another. */
interface Span extends MetricSum {
  /** Indexes of the times; the second may be beyond the last. */
  readonly since: number;
  readonly until: number;
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
  const spans = (await manager.query(
    `with ${tablesUnder(depth)}, assessment as (
       select a.table_id, a.run_id, least(scope.gone_at,
           lead(a.taken_at) over (partition by a.table_id, a.of_metadata order by a.taken_at, a.run_id)) as until
       from scope join table_assessment a on a.tenant_id = $1 and a.table_id = scope.table_id and a.taken_at <= $5
     ), fresh as (
       select metric, dimension, ${indexOf("taken_at")} as since, ${indexOf("least(until, stale_since, 'infinity')")} as until,
         numerator, denominator, asset_count
       from assessment join metric_snapshot s using (table_id, run_id) where s.tenant_id = $1
     ), stale as (
       select metric, dimension, ${indexOf("greatest(taken_at, stale_since)")} as since, ${indexOf("coalesce(until, 'infinity')")} as until
       from assessment join metric_snapshot s using (table_id, run_id) where s.tenant_id = $1 and s.stale_since is not null
     )
     select since, until, metric, dimension, sum(numerator)::text as numerator, sum(denominator)::text as denominator,
       sum(asset_count)::int as "assetCount", 0 as "staleTables"
     from fresh where since < until group by since, until, metric, dimension
     union all
     select since, until, metric, dimension, '0', '0', 0, count(*)::int
     from stale where since < until group by since, until, metric, dimension`,
    [tenantId, [id], times[0], times, times.at(-1)],
  )) as Span[];
  return times.map((_, index) => addedUp(spans.filter(({ since, until }) => since <= index && index < until)));
}

/** Index of the first of the times that is not before a time. */
const indexOf = (time: string): string => `width_bucket(${time} - interval '1 microsecond', $4::timestamptz[])`;

function addedUp(spans: readonly Span[]): MetricSum[] {
  const sums = new Map<string, MetricSum>();
  for (const { since: _, until: __, ...sum } of spans) {
    const key = `${sum.metric} ${sum.dimension}`;
    const before = sums.get(key);
    sums.set(key, before ? plus(before, sum) : sum);
  }
  return [...sums.values()];
}

const plus = (one: MetricSum, other: MetricSum): MetricSum => ({
  ...one,
  numerator: String(BigInt(one.numerator) + BigInt(other.numerator)),
  denominator: String(BigInt(one.denominator) + BigInt(other.denominator)),
  assetCount: one.assetCount + other.assetCount,
  staleTables: one.staleTables + other.staleTables,
});
