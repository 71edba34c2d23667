import { connectionOf } from "../../platform/paging.js";
import { DatabaseAsset } from "./database.entity.js";
import { SchemaAsset } from "./schema.entity.js";
import { TableAsset } from "./table.entity.js";

export const DatabaseConnection = connectionOf("Database", () => DatabaseAsset);
export const DatabaseSchemaConnection = connectionOf("DatabaseSchema", () => SchemaAsset);
export const TableConnection = connectionOf("Table", () => TableAsset);
