/**
 * What a source's catalog says of one database, in a few statements for all tables together. Tables are named with their
 * schema, since a temporary table of the same name would win otherwise; functions can't be hidden so.
 */

/** Databases that the role may connect to, as far as the server itself decides. */
export const DATABASES_SQL = `
  select d.datname as name from pg_catalog.pg_database d
  where d.datallowconn and not d.datistemplate and has_database_privilege(d.oid, 'CONNECT')
  order by d.datname collate "C"`;

export const DATABASE_SQL = `
  select shobj_description(d.oid, 'pg_database') as comment
  from pg_catalog.pg_database d where d.datname = current_database()`;

const OWN_SCHEMAS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  and ($1::text[] is null or n.nspname::text = any($1))`;

/** $1 names of schemas, or null for all but the server's own. */
export const SCHEMAS_SQL = `
  select n.nspname as name, obj_description(n.oid, 'pg_namespace') as comment
  from pg_catalog.pg_namespace n where ${OWN_SCHEMAS}
  order by n.nspname collate "C"`;

/** $1 as above. Columns and constraints come as JSON, in the shape of DescribedColumn and StoredConstraint. */
export const tablesSql = (serverVersion: number): string => `
  with recursive wanted as (
    select c.oid, n.nspname, c.relname, c.relkind, c.reltuples, c.relpages, c.relispartition
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and ${OWN_SCHEMAS}
  ), parts as (
    select w.oid as root, w.oid from wanted w where w.relkind = 'p'
    union all
    select p.root, i.inhrelid from parts p join pg_catalog.pg_inherits i on i.inhparent = p.oid
  ), rows_of_parts as (
    select p.root, sum(c.reltuples) as rows
    from parts p join pg_catalog.pg_class c on c.oid = p.oid
    where c.relkind in ('r', 'f') and c.reltuples >= 0
    group by p.root
  ), columns as (
    select a.attrelid, json_agg(json_build_object(
        'name', a.attname,
        'number', a.attnum,
        'type', format_type(a.atttypid, a.atttypmod),
        'nullable', not a.attnotnull or u.oid is not null,
        'default', pg_get_expr(d.adbin, d.adrelid),
        'generated', ${serverVersion >= 120_000 ? "case a.attgenerated when 's' then 'STORED' when 'v' then 'VIRTUAL' end" : "null"},
        'identity', case a.attidentity when 'a' then 'ALWAYS' when 'd' then 'BY_DEFAULT' end,
        'comment', m.description
      ) order by a.attnum) as list, count(*) as number
    from wanted w
      join pg_catalog.pg_attribute a on a.attrelid = w.oid and a.attnum > 0 and not a.attisdropped
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      left join pg_catalog.pg_description m
        on m.classoid = 'pg_catalog.pg_class'::regclass and m.objoid = a.attrelid and m.objsubid = a.attnum
      left join pg_catalog.pg_constraint u -- declared not null, but not checked for the rows that are there
        on u.conrelid = a.attrelid and u.contype = 'n' and not u.convalidated and u.conkey = array[a.attnum]
    group by a.attrelid
  ), named as (
    select o.oid, o.conrelid, o.conname, o.contype, o.conbin, tn.nspname as target_schema, t.relname as target_table,
      (select coalesce(json_agg(a.attname order by k.place), '[]') from unnest(o.conkey) with ordinality k (number, place)
        join pg_catalog.pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.number) as columns,
      (select json_agg(a.attname order by k.place) from unnest(o.confkey) with ordinality k (number, place)
        join pg_catalog.pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.number) as target_columns
    from wanted w
      join pg_catalog.pg_constraint o on o.conrelid = w.oid and o.contype in ('p', 'u', 'f', 'c')
      left join pg_catalog.pg_constraint parent on parent.oid = o.conparentid
      left join pg_catalog.pg_class t on t.oid = o.confrelid
      left join pg_catalog.pg_namespace tn on tn.oid = t.relnamespace
    -- A key that refers to a partitioned table has a shadow for each of its partitions.
    where parent.conrelid is distinct from o.conrelid
  ), constraints as (
    select n.conrelid, json_agg(case n.contype
        when 'p' then json_build_object('kind', 'PRIMARY_KEY', 'name', n.conname, 'columns', n.columns)
        when 'u' then json_build_object('kind', 'UNIQUE', 'name', n.conname, 'columns', n.columns)
        when 'c' then json_build_object('kind', 'CHECK', 'name', n.conname, 'columns', n.columns,
          'expression', pg_get_expr(n.conbin, n.conrelid))
        else json_build_object('kind', 'FOREIGN_KEY', 'name', n.conname, 'columns', n.columns,
          'target', json_build_object('schema', n.target_schema, 'table', n.target_table, 'columns', n.target_columns),
          'definition', pg_get_constraintdef(n.oid))
      end order by n.conname collate "C") as list
    from named n group by n.conrelid
  )
  select w.nspname as schema, w.relname as name, w.oid::int8 as oid, w.relkind as kind,
    obj_description(w.oid, 'pg_class') as comment,
    case
      when w.relkind = 'p' then r.rows
      when w.relkind = 'v' or w.reltuples < 0 then null
      when w.reltuples = 0 and w.relpages = 0 ${serverVersion >= 140_000 ? "and w.relkind = 'f'" : ""} then null
      else w.reltuples
    end::float8 as rows,
    case when w.relispartition then json_build_object('schema', pn.nspname, 'table', p.relname) end as partition_of,
    coalesce(c.list, '[]') as columns, coalesce(c.number, 0) as column_count, coalesce(k.list, '[]') as constraints
  from wanted w
    left join columns c on c.attrelid = w.oid
    left join constraints k on k.conrelid = w.oid
    left join rows_of_parts r on r.root = w.oid
    left join pg_catalog.pg_inherits i on w.relispartition and i.inhrelid = w.oid
    left join pg_catalog.pg_class p on p.oid = i.inhparent
    left join pg_catalog.pg_namespace pn on pn.oid = p.relnamespace
  order by w.nspname collate "C", w.relname collate "C"`;
