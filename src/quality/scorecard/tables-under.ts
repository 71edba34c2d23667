import { CATALOG_LEVELS } from "../../assets/catalog/levels.js";

/** Of an asset that holds tables: how many levels below the service it is, 3 for a table itself. */
export type Depth = 0 | 1 | 2 | 3;

/**
 * A `with` item `scope (place, table_id, first_seen_at, gone_at)`: the tables under each of the assets whose ids are $2, as of the
 * time $3, or now. Partitions are left out, since their table has their rows, unless one is the asset itself.
 */
export function tablesUnder(depth: Depth): string {
  let above = "w";
  const below = CATALOG_LEVELS.slice(depth, 3);
  const joins = below.map(({ table, alias, parent }) => {
    const join = `join ${table} ${alias} on ${alias}.tenant_id = $1 and ${alias}.${parent} = ${above}.id
      and (${alias}.gone_at is null or ${alias}.gone_at > $3)`;
    above = alias;
    return join;
  });
  const itself = "join catalog_table t on t.tenant_id = $1 and t.id = w.id";
  const gone = ["null", ...below.map(({ alias }) => `${alias}.gone_at`)].join(", ");
  return `scope as materialized (
    select w.place::int as place, t.id as table_id, t.first_seen_at, least(${gone})::timestamptz as gone_at
    from unnest($2::uuid[]) with ordinality as w (id, place)
    ${depth === 3 ? itself : `${joins.join(" ")} and t.partition_of is null`}
  )`;
}
