import type { DataAsset } from "../data-asset.js";
import { ColumnAsset } from "./column.entity.js";
import { DatabaseAsset } from "./database.entity.js";
import { SchemaAsset } from "./schema.entity.js";
import { TableAsset } from "./table.entity.js";

interface Level {
  readonly entity: new () => DataAsset;
  readonly table: string;
  readonly alias: string;
  /** Column that holds the id of the level above. */
  readonly parent: string;
}

/** The levels of the catalog below the data services. */
export const CATALOG_LEVELS = [
  { entity: DatabaseAsset, table: "catalog_database", alias: "d", parent: "service_id" },
  { entity: SchemaAsset, table: "catalog_schema", alias: "n", parent: "database_id" },
  { entity: TableAsset, table: "catalog_table", alias: "t", parent: "schema_id" },
  { entity: ColumnAsset, table: "catalog_column", alias: "c", parent: "table_id" },
] as const satisfies readonly Level[];

/** The joins from `data_service s` down to a level, by names; what is gone from its source is not there. */
export function joinedBelow(depth: number, nameAt: (level: number) => string): string {
  let above = "s";
  const joins = CATALOG_LEVELS.slice(0, depth).map(({ table, alias, parent }, index) => {
    const on = `${alias}.${parent} = ${above}.id and ${alias}.name = ${nameAt(index + 1)} and ${alias}.gone_at is null`;
    above = alias;
    return `join ${table} ${alias} on ${on}`;
  });
  return joins.join(" ");
}

export const aliasAt = (depth: number): string => (depth === 0 ? "s" : CATALOG_LEVELS[depth - 1]!.alias);
