import { Field, ID, ObjectType } from "type-graphql";
import { Column, Entity, Index, PrimaryColumn } from "typeorm";
import { DateTime } from "../platform/scalars.js";
import type { DqSeverity } from "../quality/rule.model.js";
import type { WorkflowRunStatus } from "../runs/run-status.js";
import { OverlapPolicy } from "./overlap-policy.js";

export type TriggerEventKind = "RUN_COMPLETED" | "TABLE_CHANGED" | "RULE_FAILED";

@ObjectType({ description: "Starts a run of its configuration when something happens." })
@Entity("workflow_trigger")
@Index("workflow_trigger_of_configuration", ["tenantId", "configurationId", "id"])
export class WorkflowTrigger {
  @Field(() => ID, { description: "Id of the trigger." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column("uuid", { name: "configuration_id" })
  configurationId: string;

  @Column("text", { name: "event_kind" })
  eventKind: TriggerEventKind;

  /** RUN_COMPLETED: runs of which configuration, and how they end. */
  @Column("uuid", { name: "source_configuration_id", nullable: true })
  sourceConfigurationId: string | null;

  @Column("text", { array: true, nullable: true })
  statuses: WorkflowRunStatus[] | null;

  /** TABLE_CHANGED, RULE_FAILED: at or under which asset; the parts of its name. */
  @Column("text", { array: true, nullable: true })
  asset: string[] | null;

  @Column("text", { name: "minimum_severity", nullable: true })
  minimumSeverity: DqSeverity | null;

  @Column("uuid", { name: "rule_id", nullable: true })
  ruleId: string | null;

  @Field(() => Boolean, { description: "Whether it fires." })
  @Column("boolean")
  enabled: boolean;

  @Field(() => OverlapPolicy, { description: "What happens when its last run is still under way." })
  @Column("text", { name: "overlap_policy" })
  overlapPolicy: OverlapPolicy;

  @Field(() => Boolean, { description: "Whether its runs save their results without a manual approval." })
  @Column("boolean", { name: "save_all" })
  saveAll: boolean;

  @Field(() => String, { description: "The client that made or changed it last; its runs are that client's." })
  @Column("text", { name: "client_id" })
  clientId: string;

  /** Only what has a later place in the tenant's feed is its business: it was made or enabled then. */
  @Column("bigint")
  since: string;

  @Field(() => DateTime, { description: "When it was made." })
  @Column("timestamptz", { name: "created_at" })
  createdAt: Date;

  @Field(() => DateTime, { description: "When it was changed last." })
  @Column("timestamptz", { name: "updated_at" })
  updatedAt: Date;
}
