import { Length } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import { UserError } from "../platform/errors.js";
import { DateTime } from "../platform/scalars.js";
import { OverlapPolicy } from "./overlap-policy.js";

@InputType({ description: "When a configuration's runs are started by themselves; in place of the schedule it has." })
export class SetWorkflowScheduleInput {
  @Field(() => ID, { description: "The configuration. It, or its options, must name an asset." })
  configurationId: string;

  @Length(1, 200)
  @Field(() => String, {
    description:
      "Five fields: minute, hour, day of the month, month, day of the week, e.g. `30 2 * * MON-FRI`. Values, ranges, steps, lists, and names of months and days.",
  })
  cronExpression: string;

  @Length(1, 64)
  @Field(() => String, {
    defaultValue: "UTC",
    description: "The time zone whose clock it goes by, by its IANA name, e.g. `Europe/Berlin`.",
  })
  timezone: string;

  @Field(() => DateTime, { nullable: true, description: "It does not fire before this time." })
  startDate?: Date | null;

  @Field(() => Boolean, { defaultValue: true, description: "Whether it fires." })
  enabled: boolean;

  @Field(() => OverlapPolicy, {
    defaultValue: OverlapPolicy.SKIP,
    description: "What happens when its last run is still under way.",
  })
  overlapPolicy: OverlapPolicy;

  @Field(() => Boolean, { defaultValue: true, description: "Save the results without a manual approval." })
  saveAll: boolean;
}

@InputType({ description: "Which schedule to remove." })
export class RemoveWorkflowScheduleInput {
  @Field(() => ID, { description: "The configuration that has it." })
  configurationId: string;
}

@ObjectType({ description: "Answer to a change of a schedule." })
export class WorkflowSchedulePayload {
  @Field(() => WorkflowConfiguration, {
    nullable: true,
    description: "The configuration, with its schedule as it is now.",
  })
  workflowConfiguration: WorkflowConfiguration | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}

@ObjectType({ description: "When a schedule would fire that is not set yet." })
export class SchedulePreview {
  @Field(() => [DateTime], { description: "The next five times; empty where something is wrong." })
  times: Date[];

  @Field(() => [UserError], { description: "What is wrong with the arguments; empty when all is well." })
  userErrors: UserError[];
}
