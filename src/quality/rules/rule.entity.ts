import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import { Justification, Origin } from "../../assets/changes/change.model.js";
import { MaskedWithoutDataRead } from "../../platform/mask.js";
import { DateTime } from "../../platform/scalars.js";
import { DqDimension, DqRuleKind, DqSeverity, type RuleDefinition } from "../rule.model.js";

export enum DqRuleStatus {
  ACTIVE = "ACTIVE",
  PAUSED = "PAUSED",
  ARCHIVED = "ARCHIVED",
}
registerEnumType(DqRuleStatus, {
  name: "DqRuleStatus",
  description: "Whether a rule is executed.",
  valuesConfig: {
    ACTIVE: { description: "Each run that executes rules of its table executes it." },
    PAUSED: { description: "A person paused it: it is not executed, and runs leave it as it is." },
    ARCHIVED: {
      description: "A later run did not find it any more, or a person put it away. It is kept for its history.",
    },
  },
});

@ObjectType({ description: "What is asked of the data of a table or column, again and again." })
@Entity("dq_rule")
@Unique("dq_rule_signature", ["tableId", "signature"])
@Index("dq_rule_of_tenant", ["tenantId", "id"])
export class DqRule {
  @Field(() => ID, { description: "Id of the rule." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => TableAsset, { name: "dq_rule_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  @Field(() => String, {
    name: "column",
    nullable: true,
    description: "The column that it is about; null where it is about several, or about the table.",
  })
  @Column({ type: "text", collation: "C", name: "column_name", nullable: true })
  columnName: string | null;

  @Field(() => String, { description: "What it asks for, for people. Masked without the scope data:read." })
  @MaskedWithoutDataRead()
  @Column("text")
  name: string;

  @Column("jsonb")
  definition: RuleDefinition;

  /** What tells a table's rules apart: the same one found again is the same rule. */
  @Column({ type: "text", collation: "C" })
  signature: string;

  @Field(() => DqDimension, { description: "The dimension of quality that it measures." })
  @Column("text")
  dimension: DqDimension;

  @Field(() => DqSeverity, { description: "How bad it is when it fails." })
  @Column("text")
  severity: DqSeverity;

  @Field(() => Float, { description: "The share of the checked rows that must hold, 0 to 1; 1 for all." })
  @Column("double precision")
  threshold: number;

  @Field(() => String, {
    description: "A SELECT that gives `rows_checked` and `rows_failing`. Masked without the scope data:read.",
  })
  @MaskedWithoutDataRead()
  @Column("text")
  sql: string;

  @Field(() => DqRuleStatus, { description: "Whether it is executed." })
  @Column("text")
  status: DqRuleStatus;

  @Field(() => Origin, { description: "Who wrote it." })
  @Column("text")
  origin: Origin;

  @Field(() => Float, { description: "How sure the run was that it is right, 0 to 1; 1 for a person's." })
  @Column("double precision")
  confidence: number;

  @Field(() => Justification, { description: "Why it is a rule." })
  @Column("jsonb")
  justification: Justification;

  @Field(() => ID, { nullable: true, description: "The latest run that found it; null for a person's." })
  @Column("uuid", { name: "run_id", nullable: true })
  runId: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The client of the person who wrote, changed, paused, archived or activated it last: runs leave such a rule alone. Null where only runs did.",
  })
  @Column("text", { name: "client_id", nullable: true })
  clientId: string | null;

  @Field(() => DateTime, { description: "When it was first saved." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, { description: "When it was last saved." })
  @Column("timestamptz", { name: "updated_at" })
  updatedAt: Date;

  @Field(() => DqRuleKind, { description: "What kind of rule it is." })
  get kind(): DqRuleKind {
    return this.definition.kind;
  }

  @Field(() => String, {
    name: "definition",
    description:
      "What it asks for in full, as JSON: kind, columns, bounds, values. Masked without the scope data:read.",
  })
  @MaskedWithoutDataRead()
  get definitionText(): string {
    return JSON.stringify(this.definition);
  }
}
