/** The catalog queries of read-source-table.ts. Every name in them is qualified: nobody's search_path matters. */

/** $1 schema, $2 table. Partitions count together, as the parent itself stores nothing. */
export const TABLE_SQL = `
  with recursive found as (
    select c.oid, c.relkind, c.relname, n.nspname, c.relispopulated,
      pg_catalog.has_schema_privilege(n.oid, 'USAGE') as enters,
      pg_catalog.has_table_privilege(c.oid, 'SELECT') as reads
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname = $1 and c.relname = $2 and c.relkind in ('r', 'p', 'v', 'm', 'f')
  ), parts as (
    select oid, relkind from found
    union all
    select c.oid, c.relkind from parts p
      join pg_catalog.pg_inherits i on i.inhparent = p.oid join pg_catalog.pg_class c on c.oid = i.inhrelid
  ), stored as (
    select pg_catalog.sum(pg_catalog.pg_table_size(oid)) as bytes from parts where relkind in ('r', 'm')
  )
  select f.oid::int8::text as oid, f.relkind, f.relname as name, f.nspname as schema,
    f.relispopulated as populated, f.enters, f.reads,
    (select bytes from stored)::text as bytes,
    case when f.relkind in ('r', 'm')
      then pg_catalog.pg_relation_size(f.oid) / pg_catalog.current_setting('block_size')::int8 else 0 end::text as pages,
    exists (select from pg_catalog.pg_inherits i where i.inhparent = f.oid) as has_children,
    (select pg_catalog.sum(nullif(c.reltuples, -1)) from parts p join pg_catalog.pg_class c on c.oid = p.oid
      where p.relkind not in ('p', 'v'))::float8 as rows
  from found f`;

/** $1 oid. A domain's base type is looked up through all its levels; the innermost typmod that is set counts. */
export const COLUMNS_SQL = `
  with recursive base as (
    select a.attnum, a.atttypid as typid, a.atttypmod as typmod
    from pg_catalog.pg_attribute a where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped
    union all
    select b.attnum, t.typbasetype, case when b.typmod = -1 then t.typtypmod else b.typmod end
    from base b join pg_catalog.pg_type t on t.oid = b.typid where t.typtype = 'd'
  )
  select a.attnum, a.attname as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as declared_type,
    t.typname as type_name, tn.nspname as type_schema, t.typtype, b.typmod,
    (select e.extname from pg_catalog.pg_depend d join pg_catalog.pg_extension e on e.oid = d.refobjid
      where d.classid = 'pg_catalog.pg_type'::pg_catalog.regclass and d.objid = t.oid and d.deptype = 'e'
        and d.refclassid = 'pg_catalog.pg_extension'::pg_catalog.regclass) as extension,
    case when t.typtype = 'e' then (select pg_catalog.json_agg(l.enumlabel order by l.enumsortorder)
      from pg_catalog.pg_enum l where l.enumtypid = t.oid) end as labels,
    a.attnotnull and not exists (select from pg_catalog.pg_constraint k
      where k.conrelid = a.attrelid and k.contype = 'n' and k.conkey = array[a.attnum] and not k.convalidated) as not_null,
    pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT') as reads,
    (select s.n_distinct from pg_catalog.pg_stats s
      where s.schemaname = n.nspname and s.tablename = c.relname and s.attname = a.attname
      order by s.inherited desc limit 1)::float8 as distinct_estimate
  from base b
    join pg_catalog.pg_type t on t.oid = b.typid and t.typtype <> 'd'
    join pg_catalog.pg_namespace tn on tn.oid = t.typnamespace
    join pg_catalog.pg_attribute a on a.attrelid = $1::oid and a.attnum = b.attnum
    join pg_catalog.pg_class c on c.oid = a.attrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  order by a.attnum`;

/** $1 oid. Unique indexes that hold for every row: no condition, no expression; primary first, then constraints. */
export const KEYS_SQL = `
  select pg_catalog.json_agg(k.attnum order by k.place) as columns
  from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid
    left join pg_catalog.pg_constraint o on o.conindid = i.indexrelid and o.contype in ('p', 'u'),
    lateral pg_catalog.unnest(i.indkey::int2[]) with ordinality k(attnum, place)
  where i.indrelid = $1::oid and i.indisunique and i.indisvalid and i.indislive
    and i.indpred is null and i.indexprs is null and k.place <= i.indnkeyatts
  group by i.indexrelid, i.indisprimary, o.oid, c.relname
  order by i.indisprimary desc, o.oid is null, pg_catalog.count(*), c.relname`;
