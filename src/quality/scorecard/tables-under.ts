import { CATALOG_LEVELS } from "../../assets/catalog/levels.js";

/** Of an asset that holds tables: how many levels below the service it is, 3 for a table itself. */
export type Depth = 0 | 1 | 2 | 3;

/**
 * A `with` item `scope (place, table_id, first_seen_at, gone_at)`: the tables under each of the assets whose ids are $2, as of the
 * time $3, or now. Partitions are left out, since their table has their rows, unless one is the asset itself.
 */
export function tablesUnder(depth: Depth): string {
  const levels = depth === 3 ? [{ ...CATALOG_LEVELS[2], parent: "id" }] : CATALOG_LEVELS.slice(depth, 3);
  const joins = levels.map(({ table, alias, parent }, index) => {
    const above = levels[index - 1]?.alias ?? "w";
    return `join ${table} ${alias} on ${alias}.tenant_id = $1 and ${alias}.${parent} = ${above}.id and (${alias}.gone_at is null or ${alias}.gone_at > $3)`;
  });
  return `scope as materialized (
    select w.place::int as place, t.id as table_id, t.first_seen_at,
      least(${levels.map(({ alias }) => `${alias}.gone_at`).join(", ")}) as gone_at
    from unnest($2::uuid[]) with ordinality as w (id, place)
    ${joins.join(" ")} ${depth === 3 ? "" : "and t.partition_of is null"}
  )`;
}
