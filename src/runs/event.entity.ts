import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { WorkflowRun } from "./run.entity.js";

export type RunEventKind = "STATUS" | "PROGRESS" | "TASK_PROGRESS" | "TASK" | "LOG";

/** A row of a run's own log: transitions, progress, ends of tasks, notes. `sequence` has no gap. */
@Entity("workflow_run_event")
export class WorkflowRunEventRow {
  @ForeignKey(() => WorkflowRun, { name: "workflow_run_event_run", onDelete: "CASCADE" })
  @PrimaryColumn("uuid", { name: "run_id", primaryKeyConstraintName: "workflow_run_event_pk" })
  runId: string;

  @PrimaryColumn("bigint", { primaryKeyConstraintName: "workflow_run_event_pk" })
  sequence: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column("text")
  kind: RunEventKind;

  @Column("jsonb")
  payload: Record<string, unknown>;

  @Column("timestamptz", { name: "occurred_at" })
  occurredAt: Date;
}
