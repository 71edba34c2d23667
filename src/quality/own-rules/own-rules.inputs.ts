import { IsIn, IsNumber, IsOptional, IsPositive, Max, ValidateNested } from "class-validator";
import { Field, Float, ID, InputType } from "type-graphql";
import { IsPersonsText } from "../../assets/edits/persons-text.js";
import { AssetFqn } from "../../platform/scalars.js";
import { DqDimension, DqSeverity } from "../rule.model.js";
import { DqRuleStatus } from "../rules/rule.entity.js";
import { DqRuleInput } from "./dq-rule.input.js";

const LONGEST_NAME = 200;
const IsName = () =>
  IsPersonsText(
    { longest: LONGEST_NAME, lines: "one" },
    { message: `name must be one line of 1 to ${LONGEST_NAME} characters, with no control characters` },
  );
const NAME = `Short, for people: one line of at most ${LONGEST_NAME} characters.`;
const THRESHOLD = "The share of the checked rows that must hold, above 0, at most 1; 1 for all.";

/** A rule on a table, as it is tried or kept. */
@InputType()
abstract class RuleOfTableInput {
  @Field(() => AssetFqn, { description: "The table, e.g. `PostgreSQL.dvdrental.public.film`." })
  tableFqn: string;

  @ValidateNested()
  @Field(() => DqRuleInput, { description: "What it asks for." })
  rule: DqRuleInput;

  @IsNumber()
  @IsPositive()
  @Max(1)
  @Field(() => Float, { defaultValue: 1, description: THRESHOLD })
  threshold: number = 1;
}

@InputType({ description: "A rule to try." })
export class DryRunDqRuleInput extends RuleOfTableInput {}

@InputType({ description: "A rule of one's own." })
export class CreateDqRuleInput extends RuleOfTableInput {
  @IsOptional()
  @IsName()
  @Field(() => String, { nullable: true, description: `${NAME} Made from the rule when absent.` })
  name?: string | null;

  @Field(() => DqDimension, {
    nullable: true,
    description: "The dimension of quality that it measures; the one that is usual for its kind when absent.",
  })
  dimension?: DqDimension | null;

  @Field(() => DqSeverity, { defaultValue: DqSeverity.MEDIUM, description: "How bad it is when it fails." })
  severity: DqSeverity = DqSeverity.MEDIUM;
}

@InputType({ description: "What to change of a rule; what is absent stays." })
export class UpdateDqRuleInput {
  @Field(() => ID, { description: "The rule, a run's or a person's." })
  id: string;

  @IsOptional()
  @ValidateNested()
  @Field(() => DqRuleInput, {
    nullable: true,
    description: "What it asks for: of the same kind and about the same columns. Another is another rule.",
  })
  rule?: DqRuleInput | null;

  @IsOptional()
  @IsName()
  @Field(() => String, { nullable: true, description: NAME })
  name?: string | null;

  @Field(() => DqDimension, { nullable: true, description: "The dimension of quality that it measures." })
  dimension?: DqDimension | null;

  @Field(() => DqSeverity, { nullable: true, description: "How bad it is when it fails." })
  severity?: DqSeverity | null;

  @IsOptional()
  @IsNumber()
  @IsPositive()
  @Max(1)
  @Field(() => Float, { nullable: true, description: THRESHOLD })
  threshold?: number | null;
}

@InputType({ description: "Whether a rule is executed from now on." })
export class SetDqRuleStatusInput {
  @Field(() => ID, { description: "The rule, a run's or a person's." })
  id: string;

  @IsIn(Object.values(DqRuleStatus))
  @Field(() => DqRuleStatus, { description: "The status that it gets." })
  status: DqRuleStatus;
}
