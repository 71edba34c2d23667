import type { EntityManager } from "typeorm";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { type Fqn, levelOf } from "../../platform/fqn.js";
import type { AssetLevel } from "../asset-kind.js";
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

/** Each level joined to the one above, by bound names; what is gone from its source is not there. */
const LEVELS = [
  "data_service s",
  "join catalog_database d on d.service_id = s.id and d.name = $3 and d.gone_at is null",
  "join catalog_schema n on n.database_id = d.id and n.name = $4 and n.gone_at is null",
  "join catalog_table t on t.schema_id = n.id and t.name = $5 and t.gone_at is null",
  "join catalog_column c on c.table_id = t.id and c.name = $6 and c.gone_at is null",
];
const ALIASES = ["s", "d", "n", "t", "c"];

/** What is known of the tenants' sources. */
export class Catalog {
  constructor(
    protected readonly database: Database,
    protected readonly cursors: Cursors,
  ) {}

  /** The asset of a name, exactly as it is written. The level SERVICE is a registered data service. */
  async resolve(manager: EntityManager, tenantId: string, fqn: Fqn): Promise<ResolvedAsset | undefined> {
    const [row] = (await manager.query(
      `select ${ALIASES[fqn.length - 1]}.id, s.id as "serviceId" from ${LEVELS.slice(0, fqn.length).join(" ")}
       where s.tenant_id = $1 and s.name = $2`,
      [tenantId, ...fqn],
    )) as { id: string; serviceId: string }[];
    return row && { ...row, kind: levelOf(fqn) };
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
}
