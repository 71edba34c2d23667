import { createUnionType, Field, ID, ObjectType } from "type-graphql";
import { AssetFqn } from "../platform/scalars.js";
import { DqSeverity } from "../quality/rule.model.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import type { WorkflowTrigger } from "./trigger.entity.js";

@ObjectType({ description: "A run of a configuration ends." })
export class RunCompletedEvent {
  /** Its field `configuration` is a resolver's. */
  configurationId: string;

  @Field(() => [WorkflowRunStatus], { description: "How it must end." })
  statuses: WorkflowRunStatus[];
}

@ObjectType({ description: "An ingestion that saves finds a table that is new, gone or described otherwise." })
export class TableChangedEvent {
  @Field(() => AssetFqn, { description: "The table, or what it lies under." })
  assetFqn: readonly string[];
}

@ObjectType({ description: "A run finds that rules of data quality don't hold." })
export class RuleFailedEvent {
  @Field(() => AssetFqn, {
    nullable: true,
    description: "Rules of this asset, or of what lies under it; null for all.",
  })
  assetFqn: readonly string[] | null;

  @Field(() => DqSeverity, { nullable: true, description: "Rules of this severity or a worse one; null for all." })
  minimumSeverity: DqSeverity | null;

  @Field(() => ID, { nullable: true, description: "This rule only; null for all." })
  ruleId: string | null;
}

export const WorkflowTriggerEvent = createUnionType({
  name: "WorkflowTriggerEvent",
  description: "What a trigger waits for. More kinds may come.",
  types: () => [RunCompletedEvent, TableChangedEvent, RuleFailedEvent] as const,
  resolveType: (event: object) => event.constructor as new () => object,
});

export function eventOf(trigger: WorkflowTrigger): RunCompletedEvent | TableChangedEvent | RuleFailedEvent {
  const { asset, minimumSeverity, ruleId, sourceConfigurationId, statuses } = trigger;
  switch (trigger.eventKind) {
    case "RUN_COMPLETED":
      return Object.assign(new RunCompletedEvent(), { configurationId: sourceConfigurationId!, statuses: statuses! });
    case "TABLE_CHANGED":
      return Object.assign(new TableChangedEvent(), { assetFqn: asset! });
    case "RULE_FAILED":
      return Object.assign(new RuleFailedEvent(), { assetFqn: asset, minimumSeverity, ruleId });
  }
}
