import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { AssetFqn, DateTime } from "../platform/scalars.js";
import { Failure } from "./failure.js";
import { WorkflowRun } from "./run.entity.js";
import { TaskStatus } from "./run-status.js";

@ObjectType({ description: "One unit of a run's work: usually one table. Each is a job of its own." })
@Entity("workflow_run_task")
@Unique("workflow_run_task_ordinal", ["runId", "ordinal"])
@Index("workflow_run_task_waiting", { synchronize: false })
@Index("workflow_run_task_busy", { synchronize: false })
@Index("workflow_run_task_target", ["tenantId", "targetFqn"])
export class WorkflowRunTask {
  @Field(() => ID, { description: "Id of the task." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => WorkflowRun, { name: "workflow_run_task_run", onDelete: "CASCADE" })
  @Column("uuid", { name: "run_id" })
  runId: string;

  @Field(() => Int, { description: "Its place in the run's plan, from 1." })
  @Column("integer")
  ordinal: number;

  @Field(() => AssetFqn, { description: "What it is about." })
  @Column("text", { name: "target_fqn" })
  targetFqn: string;

  @Column("uuid", { name: "service_id" })
  serviceId: string;

  @Column("integer")
  connections: number;

  @Field(() => Float, { nullable: true, description: "Rows that the catalog expects." })
  @Column("double precision", { name: "estimated_rows", nullable: true })
  estimatedRows: number | null;

  @Field(() => TaskStatus, { description: "Where it is." })
  @Column("text")
  status: TaskStatus;

  /** Counts against the limits: its job is in the queue, or a worker is at it or has not let go of it yet. */
  @Column("boolean", { default: false })
  admitted: boolean;

  @Field(() => Int, { description: "How often a worker has taken it up." })
  @Column("integer", { default: 0 })
  attempt: number;

  /** Failures that were tried again. */
  @Column("integer", { default: 0 })
  tries: number;

  @Column("integer", { name: "worker_losses", default: 0 })
  workerLosses: number;

  @Column("text", { name: "worker_id", nullable: true })
  workerId: string | null;

  @Field(() => Float, { description: "How far it is, 0 to 1." })
  @Column("real", { default: 0 })
  progress: number;

  @Field(() => DateTime, { nullable: true, description: "When a worker took it up last." })
  @Column("timestamptz", { name: "started_at", nullable: true })
  startedAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it ended." })
  @Column("timestamptz", { name: "completed_at", nullable: true })
  completedAt: Date | null;

  @Field(() => Failure, { nullable: true, description: "Why it failed, or why it is tried again." })
  @Column("jsonb", { nullable: true })
  failure: Failure | null;

  @Field(() => String, { nullable: true, description: "Why it was skipped." })
  @Column("text", { name: "skip_reason", nullable: true })
  skipReason: string | null;

  /** May be large, and only the end of the run needs it. */
  @Column("jsonb", { nullable: true, select: false })
  result: object | null;

  @Field(() => Float, { nullable: true, description: "Seconds from its last start to its end." })
  get durationSeconds(): number | null {
    return this.startedAt && this.completedAt ? (this.completedAt.getTime() - this.startedAt.getTime()) / 1000 : null;
  }
}
