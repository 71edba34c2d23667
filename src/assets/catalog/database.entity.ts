import { ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { AssetKind } from "../asset-kind.js";
import { DataAsset } from "../data-asset.js";

@ObjectType("Database", { implements: DataAsset, description: "A database of a data service." })
@Entity("catalog_database")
@Unique("catalog_database_name", ["serviceId", "name"])
export class DatabaseAsset extends DataAsset {
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey("data_service", { name: "catalog_database_service", onDelete: "CASCADE" })
  @Column("uuid", { name: "service_id" })
  serviceId: string;

  @Column({ type: "text", collation: "C" })
  name: string;

  @Column("text", { nullable: true })
  comment: string | null;

  @Column("timestamptz", { name: "first_seen_at" })
  firstSeenAt: Date;

  @Column("timestamptz", { name: "last_seen_at" })
  lastSeenAt: Date;

  /** Since when the source does not have it any more; such an asset is not shown, and comes back with its id. */
  @Column("timestamptz", { name: "gone_at", nullable: true })
  goneAt: Date | null;

  fqn: Fqn;
  readonly kind = AssetKind.DATABASE;
}
