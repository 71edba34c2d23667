import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { DateTime } from "../platform/scalars.js";
import { WorkflowRun } from "../runs/run.entity.js";

export enum ApprovalStatus {
  PENDING = "PENDING",
  APPROVED = "APPROVED",
  REJECTED = "REJECTED",
}
registerEnumType(ApprovalStatus, {
  name: "ApprovalStatus",
  description: "What people decided on a run's results.",
  valuesConfig: {
    PENDING: { description: "Something of it is undecided." },
    APPROVED: {
      description:
        "All is decided, and at least some of it saved to the catalog. Where the run saved its results itself, what a person's word stands against may be undecided.",
    },
    REJECTED: { description: "All is decided or superseded, and nothing of it saved." },
  },
});

@ObjectType({ description: "The decision on what a run found. Made when the run completes; at most one a run." })
@Entity("workflow_run_approval")
@Unique("workflow_run_approval_of_run", ["runId"])
@Index("workflow_run_approval_list", ["tenantId", "id"])
@Index("workflow_run_approval_status", ["tenantId", "status", "id"])
export class WorkflowRunApproval {
  @Field(() => ID, { description: "Id of the approval (UUIDv7: ids sort by time)." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => WorkflowRun, { name: "workflow_run_approval_run", onDelete: "CASCADE" })
  @Column("uuid", { name: "run_id" })
  runId: string;

  @Field(() => ApprovalStatus, { description: "What was decided." })
  @Column("text")
  status: ApprovalStatus;

  @Field(() => Boolean, {
    description: "Whether the run saved its results itself (`saveAll`), and nobody has reset that.",
  })
  @Column("boolean", { name: "auto_saved" })
  autoSaved: boolean;

  @Field(() => String, { nullable: true, description: "What the client that decided or reset last had to say." })
  @Column("text", { nullable: true })
  notes: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The client that decided or reset last (`client_id` of its token); null while nobody did, and where a later run did.",
  })
  @Column("text", { name: "decided_by_client_id", nullable: true })
  decidedByClientId: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was decided, reset or superseded last; null while it was not.",
  })
  @Column("timestamptz", { name: "decided_at", nullable: true })
  decidedAt: Date | null;

  @Column("uuid", { name: "superseded_by_run_id", nullable: true })
  supersededByRunId: string | null;

  @Field(() => DateTime, { description: "When the run completed." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, { description: "When it changed last." })
  @Column("timestamptz", { name: "updated_at" })
  updatedAt: Date;
}
