import { Field, Int, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { WorkflowType } from "../workflows/workflow-type.js";
import { PipelineRun } from "./pipeline-run.entity.js";

@ObjectType("PipelineRunStep", { description: "A step of a pipeline run: a run of another workflow type." })
@Entity("pipeline_step")
export class PipelineStepRow {
  @ForeignKey(() => PipelineRun, { name: "pipeline_step_pipeline", onDelete: "CASCADE" })
  @PrimaryColumn("uuid", { name: "pipeline_run_id", primaryKeyConstraintName: "pipeline_step_pk" })
  pipelineRunId: string;

  @Field(() => Int, { description: "Its place in the pipeline, from 1; no step comes before one that it depends on." })
  @PrimaryColumn("integer", { primaryKeyConstraintName: "pipeline_step_pk" })
  ordinal: number;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Field(() => WorkflowType, { description: "What it does." })
  @Column("text", { name: "workflow_type" })
  workflowType: WorkflowType;

  @Field(() => [WorkflowType], {
    description: "Steps that must have ended well before it starts. Where one fails or is cancelled, so is this one.",
  })
  @Column("jsonb", { name: "depends_on" })
  dependsOn: WorkflowType[];

  @Field(() => [WorkflowType], { description: "Steps that must have ended before it starts, however they ended." })
  @Column("jsonb", { name: "waits_for" })
  waitsFor: WorkflowType[];

  /** Null where the step was left out. */
  @Column("uuid", { name: "run_id", nullable: true })
  runId: string | null;

  @Field(() => Boolean, {
    description:
      "Whether its run is one of an earlier pipeline run, which this one resumes: it was done there already.",
  })
  @Column("boolean")
  reused: boolean;

  /** The job that takes its run up was sent. */
  @Column("boolean", { default: false })
  released: boolean;

  @Field(() => String, { nullable: true, description: "Why it has no run; null where it has one." })
  @Column("text", { name: "left_out_reason", nullable: true })
  leftOutReason: string | null;
}
