import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { WorkflowRun } from "../runs/run.entity.js";

@ObjectType({
  description:
    "A run that runs other workflows as its steps, in the order in which they depend on each other. It has the status, the times and the progress of that run.",
})
@Entity("pipeline_run")
@Unique("pipeline_run_of_run", ["runId"])
export class PipelineRun {
  @Field(() => ID, { description: "Id of the pipeline run; it is not that of its workflow run." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  /** The run that stands for the whole. */
  @ForeignKey(() => WorkflowRun, { name: "pipeline_run_parent", onDelete: "CASCADE" })
  @Column("uuid", { name: "run_id" })
  runId: string;
}
