import type { EntityManager } from "typeorm";
import type { ColumnToWrite } from "./compare-columns.js";
import type { DescribedSchema, DescribedTable } from "./described.js";

export interface SchemaToWrite extends DescribedSchema {
  readonly id: string;
}

export interface TableToWrite extends DescribedTable {
  readonly id: string;
  readonly schemaId: string;
}

export interface ColumnOfTable extends ColumnToWrite {
  readonly id: string;
  readonly tableId: string;
}

/** Writes what an update found, many rows a statement. Every row has its id already: what exists keeps the one it has. */
export class CatalogWriter {
  constructor(
    private readonly manager: EntityManager,
    private readonly tenantId: string,
    private readonly readAt: Date,
  ) {}

  async database(id: string, serviceId: string, name: string, comment: string | null): Promise<void> {
    await this.manager.query(
      `insert into catalog_database (id, tenant_id, service_id, name, comment, first_seen_at, last_seen_at)
       values ($1, $2, $3, $4, $5, $6, $6)
       on conflict (id) do update set comment = excluded.comment, last_seen_at = excluded.last_seen_at, gone_at = null`,
      [id, this.tenantId, serviceId, name, comment, this.readAt],
    );
  }

  async schemas(databaseId: string, schemas: readonly SchemaToWrite[]): Promise<void> {
    await this.manager.query(
      `insert into catalog_schema (id, tenant_id, database_id, name, comment, first_seen_at, last_seen_at)
       select id, $1, $2, name, comment, $3, $3 from json_to_recordset($4) as s(id uuid, name text, comment text)
       on conflict (id) do update set comment = excluded.comment, last_seen_at = excluded.last_seen_at, gone_at = null`,
      [this.tenantId, databaseId, this.readAt, JSON.stringify(schemas)],
    );
  }

  async tables(tables: readonly TableToWrite[]): Promise<void> {
    if (tables.length === 0) return;
    const rows = tables.map(({ columns: _, ...table }) => table);
    await this.manager.query(
      `insert into catalog_table
         (id, tenant_id, schema_id, name, table_kind, comment, estimated_rows, partition_of, constraints, source_oid, first_seen_at)
       select id, $1, "schemaId", name, kind, comment, "estimatedRows", "partitionOf", constraints::jsonb, oid, $2
       from json_to_recordset($3) as t(id uuid, "schemaId" uuid, name text, kind text, comment text,
         "estimatedRows" float8, "partitionOf" jsonb, constraints text, oid bigint)
       on conflict (id) do update set table_kind = excluded.table_kind, comment = excluded.comment,
         estimated_rows = excluded.estimated_rows, partition_of = excluded.partition_of,
         constraints = excluded.constraints, source_oid = excluded.source_oid, gone_at = null`,
      [this.tenantId, this.readAt, JSON.stringify(rows)],
    );
  }

  async columns(columns: readonly ColumnOfTable[]): Promise<void> {
    if (columns.length === 0) return;
    await this.manager.query(
      `insert into catalog_column (id, tenant_id, table_id, name, ordinal, type, nullable, default_expression, generated,
         identity, comment, source_number, first_seen_at)
       select id, $1, "tableId", name, ordinal, type, nullable, "default", generated, identity, comment, number, $2
       from json_to_recordset($3) as c(id uuid, "tableId" uuid, name text, ordinal int, type text, nullable bool,
         "default" text, generated text, identity text, comment text, number int)
       on conflict (id) do update set name = excluded.name, ordinal = excluded.ordinal, type = excluded.type,
         nullable = excluded.nullable, default_expression = excluded.default_expression, generated = excluded.generated,
         identity = excluded.identity, comment = excluded.comment, source_number = excluded.source_number, gone_at = null`,
      [this.tenantId, this.readAt, JSON.stringify(columns)],
    );
  }

  async gone(
    table: "catalog_database" | "catalog_schema" | "catalog_table" | "catalog_column",
    ids: readonly string[],
  ) {
    if (ids.length === 0) return;
    await this.manager.query(`update ${table} set gone_at = $3 where tenant_id = $1 and id = any($2)`, [
      this.tenantId,
      ids,
      this.readAt,
    ]);
  }
}
