import { IsOptional, IsString } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { Origin } from "../../assets/changes/change.model.js";
import { AssetFqn, DateTime } from "../../platform/scalars.js";
import { DqDimension, DqRuleKind, DqSeverity } from "../rule.model.js";
import { DqRuleStatus } from "./rule.entity.js";
import { DqViolationStatus } from "./violation.entity.js";

const ASSET = "About this asset or one that lies under it: a service, database, schema, table or column.";

@InputType({ description: "Which rules to list; all conditions must hold." })
export class DqRuleFilter {
  @Field(() => AssetFqn, { nullable: true, description: ASSET })
  assetFqn?: string | null;

  @IsOptional()
  @IsString()
  @Field(() => String, { nullable: true, description: "About one column of this name." })
  column?: string | null;

  @Field(() => [DqRuleKind], { nullable: true, description: "Of one of these kinds." })
  kinds?: DqRuleKind[] | null;

  @Field(() => [DqDimension], { nullable: true, description: "Of one of these dimensions." })
  dimensions?: DqDimension[] | null;

  @Field(() => [DqSeverity], { nullable: true, description: "Of one of these severities." })
  severities?: DqSeverity[] | null;

  @Field(() => [DqRuleStatus], { nullable: true, description: "In one of these statuses; in any when absent." })
  statuses?: DqRuleStatus[] | null;

  @Field(() => [Origin], { nullable: true, description: "Written by one of these." })
  origins?: Origin[] | null;

  @Field(() => Boolean, { nullable: true, description: "True: with an open violation. False: without." })
  failing?: boolean | null;
}

@InputType({ description: "Which violations to list; all conditions must hold." })
export class DqViolationFilter {
  @Field(() => AssetFqn, { nullable: true, description: ASSET })
  assetFqn?: string | null;

  @Field(() => DqViolationStatus, { nullable: true, description: "Of this status; of any when absent." })
  status?: DqViolationStatus | null;

  @Field(() => [DqSeverity], { nullable: true, description: "Of rules of one of these severities." })
  severities?: DqSeverity[] | null;

  @Field(() => [DqDimension], { nullable: true, description: "Of rules of one of these dimensions." })
  dimensions?: DqDimension[] | null;

  @Field(() => ID, { nullable: true, description: "Of this rule." })
  ruleId?: string | null;

  @Field(() => Boolean, { nullable: true, description: "True: acknowledged. False: not." })
  acknowledged?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: "Opened at this time or later." })
  openedFrom?: Date | null;

  @Field(() => DateTime, { nullable: true, description: "Opened before this time." })
  openedBefore?: Date | null;
}
