import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TableAsset } from "../catalog/table.entity.js";
import type { Justification, Origin, ProposedChangeKind } from "../changes/change.model.js";

const KEY = { primaryKeyConstraintName: "asset_annotation_pk" };

/** What is saved of a table or column besides its structure: a tag, a description … */
@Entity("asset_annotation")
@Index("asset_annotation_of_table", ["tableId"])
export class Annotation {
  /** The table or the column. */
  @PrimaryColumn("uuid", { name: "asset_id", ...KEY })
  assetId: string;

  @PrimaryColumn("text", KEY)
  kind: ProposedChangeKind;

  /** The tag; empty for the kinds of which an asset has one. */
  @PrimaryColumn({ type: "text", collation: "C", ...KEY })
  name: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => TableAsset, { name: "asset_annotation_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  /** Null: a person said that there is nothing, and no run puts anything in its place. */
  @Column("text", { nullable: true })
  value: string | null;

  @Column("double precision")
  confidence: number;

  @Column("jsonb")
  justification: Justification;

  @Column("text")
  origin: Origin;

  @Column("uuid", { name: "run_id", nullable: true })
  runId: string | null;

  /** The person's client, for what a person wrote. */
  @Column("text", { name: "client_id", nullable: true })
  clientId: string | null;

  @Column("timestamptz", { name: "changed_at" })
  changedAt: Date;
}
