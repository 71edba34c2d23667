/** What of a column can be computed; docs/profiling.md has the table. */
export type ColumnKind = "number" | "time" | "ordered" | "text" | "boolean" | "opaque" | "binary" | "geometric";

/** A column as the source's own catalog describes it, read in the transaction that also reads the rows. */
export interface SourceColumn {
  readonly name: string;
  /** Place among the table's columns, from 1, without a gap. */
  readonly ordinal: number;
  /** As PostgreSQL prints it, e.g. `numeric(5,2)`. */
  readonly declaredType: string;
  readonly kind: ColumnKind;
  /** `pg_type.typname` of the type, a domain's base type resolved: `int4`, `bpchar`, `_text` … */
  readonly baseType: string;
  /** Typmod of the base type, -1 without. */
  readonly typmod: number;
  /** Labels of an enum in the order of its declaration. */
  readonly enumLabels: readonly string[] | null;
  readonly notNull: boolean;
  /** Not null, and alone the key of a valid unique index without a condition or expression. */
  readonly knownUnique: boolean;
  /** `pg_stats.n_distinct`, negative as a share of the rows; null where nothing is known. */
  readonly distinctEstimate: number | null;
  /** Why its values can't be read; the profile then says so, and has nothing else of it. */
  readonly skippedReason: string | null;
}

export interface SourceTable {
  readonly schema: string;
  readonly name: string;
  /** `"schema"."name"`, quoted, of a table that was found by bound parameters. */
  readonly quoted: string;
  readonly oid: number;
  /** `pg_class.relkind`: r table, p partitioned, v view, m materialised view, f foreign. */
  readonly relkind: "r" | "p" | "v" | "m" | "f";
  readonly sizeBytes: number | null;
  /** 8 kB pages of the main fork; 0 where it has no storage of its own. */
  readonly pages: number;
  readonly estimatedRows: number | null;
  /** Declared keys whose columns are all not null: primary first, then unique constraints and indexes. */
  readonly declaredKeys: readonly (readonly string[])[];
  readonly columns: readonly SourceColumn[];
}
