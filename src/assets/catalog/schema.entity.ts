import { ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { AssetKind } from "../asset-kind.js";
import { DataAsset } from "../data-asset.js";
import { DatabaseAsset } from "./database.entity.js";

@ObjectType("DatabaseSchema", { implements: DataAsset, description: "A schema of a database." })
@Entity("catalog_schema")
@Unique("catalog_schema_name", ["databaseId", "name"])
export class SchemaAsset extends DataAsset {
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => DatabaseAsset, { name: "catalog_schema_database", onDelete: "CASCADE" })
  @Column("uuid", { name: "database_id" })
  databaseId: string;

  @Column({ type: "text", collation: "C" })
  name: string;

  @Column("text", { nullable: true })
  comment: string | null;

  @Column("timestamptz", { name: "first_seen_at" })
  firstSeenAt: Date;

  /** When it was read last, and with it all that is in it. */
  @Column("timestamptz", { name: "last_seen_at" })
  lastSeenAt: Date;

  @Column("timestamptz", { name: "gone_at", nullable: true })
  goneAt: Date | null;

  fqn: Fqn;
  readonly kind = AssetKind.SCHEMA;
}
