import { Field, Float, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { AssetFqn, DateTime } from "../platform/scalars.js";
import { WorkflowType } from "../workflows/workflow-type.js";
import { Failure } from "./failure.js";
import { Label, WorkflowRunProgress } from "./run.types.js";
import { WorkflowRunStatus } from "./run-status.js";

@ObjectType({ description: "One execution of a workflow configuration on one asset." })
@Entity("workflow_run")
@Index("workflow_run_list", ["tenantId", "id"])
@Index("workflow_run_status", ["tenantId", "status", "id"])
@Index("workflow_run_started", ["tenantId", "startedAt"])
@Index("workflow_run_configuration", ["tenantId", "configurationId", "id"])
@Index("workflow_run_to_prune", { synchronize: false })
@Index("workflow_run_asset", { synchronize: false })
@Index("workflow_run_labels", { synchronize: false })
@Index("workflow_run_open", { synchronize: false })
@Index("workflow_run_pipeline", { synchronize: false })
export class WorkflowRun {
  @Field(() => ID, { description: "Id of the run (UUIDv7: ids sort by the time of creation)." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column("uuid", { name: "configuration_id" })
  configurationId: string;

  @Field(() => WorkflowType, { description: "What the run does." })
  @Column("text", { name: "workflow_type" })
  workflowType: WorkflowType;

  @Field(() => AssetFqn, { nullable: true, description: "The asset that it works on." })
  @Column("text", { name: "asset_fqn" })
  assetFqn: string;

  @Field(() => WorkflowRunStatus, { description: "Where it is." })
  @Column("text")
  status: WorkflowRunStatus;

  @Column("jsonb")
  parameters: Record<string, unknown>;

  @Column("jsonb", { nullable: true })
  output: object | null;

  @Field(() => Boolean, { description: "Whether its results are saved without a manual approval." })
  @Column("boolean", { name: "save_all" })
  saveAll: boolean;

  @Field(() => [Label], { description: "Names and values that the client gave it." })
  @Column("jsonb")
  labels: Label[];

  @Field(() => DateTime, { description: "When it was started (created)." })
  @Column("timestamptz", { name: "started_at" })
  startedAt: Date;

  @Field(() => DateTime, { nullable: true, description: "When a worker took it up first." })
  @Column("timestamptz", { name: "picked_up_at", nullable: true })
  pickedUpAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it ended." })
  @Column("timestamptz", { name: "completed_at", nullable: true })
  completedAt: Date | null;

  @Field(() => Int, { description: "1, and one more each time a worker of the run was lost." })
  @Column("integer", { default: 1 })
  attempt: number;

  @Column("integer", { name: "total_tasks", nullable: true })
  totalTasks: number | null;

  @Column("integer", { name: "succeeded_tasks", default: 0 })
  succeededTasks: number;

  @Column("integer", { name: "failed_tasks", default: 0 })
  failedTasks: number;

  @Column("integer", { name: "skipped_tasks", default: 0 })
  skippedTasks: number;

  @Field(() => Failure, { nullable: true, description: "Why it failed." })
  @Column("jsonb", { nullable: true })
  failure: Failure | null;

  @Column("uuid", { name: "retry_of_id", nullable: true })
  retryOfId: string | null;

  /** Of a pipeline's run itself and of the runs of its steps. */
  @Column("uuid", { name: "pipeline_run_id", nullable: true })
  pipelineRunId: string | null;

  /** It plans these targets only: a retry from failure, or a step of a pipeline that was narrowed to some tables. */
  @Column("jsonb", { name: "only_targets", nullable: true })
  onlyTargets: string[] | null;

  @Column("integer", { name: "transition_sequence", default: 0 })
  transitionSequence: number;

  @Column("bigint", { name: "event_sequence", default: 0 })
  eventSequence: string;

  /** Its events are gone but for the transitions: it ended longer ago than they are kept. */
  @Column("boolean", { name: "events_pruned", default: false })
  eventsPruned: boolean;

  @Field(() => String, { description: "The client that started it (`client_id` of its token)." })
  @Column("text", { name: "created_by_client_id" })
  createdByClientId: string;

  @Field(() => Float, { nullable: true, description: "Seconds from its start to its end." })
  get durationSeconds(): number | null {
    return this.completedAt ? (this.completedAt.getTime() - this.startedAt.getTime()) / 1000 : null;
  }

  @Field(() => WorkflowRunProgress, { description: "How far it is. attempted = succeeded + failed + skipped." })
  get progress(): WorkflowRunProgress {
    const { succeededTasks: succeeded, failedTasks: failed, skippedTasks: skipped, totalTasks: total } = this;
    return { total, attempted: succeeded + failed + skipped, succeeded, failed, skipped };
  }
}
