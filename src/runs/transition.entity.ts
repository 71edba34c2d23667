import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { DateTime } from "../platform/scalars.js";
import { WorkflowRun } from "./run.entity.js";
import { WorkflowRunStatus } from "./run-status.js";

@ObjectType({ description: "One change of a run's status. Rows of the log are never changed." })
@Entity("workflow_run_status_transition")
@Unique("workflow_run_status_transition_sequence", ["runId", "sequence"])
@Index("workflow_run_status_transition_pipeline", { synchronize: false })
export class WorkflowRunStatusTransition {
  @PrimaryColumn("text", { name: "tenant_id", primaryKeyConstraintName: "workflow_run_status_transition_pk" })
  tenantId: string;

  /** Place in the tenant's feed: the order of commit, without a gap. */
  @PrimaryColumn("bigint", { primaryKeyConstraintName: "workflow_run_status_transition_pk" })
  position: string;

  @ForeignKey(() => WorkflowRun, { name: "workflow_run_status_transition_run", onDelete: "CASCADE" })
  @Column("uuid", { name: "run_id" })
  runId: string;

  @Field(() => Int, { description: "1 for the run's first transition, one higher each time." })
  @Column("integer")
  sequence: number;

  @Field(() => WorkflowRunStatus, { nullable: true, description: "Status before; null for the first." })
  @Column("text", { name: "from_status", nullable: true })
  from: WorkflowRunStatus | null;

  @Field(() => WorkflowRunStatus, { description: "Status after." })
  @Column("text", { name: "to_status" })
  to: WorkflowRunStatus;

  @Field(() => DateTime, { description: "When it happened." })
  @Column("timestamptz", { name: "occurred_at" })
  occurredAt: Date;

  @Field(() => Int, { description: "The run's attempt from then on: 1, and one more for each worker that was lost." })
  @Column("integer")
  attempt: number;

  @Field(() => String, { nullable: true, description: "Why, where it is not plain." })
  @Column("text", { nullable: true })
  reason: string | null;

  @Column("uuid", { name: "configuration_id" })
  configurationId: string;

  @Column("text", { name: "asset_fqn" })
  assetFqn: string;

  @Column("uuid", { name: "pipeline_run_id", nullable: true })
  pipelineRunId: string | null;
}
