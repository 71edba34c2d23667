import { IsOptional, ValidateNested } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { UserError } from "../platform/errors.js";
import { OverlapPolicy } from "./overlap-policy.js";
import { WorkflowTrigger } from "./trigger.entity.js";
import { WorkflowTriggerEventInput } from "./trigger-event.inputs.js";

const OVERLAP = "What happens when its last run is still under way.";
const SAVE_ALL = "Save the results of its runs without a manual approval.";

@InputType({ description: "A new trigger of a configuration." })
export class CreateWorkflowTriggerInput {
  @Field(() => ID, { description: "The configuration that it starts. It, or its options, must name an asset." })
  configurationId: string;

  @ValidateNested()
  @Field(() => WorkflowTriggerEventInput, { description: "What it waits for." })
  event: WorkflowTriggerEventInput;

  @Field(() => Boolean, { defaultValue: true, description: "Whether it fires." })
  enabled: boolean;

  @Field(() => OverlapPolicy, { defaultValue: OverlapPolicy.SKIP, description: OVERLAP })
  overlapPolicy: OverlapPolicy;

  @Field(() => Boolean, { defaultValue: true, description: SAVE_ALL })
  saveAll: boolean;
}

@InputType({ description: "What to change of a trigger; what is absent stays." })
export class UpdateWorkflowTriggerInput {
  @Field(() => ID, { description: "The trigger." })
  id: string;

  @IsOptional()
  @ValidateNested()
  @Field(() => WorkflowTriggerEventInput, {
    nullable: true,
    description: "What it waits for, in place of the present event.",
  })
  event?: WorkflowTriggerEventInput | null;

  @Field(() => Boolean, { nullable: true, description: "Whether it fires." })
  enabled?: boolean | null;

  @Field(() => OverlapPolicy, { nullable: true, description: OVERLAP })
  overlapPolicy?: OverlapPolicy | null;

  @Field(() => Boolean, { nullable: true, description: SAVE_ALL })
  saveAll?: boolean | null;
}

@InputType({ description: "Which trigger to remove." })
export class RemoveWorkflowTriggerInput {
  @Field(() => ID, { description: "The trigger." })
  id: string;
}

@ObjectType({ description: "Answer to a change of a trigger." })
export class WorkflowTriggerPayload {
  @Field(() => WorkflowTrigger, {
    nullable: true,
    description: "The trigger as it is now; as it was, where it was removed.",
  })
  workflowTrigger: WorkflowTrigger | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}
