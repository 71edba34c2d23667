import type { SourceSession } from "../../../sources/source-session.js";

/** A column of another table (or of the same) that could be referred to, or refer. */
export interface NeighbourColumn {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  /** Types that can be compared with each other have the same. */
  readonly family: "integer" | "text" | "uuid" | "number";
  /** Alone a declared key. */
  readonly key: boolean;
  readonly estimatedRows: number;
}

const MOST_COLUMNS = 20_000;

/**
 * The columns of the database's tables that keys and sums may be made of; those of the same schema first. Partitions are left
 * out, and tables that the role can't read.
 */
export const NEIGHBOURS_SQL = `
  with recursive base as (
    select a.attrelid, a.attnum, a.attname, a.atttypid as typid
    from pg_catalog.pg_attribute a
      join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'm') and not c.relispartition
      join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    union all
    select b.attrelid, b.attnum, b.attname, t.typbasetype from base b join pg_catalog.pg_type t on t.oid = b.typid where t.typtype = 'd'
  )
  select n.nspname as schema, c.relname as "table", b.attname as name, t.typname as type,
    exists (select from pg_catalog.pg_index i where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indpred is null
      and i.indexprs is null and i.indnkeyatts = 1 and i.indkey[0] = b.attnum) as key,
    greatest(c.reltuples, 0)::pg_catalog.int8 as rows
  from base b
    join pg_catalog.pg_type t on t.oid = b.typid and t.typtype <> 'd' and t.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
    join pg_catalog.pg_class c on c.oid = b.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where t.typname in ('int2', 'int4', 'int8', 'text', 'varchar', 'bpchar', 'uuid', 'numeric', 'float4', 'float8')
    and pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_column_privilege(c.oid, b.attnum, 'SELECT')
  order by n.nspname <> $1, n.nspname, c.relname, b.attnum
  limit ${MOST_COLUMNS}`;

const FAMILIES: Readonly<Record<string, NeighbourColumn["family"]>> = {
  int2: "integer",
  int4: "integer",
  int8: "integer",
  text: "text",
  varchar: "text",
  bpchar: "text",
  uuid: "uuid",
};

export const familyOf = (type: string): NeighbourColumn["family"] => FAMILIES[type] ?? "number";

export async function readNeighbours(session: SourceSession, schema: string): Promise<NeighbourColumn[]> {
  const rows = await session.query<Record<"schema" | "table" | "name" | "type" | "key" | "rows", string>>(
    NEIGHBOURS_SQL,
    [schema],
  );
  return rows.map(({ type, key, rows: estimate, ...column }) => ({
    ...column,
    family: familyOf(type),
    key: key === "t",
    estimatedRows: Number(estimate),
  }));
}
