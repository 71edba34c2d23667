import { Field, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { DateTime } from "../platform/scalars.js";
import { OverlapPolicy } from "./overlap-policy.js";

@ObjectType({ description: "When runs of a configuration are started by themselves." })
@Entity("workflow_schedule")
@Index("workflow_schedule_due", { synchronize: false })
export class WorkflowSchedule {
  @PrimaryColumn("uuid", { name: "configuration_id" })
  configurationId: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Field(() => String, {
    description: "Minute, hour, day of the month, month, day of the week, e.g. `30 2 * * MON-FRI`.",
  })
  @Column("text", { name: "cron_expression" })
  cronExpression: string;

  @Field(() => String, { description: "The time zone whose clock it goes by, e.g. `Europe/Berlin`." })
  @Column("text")
  timezone: string;

  @Field(() => DateTime, { nullable: true, description: "It does not fire before this time." })
  @Column("timestamptz", { name: "start_date", nullable: true })
  startDate: Date | null;

  @Field(() => Boolean, { description: "Whether it fires." })
  @Column("boolean")
  enabled: boolean;

  @Field(() => OverlapPolicy, { description: "What happens when its last run is still under way." })
  @Column("text", { name: "overlap_policy" })
  overlapPolicy: OverlapPolicy;

  @Field(() => Boolean, { description: "Whether its runs save their results without a manual approval." })
  @Column("boolean", { name: "save_all" })
  saveAll: boolean;

  @Field(() => String, { description: "The client that set it; its runs are that client's." })
  @Column("text", { name: "client_id" })
  clientId: string;

  /** Null while it is not enabled. */
  @Column("timestamptz", { name: "next_fire_at", nullable: true })
  nextFireAt: Date | null;

  @Field(() => DateTime, { nullable: true, description: "When it fired last, whatever came of it." })
  @Column("timestamptz", { name: "last_fired_at", nullable: true })
  lastFiredAt: Date | null;

  @Field(() => DateTime, { description: "When it was set." })
  @Column("timestamptz", { name: "updated_at" })
  updatedAt: Date;
}
