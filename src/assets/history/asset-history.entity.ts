import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TableAsset } from "../catalog/table.entity.js";
import type { ProposedChangeKind } from "../changes/change.model.js";

/**
 * One change of what the catalog holds of a table or column: a tag, a text, a rule. Whoever changes such a thing holds the
 * row lock of its table (`lockTables`), so that a table's changes have one order.
 */
@Entity("asset_history")
@Index("asset_history_of_asset", ["assetId", "sequence"])
@Index("asset_history_of_table", ["tableId", "sequence"])
@Index("asset_history_of_change", ["changeId"], { where: "(change_id IS NOT NULL)" })
export class AssetHistory {
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => TableAsset, { name: "asset_history_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  /** The table or the column. */
  @Column("uuid", { name: "asset_id" })
  assetId: string;

  @Column("text")
  kind: ProposedChangeKind;

  /** What tells things of one kind apart: a tag's name, a rule's signature. */
  @Column({ type: "text", collation: "C" })
  name: string;

  @Column({ type: "bigint", generated: "identity", generatedIdentity: "ALWAYS" })
  sequence: string;

  /** All that is needed to put it back; null where there was nothing. */
  @Column("jsonb", { nullable: true })
  before: object | null;

  /** Null where there is nothing any more. */
  @Column("jsonb", { nullable: true })
  after: object | null;

  /** The run whose result it was; null where a person wrote it. */
  @Column("uuid", { name: "run_id", nullable: true })
  runId: string | null;

  /** Who wrote, approved or reset it; null where a run saved it itself. */
  @Column("text", { name: "client_id", nullable: true })
  clientId: string | null;

  /** The proposed change that was saved. */
  @Column("uuid", { name: "change_id", nullable: true })
  changeId: string | null;

  /** The entry that a reset took back. */
  @Column("uuid", { name: "reverts_id", nullable: true })
  revertsId: string | null;

  @Column("timestamptz", { name: "occurred_at" })
  occurredAt: Date;
}
