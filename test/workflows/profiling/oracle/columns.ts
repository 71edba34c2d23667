import pg from "pg";

export type OracleKind = "number" | "time" | "ordered" | "text" | "boolean" | "opaque" | "binary" | "geometric";

/** A column as the oracle's queries name it; `t` is the only table in them. */
export interface OracleColumn {
  readonly name: string;
  readonly ordinal: number;
  readonly declaredType: string;
  /** Its type's name, of a domain that of what is below it. */
  readonly baseType: string;
  readonly kind: OracleKind;
  readonly readable: boolean;
  /** The value, its text, and what equal values have in common. */
  readonly value: string;
  readonly text: string;
  readonly key: string;
}

const COLUMNS = `
  with recursive base as (
    select oid as declared, oid, typtype, typbasetype from pg_type
    union all
    select base.declared, below.oid, below.typtype, below.typbasetype
    from base join pg_type below on below.oid = base.typbasetype where base.typtype = 'd'
  )
  select a.attname as name, row_number() over (order by a.attnum)::int as ordinal,
    format_type(a.atttypid, a.atttypmod) as declared, ty.typname as "baseType", ty.typtype as typtype,
    ns.nspname as "typeSchema", has_column_privilege(a.attrelid, a.attnum, 'select') as readable
  from pg_attribute a
  join base on base.declared = a.atttypid and base.typtype <> 'd'
  join pg_type ty on ty.oid = base.oid
  join pg_namespace ns on ns.oid = ty.typnamespace
  where a.attrelid = $1 and a.attnum > 0 and not a.attisdropped
  order by a.attnum`;

const KINDS: Record<Exclude<OracleKind, "opaque">, string> = {
  number: "int2 int4 int8 numeric float4 float8 money oid",
  time: "date timestamp timestamptz",
  ordered: "time timetz interval uuid inet cidr macaddr macaddr8 bit varbit pg_lsn",
  text: "text varchar bpchar name xml",
  boolean: "bool",
  binary: "bytea",
  geometric: "point lseg line box path polygon circle",
};

export async function oracleColumns(client: pg.Client, oid: number): Promise<OracleColumn[]> {
  const { rows } = await client.query(COLUMNS, [oid]);
  return rows.map((row) => {
    const kind = kindOf(row);
    const value = pg.escapeIdentifier(row.name);
    const text = `(${value}::text collate "C")`;
    const byText = kind === "opaque" || kind === "geometric" || (kind === "text" && row.baseType !== "citext");
    return { ...row, declaredType: row.declared, kind, value, text, key: byText ? text : value };
  });
}

function kindOf(type: { baseType: string; typtype: string; typeSchema: string }): OracleKind {
  if (type.typtype === "e") return "ordered";
  if (type.baseType === "citext") return "text";
  if (type.typeSchema !== "pg_catalog") return "opaque";
  const found = Object.entries(KINDS).find(([, names]) => names.split(" ").includes(type.baseType));
  return (found?.[0] as OracleKind | undefined) ?? "opaque";
}
