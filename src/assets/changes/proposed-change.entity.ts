import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { AssetFqn, DateTime } from "../../platform/scalars.js";
import { TableAsset } from "../catalog/table.entity.js";
import { Justification, Origin, ProposedChangeKind } from "./change.model.js";

export enum ChangeDecision {
  PENDING = "PENDING",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
  SUPERSEDED = "SUPERSEDED",
}
registerEnumType(ChangeDecision, {
  name: "ChangeDecision",
  description: "What became of a proposed change. More decisions may come: treat an unknown one as such.",
  valuesConfig: {
    PENDING: { description: "Nobody decided on it: the catalog is as it was." },
    APPROVED: { description: "Saved to the catalog." },
    REJECTED: { description: "A person did not want it: the catalog is as it was." },
    SUPERSEDED: {
      description:
        "Nobody decided on it before a later run of the same type looked at the table: decide on that one's.",
    },
  },
});

@ObjectType({
  description:
    "One thing that a run found: a tag, a description, a rule … `before` is what the catalog held when it was found, so equal texts mean that the run found again what was known.",
})
@Entity("proposed_change")
@Unique("proposed_change_place", ["runId", "tableFqn", "position"])
@Index("proposed_change_of_table", ["tableId"])
@Index("proposed_change_pending", ["tableId", "id"], { where: "(decision = 'PENDING'::text)" })
export class ProposedChange {
  @Field(() => ID, { description: "Id of the change." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column("uuid", { name: "run_id" })
  runId: string;

  @ForeignKey(() => TableAsset, { name: "proposed_change_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  @Column({ type: "text", collation: "C", name: "table_fqn" })
  tableFqn: string;

  /** Among the changes of its table, from 0. */
  @Column("integer")
  position: number;

  @Column("uuid", { name: "asset_id" })
  assetId: string;

  @Field(() => AssetFqn, { description: "The table or column that it is about." })
  @Column("text", { name: "target_fqn" })
  targetFqn: string;

  @Field(() => ProposedChangeKind, { description: "What of the asset it is about." })
  @Column("text")
  kind: ProposedChangeKind;

  @Column({ type: "text", collation: "C" })
  name: string;

  @Column("text", { nullable: true })
  before: string | null;

  @Column("text", { nullable: true })
  after: string | null;

  @Field(() => Float, { description: "How sure the run is, 0 to 1." })
  @Column("double precision")
  confidence: number;

  @Field(() => Justification, { description: "Why it is proposed." })
  @Column("jsonb")
  justification: Justification;

  @Field(() => Origin, { description: "Who wrote it." })
  @Column("text")
  origin: Origin;

  @Column("jsonb", { nullable: true })
  detail: object | null;

  @Field(() => ChangeDecision, { description: "What became of it." })
  @Column("text")
  decision: ChangeDecision;

  @Field(() => DateTime, {
    nullable: true,
    description: "When that was decided, or superseded; null while it is pending.",
  })
  @Column("timestamptz", { name: "decided_at", nullable: true })
  decidedAt: Date | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The client that decided (`client_id` of its token); null while nobody did, and where the run itself or a later run did.",
  })
  @Column("text", { name: "decided_by_client_id", nullable: true })
  decidedByClientId: string | null;

  @Column("uuid", { name: "superseded_by_run_id", nullable: true })
  supersededByRunId: string | null;
}
