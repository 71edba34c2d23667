import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import { DateTime } from "../../platform/scalars.js";
import { DqRule } from "./rule.entity.js";

export enum DqViolationStatus {
  OPEN = "OPEN",
  RESOLVED = "RESOLVED",
}
registerEnumType(DqViolationStatus, {
  name: "DqViolationStatus",
  description: "Whether something has to be done about it.",
  valuesConfig: {
    OPEN: { description: "The rule failed when it was last executed." },
    RESOLVED: { description: "The rule holds again, or is not asked any more: it was changed, paused or archived." },
  },
});

@ObjectType({ description: "A rule that fails, from the run that saw it first to the one that saw it hold again." })
@Entity("dq_violation")
@Index("dq_violation_history", ["tableId", "id"])
@Index("dq_violation_of_tenant", ["tenantId", "id"])
@Index("dq_violation_of_status", ["tenantId", "status", "id"])
@Index("dq_violation_open", ["ruleId"], { unique: true, where: "(status = 'OPEN'::text)" })
export class DqViolation {
  @Field(() => ID, { description: "Id of the violation (UUIDv7: ids sort by time)." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => DqRule, { name: "dq_violation_rule", onDelete: "CASCADE" })
  @Column("uuid", { name: "rule_id" })
  ruleId: string;

  @ForeignKey(() => TableAsset, { name: "dq_violation_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  @Field(() => DqViolationStatus, { description: "Whether it is open." })
  @Column("text")
  status: DqViolationStatus;

  @Field(() => DateTime, { description: "When the rule was first seen to fail." })
  @Column("timestamptz", { name: "opened_at" })
  openedAt: Date;

  @Index("dq_violation_opened_by")
  @Field(() => ID, { description: "The run that saw it first." })
  @Column("uuid", { name: "opened_by_run_id" })
  openedByRunId: string;

  @Field(() => DateTime, { description: "When the rule was last seen to fail." })
  @Column("timestamptz", { name: "last_seen_at" })
  lastSeenAt: Date;

  @Field(() => Float, { description: "Rows that failed then." })
  @Column("double precision", { name: "rows_failing" })
  rowsFailing: number;

  @Field(() => DateTime, { nullable: true, description: "When it was resolved; null while it is open." })
  @Column("timestamptz", { name: "resolved_at", nullable: true })
  resolvedAt: Date | null;

  @Field(() => ID, {
    nullable: true,
    description: "The run that resolved it; null while it is open, and where a person did.",
  })
  @Column("uuid", { name: "resolved_by_run_id", nullable: true })
  resolvedByRunId: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The client of the person who resolved it by changing, pausing or archiving the rule.",
  })
  @Column("text", { name: "resolved_by_client_id", nullable: true })
  resolvedByClientId: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When a person acknowledged it; null where nobody did. It stays acknowledged while it is seen again; the rule's next violation begins without.",
  })
  @Column("timestamptz", { name: "acknowledged_at", nullable: true })
  acknowledgedAt: Date | null;

  @Field(() => String, { nullable: true, description: "The client of the person who acknowledged it." })
  @Column("text", { name: "acknowledged_by_client_id", nullable: true })
  acknowledgedByClientId: string | null;

  @Field(() => String, { nullable: true, description: "What that person noted." })
  @Column("text", { name: "acknowledgement_note", nullable: true })
  acknowledgementNote: string | null;
}
