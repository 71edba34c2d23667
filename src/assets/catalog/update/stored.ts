import type { EntityManager } from "typeorm";
import type { ColumnGeneration, ColumnIdentity } from "../column.entity.js";
import type { StoredConstraint } from "../constraints.js";
import type { TableName } from "../table.entity.js";
import type { TableKind } from "../table-kind.js";

/** What the catalog knows, as far as an update compares it; what is gone is among it, since it may come back. */
interface StoredAsset {
  readonly id: string;
  readonly name: string;
  readonly comment: string | null;
  readonly gone: boolean;
}

export interface StoredContainer extends StoredAsset {
  /** A later snapshot than ours is in the catalog already. */
  readonly later: boolean;
}

export interface StoredColumn extends StoredAsset {
  readonly ordinal: number;
  readonly number: number;
  readonly type: string;
  readonly nullable: boolean;
  readonly default: string | null;
  readonly generated: ColumnGeneration | null;
  readonly identity: ColumnIdentity | null;
}

export interface StoredTable extends StoredAsset {
  readonly schema: string;
  readonly oid: string;
  readonly kind: TableKind;
  readonly estimatedRows: number | null;
  readonly partitionOf: TableName | null;
  readonly constraints: readonly StoredConstraint[];
  readonly columns: StoredColumn[];
}

const CONTAINER = `id, name, comment, gone_at is not null as gone, greatest(last_seen_at, gone_at) > $2 as later`;

export async function storedDatabase(
  manager: EntityManager,
  serviceId: string,
  readAt: Date,
  name: string,
): Promise<StoredContainer | undefined> {
  const [row] = (await manager.query(`select ${CONTAINER} from catalog_database where service_id = $1 and name = $3`, [
    serviceId,
    readAt,
    name,
  ])) as StoredContainer[];
  return row;
}

export async function storedSchemas(
  manager: EntityManager,
  databaseId: string,
  readAt: Date,
): Promise<Map<string, StoredContainer>> {
  const rows = (await manager.query(`select ${CONTAINER} from catalog_schema where database_id = $1`, [
    databaseId,
    readAt,
  ])) as StoredContainer[];
  return new Map(rows.map((row) => [row.name, row]));
}

/** Names of all tables of some schemas that are there as far as the catalog knows. */
export async function storedTableNames(
  manager: EntityManager,
  schemaIds: readonly string[],
): Promise<Pick<StoredTable, "id" | "schema" | "name" | "kind">[]> {
  return (await manager.query(
    `select t.id, n.name as schema, t.name, t.table_kind as kind
     from catalog_schema n join catalog_table t on t.schema_id = n.id
     where n.id = any($1) and t.gone_at is null order by n.name, t.name`,
    [schemaIds],
  )) as Pick<StoredTable, "id" | "schema" | "name" | "kind">[];
}

export const tableKey = (schema: string, name: string): string => JSON.stringify([schema, name]);

/** Some tables of a database with their columns, by `tableKey`. */
export async function storedTables(
  manager: EntityManager,
  databaseId: string,
  names: readonly { readonly schema: string; readonly name: string }[],
): Promise<Map<string, StoredTable>> {
  const tables = (await manager.query(
    `select t.id, n.name as schema, t.name, t.comment, t.gone_at is not null as gone, t.source_oid as oid,
       t.table_kind as kind, t.estimated_rows as "estimatedRows", t.partition_of as "partitionOf", t.constraints
     from unnest($2::text[], $3::text[]) as wanted (schema, name)
     join catalog_schema n on n.database_id = $1 and n.name = wanted.schema
     join catalog_table t on t.schema_id = n.id and t.name = wanted.name`,
    [databaseId, names.map(({ schema }) => schema), names.map(({ name }) => name)],
  )) as Omit<StoredTable, "columns">[];
  const columns = (await manager.query(
    `select table_id as "tableId", id, name, comment, gone_at is not null as gone, ordinal, source_number as number, type,
       nullable, default_expression as "default", generated, identity
     from catalog_column where table_id = any($1)`,
    [tables.map(({ id }) => id)],
  )) as (StoredColumn & { tableId: string })[];
  const byTable = Map.groupBy(columns, ({ tableId }) => tableId);
  return new Map(
    tables.map((table) => [tableKey(table.schema, table.name), { ...table, columns: byTable.get(table.id) ?? [] }]),
  );
}
