import { Field, Float, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.js";
import { MaskedWithoutDataRead } from "../../platform/mask.js";
import { DqExecutionError, DqExecutionStatus } from "../rules/execution.entity.js";
import { DqRule } from "../rules/rule.entity.js";

@ObjectType({ description: "What a rule came to when it was tried. Nothing of it is kept." })
export class DqRuleDryRun {
  @Field(() => DqExecutionStatus, { description: "How it ended, as an execution of the rule would." })
  status: DqExecutionStatus;

  @Field(() => Float, {
    nullable: true,
    description: "Rows that the rule asks something of; 1 for rules about the table as a whole. Null after an error.",
  })
  rowsChecked: number | null;

  @Field(() => Float, { nullable: true, description: "Rows of those that don't hold; null after an error." })
  rowsFailing: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Their share of the checked rows, 0 to 1, as a decimal of at most 12 places; null after an error.",
  })
  failingShare: string | null;

  @Field(() => Float, { description: "Milliseconds that counting took at the source." })
  durationMs: number;

  @Field(() => String, {
    description: "The SELECT that gives `rows_checked` and `rows_failing`. Masked without the scope data:read.",
  })
  @MaskedWithoutDataRead()
  sql: string;

  @Field(() => [String], { description: "Columns of the table's key, in its order; none where it has no key." })
  failingKeyColumns: string[];

  @Field(() => [[String]], {
    description:
      "Keys of the first failing rows in key order, 10 at most, each value as text of at most 256 characters. Masked without the scope data:read, and for everybody where a column of the key or of the rule is tagged as personal data; with SQL of one's own, where it reads another table or a column of its table is tagged so. None where rows may not leave the source.",
  })
  @MaskedWithoutDataRead()
  failingKeys: string[][];

  @Field(() => DqExecutionError, { nullable: true, description: "Why it could not be executed; null where it could." })
  error: DqExecutionError | null;
}

@ObjectType({ description: "Answer to trying a rule." })
export class DryRunDqRulePayload {
  @Field(() => DqRuleDryRun, { nullable: true, description: "What it came to, be it good or bad." })
  result: DqRuleDryRun | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when it was tried." })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to creating or changing a rule." })
export class DqRulePayload {
  @Field(() => DqRule, { nullable: true, description: "The rule as it is now." })
  dqRule: DqRule | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}
