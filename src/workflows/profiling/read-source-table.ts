import { quoteIdentifier } from "../../sources/quote-identifier.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import { columnKind } from "./column-kind.js";
import { TableSkipped } from "./profile-table.js";
import type { SourceColumn, SourceTable } from "./source-table.js";
import { COLUMNS_SQL, KEYS_SQL, TABLE_SQL } from "./source-table-sql.js";

/** As sessions give everything: as the text that PostgreSQL prints. */
type Printed<Name extends string> = Record<Name, string>;

type TableRow = Printed<
  "oid" | "relkind" | "name" | "schema" | "populated" | "enters" | "reads" | "pages" | "has_children"
> & { bytes: string | null; rows: string | null };

type ColumnRow = Printed<
  "attnum" | "name" | "declared_type" | "type_name" | "type_schema" | "typtype" | "typmod" | "not_null" | "reads"
> & { extension: string | null; labels: string | null; distinct_estimate: string | null };

const TRUE = "t";

/** What the source's catalog says of a table and its columns, in the transaction that will read the rows. */
export async function readSourceTable(session: SourceSession, schema: string, table: string): Promise<SourceTable> {
  const [found] = await session.query<TableRow>(TABLE_SQL, [schema, table]);
  if (!found) throw SourceError.of("SOURCE_OBJECT_GONE", "The table is not there any more.");
  const columnRows = await session.query<ColumnRow>(COLUMNS_SQL, [found.oid]);
  const readsSome = found.reads === TRUE || columnRows.some((column) => column.reads === TRUE);
  if (found.enters !== TRUE || !readsSome) {
    throw SourceError.of("SOURCE_PERMISSION_DENIED", "The role has no right to read the table.");
  }
  if (found.populated !== TRUE) throw new TableSkipped("The materialised view was never filled.");
  // A key of a table with children (old inheritance) says nothing of the children's rows.
  const keyRows =
    found.relkind === "r" && found.has_children === TRUE
      ? []
      : await session.query<{ columns: string }>(KEYS_SQL, [found.oid]);
  const notNull = new Set(
    columnRows.filter((column) => column.not_null === TRUE).map((column) => Number(column.attnum)),
  );
  const keys = keyRows
    .map((key) => JSON.parse(key.columns) as number[])
    .filter((key) => key.every((attnum) => notNull.has(attnum)));
  const unique = new Set(keys.filter((key) => key.length === 1).map(([attnum]) => attnum));
  const nameOf = new Map(columnRows.map((column) => [Number(column.attnum), column.name]));
  return {
    schema: found.schema,
    name: found.name,
    quoted: `${quoteIdentifier(found.schema)}.${quoteIdentifier(found.name)}`,
    oid: Number(found.oid),
    relkind: found.relkind as SourceTable["relkind"],
    sizeBytes: numberOf(found.bytes),
    pages: Number(found.pages),
    estimatedRows: numberOf(found.rows),
    declaredKeys: keys.map((key) => key.map((attnum) => nameOf.get(attnum)!)),
    columns: columnRows.map((row, index) => toColumn(row, index + 1, unique.has(Number(row.attnum)))),
  };
}

function toColumn(row: ColumnRow, ordinal: number, knownUnique: boolean): SourceColumn {
  const builtIn = row.type_schema === "pg_catalog" || row.extension === row.type_name;
  const baseType = builtIn ? row.type_name : `${row.type_schema}.${row.type_name}`;
  return {
    name: row.name,
    ordinal,
    declaredType: row.declared_type,
    kind: columnKind({ name: baseType, typtype: row.typtype }),
    baseType,
    typmod: Number(row.typmod),
    enumLabels: row.labels === null ? null : (JSON.parse(row.labels) as string[]),
    notNull: row.not_null === TRUE,
    knownUnique,
    distinctEstimate: numberOf(row.distinct_estimate),
    skippedReason: skippedReason(row),
  };
}

function skippedReason(row: ColumnRow): string | null {
  if (row.reads !== TRUE) return "The role has no right to read the column.";
  if (row.typtype === "p") return "Values of its type can't be printed as text.";
  return null;
}

const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
