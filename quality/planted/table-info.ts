import type pg from "pg";

export interface ColumnInfo {
  readonly name: string;
  /** `pg_type.typname`, a domain's base type resolved. */
  readonly type: string;
  readonly rows: number;
  readonly values: number;
  readonly distinct: number;
  /** Texts: the share of the most frequent shape (letters and digits as A and 9). */
  readonly commonShape: number;
  readonly emails: number;
  readonly hasDigits: boolean;
  readonly meanLength: number;
  /** Numbers. */
  readonly min: number | null;
  readonly max: number | null;
  readonly whole: boolean;
  /** Part of the primary key or of a foreign key. */
  readonly isKey: boolean;
}

export interface TableInfo {
  readonly schema: string;
  readonly name: string;
  readonly quoted: string;
  readonly rows: number;
  readonly columns: readonly ColumnInfo[];
}

export const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const TABLES = `
  select n.nspname as schema, c.relname as name, c.oid::int8::text as oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1, 2`;
const COLUMNS = `
  with recursive base as (
    select a.attnum, a.attname, a.atttypid as typid, a.attgenerated from pg_attribute a where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped
    union all select b.attnum, b.attname, t.typbasetype, b.attgenerated from base b join pg_type t on t.oid = b.typid where t.typtype = 'd'
  )
  select b.attname as name, case when t.typtype = 'e' then 'enum' else t.typname end as type,
    exists (select from pg_constraint k where k.conrelid = $1::oid and k.contype in ('p', 'f') and b.attnum = any(k.conkey)) as "isKey"
  from base b join pg_type t on t.oid = b.typid where t.typtype <> 'd' and b.attgenerated = '' order by b.attnum`;

/** What the seeded generator knows of a database's tables: it looks at the clean rows by means of its own. */
export async function tablesOf(client: pg.Client): Promise<TableInfo[]> {
  const tables: TableInfo[] = [];
  for (const { schema, name, oid } of (await client.query(TABLES)).rows) {
    const quoted = `${quote(schema)}.${quote(name)}`;
    const rows = Number((await client.query(`select count(*) as n from ${quoted}`)).rows[0].n);
    const columns: ColumnInfo[] = [];
    for (const column of (await client.query(COLUMNS, [oid])).rows)
      columns.push(await columnOf(client, quoted, column));
    tables.push({ schema, name, quoted, rows, columns });
  }
  return tables;
}

export const NUMBERS = new Set(["int2", "int4", "int8", "numeric", "float4", "float8"]);
export const TEXTS = new Set(["text", "varchar", "bpchar"]);
export const TIMES = new Set(["date", "timestamp", "timestamptz"]);

async function columnOf(
  client: pg.Client,
  table: string,
  { name, type, isKey }: { name: string; type: string; isKey: boolean },
): Promise<ColumnInfo> {
  const c = quote(name);
  const text = TEXTS.has(type);
  const number = NUMBERS.has(type);
  const { rows } = await client.query(
    `select count(*) as rows, count(${c}) as values, count(distinct left(${c}::text, 500)) as "distinct"
      ${number ? `, min(${c})::float8 as min, max(${c})::float8 as max, coalesce(bool_and(${c} = trunc(${c}::numeric)), false) as whole` : ""}
      ${text ? `, count(*) filter (where ${c} like '%_@_%._%') as emails, coalesce(bool_or(${c} ~ '[0-9]'), false) as digits, avg(length(${c}))::float8 as length` : ""}
     from ${table}`,
  );
  const shape = text
    ? await client.query(
        `select coalesce(max(n) / nullif(sum(n), 0), 0)::float8 as share from (select count(*) as n from ${table} where ${c} is not null
         group by regexp_replace(regexp_replace(left(${c}::text, 100), '[A-Za-z]', 'A', 'g'), '[0-9]', '9', 'g')) s`,
      )
    : undefined;
  const [row] = rows;
  return {
    name,
    type,
    isKey,
    rows: Number(row.rows),
    values: Number(row.values),
    distinct: Number(row.distinct),
    commonShape: shape?.rows[0].share ?? 0,
    emails: Number(row.emails ?? 0),
    hasDigits: row.digits === true,
    meanLength: row.length ?? 0,
    min: row.min ?? null,
    max: row.max ?? null,
    whole: row.whole === true,
  };
}
