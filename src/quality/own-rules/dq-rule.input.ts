import { IsOptional, ValidateNested } from "class-validator";
import { Field, InputType } from "type-graphql";
import { OneOf } from "../../platform/one-of.js";
import {
  DqAcceptedValuesRuleInput,
  DqColumnOrderRuleInput,
  DqColumnRuleInput,
  DqFreshnessRuleInput,
  DqLengthRuleInput,
  DqPatternRuleInput,
  DqRangeRuleInput,
  DqReferentialRuleInput,
  DqRowConditionRuleInput,
  DqRowCountRuleInput,
  DqSqlAssertionRuleInput,
  DqUniqueRuleInput,
} from "./rule.inputs.js";

/** What is checked of an input of one member at most: that it is one is checked by `exactlyOne`. */
const Member = (): PropertyDecorator => (target, key) => {
  IsOptional()(target, key as string);
  ValidateNested()(target, key as string);
};

@OneOf()
@InputType({ description: "What a rule asks for: exactly one member." })
export class DqRuleInput {
  @Member()
  @Field(() => DqColumnRuleInput, { nullable: true, description: "Each row has a value in the column." })
  notNull?: DqColumnRuleInput | null;

  @Member()
  @Field(() => DqColumnRuleInput, {
    nullable: true,
    description: "A share of the rows, the rule's threshold, has a value in the column.",
  })
  completeness?: DqColumnRuleInput | null;

  @Member()
  @Field(() => DqUniqueRuleInput, { nullable: true, description: "No two rows have the same values in some columns." })
  unique?: DqUniqueRuleInput | null;

  @Member()
  @Field(() => DqRangeRuleInput, { nullable: true, description: "Values lie between two bounds, or beyond one." })
  range?: DqRangeRuleInput | null;

  @Member()
  @Field(() => DqAcceptedValuesRuleInput, { nullable: true, description: "Values are of a list." })
  acceptedValues?: DqAcceptedValuesRuleInput | null;

  @Member()
  @Field(() => DqPatternRuleInput, { nullable: true, description: "Texts match a regular expression." })
  pattern?: DqPatternRuleInput | null;

  @Member()
  @Field(() => DqLengthRuleInput, { nullable: true, description: "Texts have a number of characters in bounds." })
  length?: DqLengthRuleInput | null;

  @Member()
  @Field(() => DqReferentialRuleInput, { nullable: true, description: "Values occur in another table." })
  referential?: DqReferentialRuleInput | null;

  @Member()
  @Field(() => DqColumnOrderRuleInput, { nullable: true, description: "One column's value is not after another's." })
  columnOrder?: DqColumnOrderRuleInput | null;

  @Member()
  @Field(() => DqFreshnessRuleInput, { nullable: true, description: "The latest value is not too old." })
  freshness?: DqFreshnessRuleInput | null;

  @Member()
  @Field(() => DqRowCountRuleInput, { nullable: true, description: "The table has a number of rows in bounds." })
  rowCount?: DqRowCountRuleInput | null;

  @Member()
  @Field(() => DqRowConditionRuleInput, { nullable: true, description: "A condition of one's own on each row." })
  rowCondition?: DqRowConditionRuleInput | null;

  @Member()
  @Field(() => DqSqlAssertionRuleInput, {
    nullable: true,
    description: "A SELECT of one's own that finds the failing rows.",
  })
  sqlAssertion?: DqSqlAssertionRuleInput | null;
}
