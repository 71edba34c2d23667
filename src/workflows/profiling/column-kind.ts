import type { ColumnKind } from "./source-table.js";

/** A type as pg_type has it, domains resolved to their base type. */
export interface BaseType {
  /** `typname`; qualified by its schema where that is not pg_catalog, but for citext and hstore of the extensions. */
  readonly name: string;
  /** `pg_type.typtype`: b base, c composite, e enum, m multirange, p pseudo, r range. */
  readonly typtype: string;
}

const NAMES: Readonly<Record<Exclude<ColumnKind, "opaque">, readonly string[]>> = {
  number: ["int2", "int4", "int8", "numeric", "float4", "float8", "money", "oid"],
  time: ["date", "timestamp", "timestamptz"],
  ordered: ["time", "timetz", "interval", "uuid", "inet", "cidr", "macaddr", "macaddr8", "bit", "varbit", "pg_lsn"],
  text: ["text", "varchar", "bpchar", "name", "citext", "xml"],
  boolean: ["bool"],
  binary: ["bytea"],
  geometric: ["point", "line", "lseg", "box", "path", "polygon", "circle"],
};

const KINDS = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) => names.map((name) => [name, kind as ColumnKind] as const)),
);

/** docs/profiling.md has the table. What isn't known is opaque: of it counts what its text form says. */
export function columnKind(type: BaseType): ColumnKind {
  if (type.typtype === "e") return "ordered";
  return KINDS.get(type.name) ?? "opaque";
}
