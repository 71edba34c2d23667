import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { AssetFqn, DateTime } from "../../platform/scalars.js";
import { TableAsset } from "../catalog/table.entity.js";
import { ProposedChangeKind } from "../changes/change.model.js";

/**
 * One change of what the catalog holds of a table or column: a tag, a text, a rule. Whoever changes such a thing holds the
 * row lock of its table (`lockTables`), so that a table's changes have one order.
 */
@ObjectType("AssetHistoryEntry", {
  description:
    "One change of what the catalog holds of a table or column: a tag, a text or a rule that came, went or became another. What a run found again is none.",
})
@Entity("asset_history")
@Index("asset_history_of_asset", ["assetId", "sequence"])
@Index("asset_history_of_table", ["tableId", "sequence"])
@Index("asset_history_of_change", ["changeId"], { where: "(change_id IS NOT NULL)" })
export class AssetHistory {
  @Field(() => ID, { description: "Id of the entry." })
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

  @Field(() => ProposedChangeKind, { description: "What of the asset changed." })
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
  @Field(() => String, {
    nullable: true,
    description:
      "The client that wrote it, approved the run's result, or took a change back (`client_id` of its token); null where a run saved its results itself.",
  })
  @Column("text", { name: "client_id", nullable: true })
  clientId: string | null;

  /** The proposed change that was saved. */
  @Column("uuid", { name: "change_id", nullable: true })
  changeId: string | null;

  /** The entry that a reset took back. */
  @Field(() => ID, {
    name: "reverts",
    nullable: true,
    description: "The entry that a RESET took back by this one; null for all other changes.",
  })
  @Column("uuid", { name: "reverts_id", nullable: true })
  revertsId: string | null;

  @Field(() => DateTime, { description: "When it happened." })
  @Column("timestamptz", { name: "occurred_at" })
  occurredAt: Date;

  /** Of the asset, set where it is read for clients. */
  @Field(() => AssetFqn, { description: "The table or column." })
  targetFqn: Fqn;
}
