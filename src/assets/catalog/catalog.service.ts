import type { EntityManager } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { type Fqn, levelOf } from "../../platform/fqn.js";
import { loaderOf } from "../../platform/loader.js";
import type { Connection, PageArgs } from "../../platform/paging.js";
import type { AssetLevel } from "../asset-kind.js";
import type { DataAsset } from "../data-asset.js";
import type { DataService } from "../services/data-service.entity.js";
import { AssetPages } from "./asset-pages.js";
import { assetsByName } from "./assets-by-name.js";
import type { ColumnAsset } from "./column.entity.js";
import { columnsOfTables } from "./columns-of-tables.js";
import type { DatabaseAsset } from "./database.entity.js";
import { aliasAt, joinedBelow } from "./levels.js";
import type { SchemaAsset } from "./schema.entity.js";
import type { TableAsset } from "./table.entity.js";
import type { TableKind } from "./table-kind.js";

/** A table that a workflow may work on. */
export interface CatalogTable {
  readonly id: string;
  readonly fqn: Fqn;
  readonly serviceId: string;
  readonly kind: TableKind;
  readonly estimatedRows: number | null;
}

/** An asset that is there. */
export interface ResolvedAsset {
  readonly id: string;
  readonly kind: AssetLevel;
  readonly serviceId: string;
}

/** What is known of the tenants' sources. */
export class Catalog {
  private readonly pages: AssetPages;

  constructor(
    private readonly database: Database,
    cursors: Cursors,
  ) {
    this.pages = new AssetPages(database, cursors);
  }

  /** The asset of a name, exactly as it is written. The level SERVICE is a registered data service. */
  async resolve(manager: EntityManager, tenantId: string, fqn: Fqn): Promise<ResolvedAsset | undefined> {
    const depth = fqn.length - 1;
    const [row] = (await manager.query(
      `select ${aliasAt(depth)}.id, s.id as "serviceId" from data_service s ${joinedBelow(depth, (level) => `$${level + 2}`)}
       where s.tenant_id = $1 and s.name = $2`,
      [tenantId, ...fqn],
    )) as { id: string; serviceId: string }[];
    return row && { ...row, kind: levelOf(fqn) };
  }

  /** The first of some names that is not there; undefined where all are. */
  async missing(manager: EntityManager, tenantId: string, names: readonly Fqn[]): Promise<Fqn | undefined> {
    const found = await assetsByName(manager, tenantId, names);
    return names.find((_, index) => !found[index]);
  }

  /** Names of a service's databases that are there as far as the catalog knows. */
  async databaseNames(manager: EntityManager, tenantId: string, serviceId: string): Promise<string[]> {
    const rows = (await manager.query(
      "select name from catalog_database where tenant_id = $1 and service_id = $2 and gone_at is null order by name",
      [tenantId, serviceId],
    )) as { name: string }[];
    return rows.map(({ name }) => name);
  }

  /**
   * The tables of a service, database or schema, or the one table, ordered by name. Partitions are left out, since the
   * partitioned table has their rows, unless one is named itself.
   */
  async tablesUnder(manager: EntityManager, tenantId: string, fqn: Fqn): Promise<CatalogTable[]> {
    const [service, database = null, schema = null, table = null, column] = fqn;
    if (column !== undefined) return [];
    const rows = (await manager.query(
      `select t.id, s.id as "serviceId", t.table_kind as kind, t.estimated_rows as "estimatedRows",
         d.name as database, n.name as schema, t.name
       from data_service s
       join catalog_database d on d.service_id = s.id and d.gone_at is null
       join catalog_schema n on n.database_id = d.id and n.gone_at is null
       join catalog_table t on t.schema_id = n.id and t.gone_at is null
       where s.tenant_id = $1 and s.name = $2
         and ($3::text is null or d.name = $3) and ($4::text is null or n.name = $4)
         and (case when $5::text is null then t.partition_of is null else t.name = $5 end)
       order by d.name, n.name, t.name`,
      [tenantId, service, database, schema, table],
    )) as (Omit<CatalogTable, "fqn"> & { database: string; schema: string; name: string })[];
    return rows.map(({ database, schema, name, ...row }) => ({ ...row, fqn: [service, database, schema, name] }));
  }

  /** The tables of some names that are there, partitions too, ordered by name; each once. */
  async tablesNamed(manager: EntityManager, tenantId: string, names: readonly Fqn[]): Promise<CatalogTable[]> {
    const part = (level: number) => names.map((fqn) => fqn[level]);
    const rows = (await manager.query(
      `select distinct t.id, s.id as "serviceId", t.table_kind as kind, t.estimated_rows as "estimatedRows",
         s.name as service, d.name as database, n.name as schema, t.name
       from unnest($2::text[], $3::text[], $4::text[], $5::text[]) as wanted (name0, name1, name2, name3)
       join data_service s on s.tenant_id = $1 and s.name = wanted.name0 ${joinedBelow(3, (level) => `wanted.name${level}`)}
       order by s.name, d.name, n.name, t.name`,
      [tenantId, part(0), part(1), part(2), part(3)],
    )) as (Omit<CatalogTable, "fqn"> & { service: string; database: string; schema: string; name: string })[];
    return rows.map(({ service, database, schema, name, ...row }) => ({
      ...row,
      fqn: [service, database, schema, name],
    }));
  }

  /** The asset of a name for an answer, null where there is none that the tenant may see. */
  find(ctx: RequestContext, fqn: Fqn): Promise<DataAsset | null> {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, "catalog:asset", (names: readonly Fqn[]) =>
      this.database.tenant(tenantId, (manager) => assetsByName(manager, tenantId, names)),
    ).load(fqn);
  }

  databases(ctx: RequestContext, service: DataService, args: PageArgs): Promise<Connection<DatabaseAsset>> {
    return this.pages.load(ctx, 1, service, args);
  }

  schemas(ctx: RequestContext, database: DatabaseAsset, args: PageArgs): Promise<Connection<SchemaAsset>> {
    return this.pages.load(ctx, 2, database, args);
  }

  tables(ctx: RequestContext, schema: SchemaAsset, args: PageArgs): Promise<Connection<TableAsset>> {
    return this.pages.load(ctx, 3, schema, args);
  }

  /** All columns of a table, in its order. */
  columns(ctx: RequestContext, table: TableAsset): Promise<ColumnAsset[]> {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, "catalog:columns", (tables: readonly Pick<TableAsset, "id" | "fqn">[]) =>
      this.database.tenant(tenantId, (manager) => columnsOfTables(manager, tenantId, tables)),
    ).load({ id: table.id, fqn: table.fqn });
  }
}
