import type { EntityManager } from "typeorm";
import type { Sums } from "./table-sums.js";

/** A column, and as of when it is looked at; null for now. */
export interface ColumnMoment {
  readonly columnId: string;
  readonly asOf: Date | null;
}

/** Of each column what the latest assessment of metadata of its table measured of it, and the latest of quality; of these runs, if given. */
export async function columnSums(
  manager: EntityManager,
  tenantId: string,
  moments: readonly ColumnMoment[],
  runIds: readonly string[] | null,
): Promise<Sums[]> {
  const rows = (await manager.query(
    `with value as (
       select w.place, v.metric, v.dimension, v.numerator, v.denominator, latest.taken_at,
         coalesce(v.stale_since <= coalesce(w.as_of, 'infinity'), false) as stale
       from unnest($2::uuid[], $3::timestamptz[]) with ordinality as w (column_id, as_of, place)
       join catalog_column c on c.tenant_id = $1 and c.id = w.column_id
       cross join unnest(array[true, false]) as kind (of_metadata)
       cross join lateral (
         select n.columns, n.stale, n.taken_at from table_assessment n
         where n.tenant_id = $1 and n.table_id = c.table_id and n.of_metadata = kind.of_metadata
           and (w.as_of is null or n.taken_at <= w.as_of) and ($4::uuid[] is null or n.run_id = any($4))
         order by n.taken_at desc, n.run_id desc limit 1
       ) latest
       cross join lateral (
         select e ->> 0 as metric, e ->> 1 as dimension, e ->> 2 as numerator, e ->> 3 as denominator,
           (latest.stale ->> (e ->> 0))::timestamptz as stale_since
         from jsonb_array_elements(latest.columns -> c.id::text) e
       ) v
     )
     select place::int as place, bool_or(stale)::int as "staleTables", max(taken_at) filter (where not stale) as "assessedAt",
       jsonb_agg(jsonb_build_object('metric', metric, 'dimension', dimension,
         'numerator', case when stale then '0' else numerator end, 'denominator', case when stale then '0' else denominator end,
         'assetCount', (not stale)::int, 'staleTables', stale::int)) as metrics
     from value group by place`,
    [tenantId, moments.map(({ columnId }) => columnId), moments.map(({ asOf }) => asOf), runIds],
  )) as (Omit<Sums, "tables"> & { place: number })[];
  const found = new Map(rows.map((row) => [row.place, row]));
  const none = { metrics: [], staleTables: 0, assessedAt: null };
  return moments.map((_, index) => ({ ...(found.get(index + 1) ?? none), tables: 1 }));
}
