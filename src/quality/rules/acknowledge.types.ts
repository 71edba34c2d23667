import { ArrayMaxSize, ArrayMinSize, IsOptional } from "class-validator";
import { Field, ID, InputType, ObjectType } from "type-graphql";
import { IsPersonsText } from "../../assets/edits/persons-text.js";
import { UserError } from "../../platform/errors.js";
import { DqViolation } from "./violation.entity.js";

const MOST_IDS = 100;
const LONGEST_NOTE = 2000;

@InputType({ description: "Violations that somebody knows of." })
export class AcknowledgeViolationsInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_IDS)
  @Field(() => [ID], { description: `Their ids, 1 to ${MOST_IDS}.` })
  ids: string[];

  @IsOptional()
  @IsPersonsText(
    { longest: LONGEST_NOTE, lines: "many" },
    { message: `note must be of 1 to ${LONGEST_NOTE} characters, with no control characters but line breaks and tabs` },
  )
  @Field(() => String, {
    nullable: true,
    description: `What there is to say of them; at most ${LONGEST_NOTE} characters.`,
  })
  note?: string | null;
}

@ObjectType({ description: "What came of one violation's acknowledgement." })
export class AcknowledgeViolationResult {
  @Field(() => ID, { description: "The id that was asked for." })
  id: string;

  @Field(() => Boolean, { description: "True where this call acknowledged it." })
  acknowledged: boolean;

  @Field(() => DqViolation, { nullable: true, description: "The violation as it is now." })
  violation: DqViolation | null;

  @Field(() => UserError, { nullable: true, description: "Why it was not acknowledged." })
  userError: UserError | null;
}

@ObjectType({ description: "Answer to acknowledging violations." })
export class AcknowledgeViolationsPayload {
  @Field(() => [AcknowledgeViolationResult], { description: "One result for each id, in the order asked for." })
  results: AcknowledgeViolationResult[];

  @Field(() => [UserError], { description: "What is wrong with the input as a whole; nothing was acknowledged then." })
  userErrors: UserError[];
}
