import type { TableName } from "../../assets/catalog/table.entity.js";
import { TableKind } from "../../assets/catalog/table-kind.js";
import type { DescribedDatabase, DescribedSchema, DescribedTable } from "../../assets/catalog/update/described.js";
import type { SourceSession } from "../../sources/source-session.js";
import { DATABASE_SQL, DATABASES_SQL, SCHEMAS_SQL, tablesSql } from "./source-catalog-sql.js";

const KINDS: Record<string, TableKind> = {
  r: TableKind.TABLE,
  p: TableKind.PARTITIONED_TABLE,
  v: TableKind.VIEW,
  m: TableKind.MATERIALIZED_VIEW,
  f: TableKind.FOREIGN_TABLE,
};

/** As sessions give everything: as text. */
interface TableRow {
  readonly schema: string;
  readonly name: string;
  readonly oid: string;
  readonly kind: string;
  readonly comment: string | null;
  readonly rows: string | null;
  readonly partition_of: string | null;
  readonly columns: string;
  readonly constraints: string;
  readonly column_count: string;
}

export async function readDatabaseNames(session: SourceSession): Promise<string[]> {
  return (await session.query<{ name: string }>(DATABASES_SQL)).map(({ name }) => name);
}

/** The whole description of the session's database, as one snapshot has it. */
export async function readSourceCatalog(
  session: SourceSession,
  name: string,
  onlySchemas: readonly string[] | null,
): Promise<DescribedDatabase> {
  const [database] = await session.query<{ comment: string | null }>(DATABASE_SQL);
  const schemas = await session.query<DescribedSchema>(SCHEMAS_SQL, [onlySchemas]);
  const rows = await session.query<TableRow>(tablesSql(session.serverVersion), [onlySchemas]);
  const comment = database?.comment ?? null;
  return { name, present: true, comment, onlySchemas, schemas, tables: rows.map(toTable) };
}

function toTable({ rows, partition_of, kind, column_count, ...row }: TableRow): DescribedTable {
  return {
    ...row,
    kind: KINDS[kind]!,
    columnCount: Number(column_count),
    estimatedRows: rows === null ? null : Number(rows),
    partitionOf: partition_of === null ? null : (JSON.parse(partition_of) as TableName),
  };
}
