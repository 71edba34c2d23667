import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { DateTime } from "../platform/scalars.js";

export enum FiringOutcome {
  STARTED = "STARTED",
  SKIPPED = "SKIPPED",
  QUEUED = "QUEUED",
  FAILED = "FAILED",
}
registerEnumType(FiringOutcome, {
  name: "WorkflowFiringOutcome",
  description: "What came of a firing.",
  valuesConfig: {
    STARTED: { description: "A run was started." },
    SKIPPED: { description: "No run was to be started; `reason` says why." },
    QUEUED: { description: "It waits: it is about to start, or the last run is still under way." },
    FAILED: { description: "A run could not be created; `reason` says why." },
  },
});

export enum FiringCause {
  SCHEDULE = "SCHEDULE",
  TRIGGER = "TRIGGER",
}
registerEnumType(FiringCause, {
  name: "WorkflowFiringCause",
  description: "What made a configuration start a run.",
  valuesConfig: {
    SCHEDULE: { description: "A time of its schedule had come." },
    TRIGGER: { description: "What one of its triggers waits for has happened." },
  },
});

@ObjectType({ description: "One time that a schedule or trigger fired, and what came of it." })
@Entity("workflow_firing")
@Index("workflow_firing_history", ["configurationId", "id"])
@Index("workflow_firing_of_time", ["configurationId", "scheduledFor"], {
  unique: true,
  where: "(trigger_id IS NULL)",
})
@Index("workflow_firing_of_event", ["triggerId", "causedByRunId"], {
  unique: true,
  where: "(trigger_id IS NOT NULL)",
})
@Index("workflow_firing_of_run", { synchronize: false })
@Index("workflow_firing_queued", { synchronize: false })
@Index("workflow_firing_to_prune", ["firedAt"])
export class WorkflowFiring {
  @Field(() => ID, { description: "Id of the firing." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column("uuid", { name: "configuration_id" })
  configurationId: string;

  /** Null for the schedule. */
  @Column("uuid", { name: "trigger_id", nullable: true })
  triggerId: string | null;

  @Field(() => DateTime, { description: "The time of the schedule, or when the event happened." })
  @Column("timestamptz", { name: "scheduled_for" })
  scheduledFor: Date;

  @Field(() => DateTime, { description: "When it was noticed." })
  @Column("timestamptz", { name: "fired_at" })
  firedAt: Date;

  @Field(() => FiringOutcome, { description: "What came of it." })
  @Column("text")
  outcome: FiringOutcome;

  @Field(() => String, { nullable: true, description: "Why no run was started, or why it waits." })
  @Column("text", { nullable: true })
  reason: string | null;

  @Field(() => Int, {
    description: "Times of the schedule before this one that were missed, for which no run is made up; at most 1000.",
  })
  @Column("integer", { name: "missed_times", default: 0 })
  missedTimes: number;

  @Field(() => Int, { description: "How many triggers one after the other led to it; 0 for a schedule." })
  @Column("integer", { default: 0 })
  depth: number;

  @Column("uuid", { name: "caused_by_run_id", nullable: true })
  causedByRunId: string | null;

  /** While it is queued: the run whose end it waits for; null until it is looked at. */
  @Column("uuid", { name: "waits_for_run_id", nullable: true })
  waitsForRunId: string | null;

  @Column("uuid", { name: "run_id", nullable: true })
  runId: string | null;

  @Field(() => FiringCause, { description: "Whether the schedule or a trigger fired." })
  get cause(): FiringCause {
    return this.triggerId ? FiringCause.TRIGGER : FiringCause.SCHEDULE;
  }
}
