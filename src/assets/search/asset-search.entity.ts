import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TableAsset } from "../catalog/table.entity.js";

/**
 * What a table that is there is found by. Nobody writes it: triggers on all that it is made of do, in the same transaction
 * (migrations/1700000008000-asset-search.ts, 1700000014000-asset-search-flags.ts).
 */
@Entity("asset_search")
@Index("asset_search_fqn", { synchronize: false })
@Index("asset_search_found", { synchronize: false })
export class AssetSearchRow {
  @ForeignKey(() => TableAsset, { name: "asset_search_table", onDelete: "CASCADE" })
  @PrimaryColumn("uuid", { name: "table_id" })
  tableId: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column({ type: "text", collation: "C" })
  fqn: string;

  @Column("tsvector")
  words: string;

  @Column("text", { array: true })
  facts: string[];

  @Column({ type: "integer", default: 0 })
  flags: number;
}
