import type { EntityManager } from "typeorm";
import type { Fqn } from "../../../platform/fqn.js";
import { newId } from "../../../platform/ids.js";
import { CatalogChangeKind, ChangeLog } from "./changes.js";
import { compareTable, wordsOf } from "./compare-tables.js";
import type { DescribedDatabase, DescribedTable } from "./described.js";
import {
  type StoredContainer,
  storedDatabase,
  storedSchemas,
  storedTableNames,
  storedTables,
  tableKey,
} from "./stored.js";
import { CatalogWriter, type ColumnOfTable, type SchemaToWrite, type TableToWrite } from "./writer.js";

export interface UpdateScope {
  readonly tenantId: string;
  readonly serviceId: string;
  readonly serviceName: string;
  /** When the description was begun, by our own clock. */
  readonly readAt: Date;
}

/** Tables that are compared and written at a time. */
const CHUNK = 500;

/**
 * Compares a database's description with the catalog and, where `write` says so, makes the catalog equal to it. Updates of
 * one service wait for each other, and one that began before what the catalog has by now leaves that alone: whatever the
 * order in which concurrent ingestions end, the latest reading stands.
 */
export async function updateCatalog(
  manager: EntityManager,
  scope: UpdateScope,
  described: DescribedDatabase,
  write: boolean,
): Promise<ChangeLog> {
  const update = new Update(manager, scope, described, write);
  if (write) {
    if (!(await lockService(manager, scope))) return update.log;
    await lockTablesOf(manager, scope, described.name);
  }
  await update.database();
  return update.log;
}

/** False where the service was removed meanwhile. */
async function lockService(manager: EntityManager, { tenantId, serviceId }: UpdateScope): Promise<boolean> {
  await manager.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`catalog:${serviceId}`]);
  const found = (await manager.query("select 1 from data_service where tenant_id = $1 and id = $2 for key share", [
    tenantId,
    serviceId,
  ])) as unknown[];
  return found.length > 0;
}

/** Before any of them is written, and in the order in which everybody locks tables: they are written in that of their names. */
async function lockTablesOf(manager: EntityManager, { tenantId, serviceId }: UpdateScope, database: string) {
  await manager.query(
    `select 1 from catalog_table t
     join catalog_schema s on s.id = t.schema_id
     join catalog_database d on d.id = s.database_id
     where t.tenant_id = $1 and d.tenant_id = $1 and d.service_id = $2 and d.name = $3
     order by t.id for no key update of t`,
    [tenantId, serviceId, database],
  );
}

class Update {
  readonly log = new ChangeLog();
  private readonly writer: CatalogWriter;
  private readonly fqn: Fqn;

  constructor(
    private readonly manager: EntityManager,
    private readonly scope: UpdateScope,
    private readonly described: DescribedDatabase,
    private readonly write: boolean,
  ) {
    this.writer = new CatalogWriter(manager, scope.tenantId, scope.readAt);
    this.fqn = [scope.serviceName, described.name];
  }

  async database(): Promise<void> {
    const { name, comment, present } = this.described;
    const { serviceId, readAt } = this.scope;
    const known = await storedDatabase(this.manager, serviceId, readAt, name);
    if (!present && (!known || known.gone)) return;
    if (known?.later && (known.gone || !present)) return;
    const id = known?.id ?? newId();
    const own = !known?.later; // a later reading may have been of other schemas: those of ours are still to be looked at
    if (!present) this.log.add({ fqn: this.fqn, kind: CatalogChangeKind.GONE, what: "database" });
    else if (own) this.reportContainer(this.fqn, "database", known, comment);
    if (this.write && own) {
      if (present) await this.writer.database(id, serviceId, name, comment);
      else await this.writer.gone("catalog_database", [id]);
    }
    await this.schemas(id);
  }

  private reportContainer(fqn: Fqn, what: string, known: StoredContainer | undefined, comment: string | null): void {
    if (!known || known.gone) this.log.add({ fqn, kind: CatalogChangeKind.ADDED, what });
    else if (known.comment !== comment) this.log.add({ fqn, kind: CatalogChangeKind.CHANGED, what: "comment" });
  }

  private async schemas(databaseId: string): Promise<void> {
    const { schemas, onlySchemas } = this.described;
    const stored = await storedSchemas(this.manager, databaseId, this.scope.readAt);
    const wanted = (name: string) => onlySchemas === null || onlySchemas.includes(name);
    const there = schemas
      .filter(({ name }) => !stored.get(name)?.later)
      .map((schema): SchemaToWrite => ({ ...schema, id: stored.get(schema.name)?.id ?? newId() }));
    for (const { name, comment } of there)
      this.reportContainer([...this.fqn, name], "schema", stored.get(name), comment);
    const names = new Set(schemas.map(({ name }) => name));
    const lost = [...stored.values()].filter(
      ({ name, gone, later }) => !gone && !later && wanted(name) && !names.has(name),
    );
    for (const { name } of lost) {
      this.log.add({ fqn: [...this.fqn, name], kind: CatalogChangeKind.GONE, what: "schema" });
    }
    if (this.write) {
      await this.writer.schemas(databaseId, there);
      await this.writer.gone(
        "catalog_schema",
        lost.map(({ id }) => id),
      );
    }
    const schemaIds = new Map(there.map(({ name, id }) => [name, id]));
    await this.lostTables([...schemaIds.values(), ...lost.map(({ id }) => id)]);
    const tables = this.described.tables.filter(({ schema }) => schemaIds.has(schema));
    for (let at = 0; at < tables.length; at += CHUNK) {
      await this.tables(databaseId, schemaIds, tables.slice(at, at + CHUNK));
    }
  }

  private async lostTables(schemaIds: readonly string[]): Promise<void> {
    const there = new Set(this.described.tables.map(({ schema, name }) => tableKey(schema, name)));
    const stored = await storedTableNames(this.manager, schemaIds);
    const lost = stored.filter(({ schema, name }) => !there.has(tableKey(schema, name)));
    for (const { schema, name, kind } of lost) {
      this.log.add({ fqn: [...this.fqn, schema, name], kind: CatalogChangeKind.GONE, what: wordsOf(kind) });
    }
    if (this.write)
      await this.writer.gone(
        "catalog_table",
        lost.map(({ id }) => id),
      );
  }

  private async tables(databaseId: string, schemaIds: ReadonlyMap<string, string>, tables: readonly DescribedTable[]) {
    const stored = await storedTables(this.manager, databaseId, tables);
    const tableRows: TableToWrite[] = [];
    const columnRows: ColumnOfTable[] = [];
    const goneColumns: string[] = [];
    for (const table of tables) {
      const known = stored.get(tableKey(table.schema, table.name));
      const id = known?.id ?? newId();
      const differences = compareTable([...this.fqn, table.schema, table.name], known, table);
      this.log.add(...differences.changes);
      if (differences.write) tableRows.push({ ...table, id, schemaId: schemaIds.get(table.schema)! });
      for (const column of differences.columns.write) {
        columnRows.push({ ...column, id: column.id ?? newId(), tableId: id });
      }
      goneColumns.push(...differences.columns.goneIds);
    }
    if (!this.write) return;
    await this.writer.tables(tableRows);
    await this.writer.gone("catalog_column", goneColumns);
    await this.writer.columns(columnRows);
  }
}
