import { IsInt, Max, Min } from "class-validator";
import { Field, Float, ID, InputType, Int, ObjectType } from "type-graphql";
import { AssetFqn } from "../../platform/scalars.js";
import { DqRuleKind, DqSeverity } from "../../quality/rule.model.js";
import { DqExecutionError, DqExecutionStatus } from "../../quality/rules/execution.entity.js";

export const DEFAULTS = { failingKeyLimit: 10 };

const LIMIT =
  "Keys of failing rows that are kept with the execution of each rule that fails, 0 to 100; 0 keeps none. None are read where rows may not leave the source.";

@InputType({ description: "Options of a run that executes data quality rules." })
export class DqExecutionParametersInput {
  @IsInt()
  @Min(0)
  @Max(100)
  @Field(() => Int, { defaultValue: DEFAULTS.failingKeyLimit, description: LIMIT })
  failingKeyLimit: number;
}

@ObjectType({ description: "Options of a run that executes data quality rules." })
export class DqExecutionParameters {
  @Field(() => Int, { description: LIMIT })
  failingKeyLimit: number;
}

@ObjectType({ description: "What a run found when it executed a rule." })
export class DqRuleResult {
  @Field(() => ID, { description: "Id of the rule." })
  ruleId: string;

  @Field(() => AssetFqn, { description: "The table or column that the rule is about." })
  targetFqn: string;

  @Field(() => DqRuleKind, { description: "What kind of rule it is." })
  kind: DqRuleKind;

  @Field(() => DqSeverity, { description: "How bad it is when it fails." })
  severity: DqSeverity;

  @Field(() => DqExecutionStatus, { description: "How it ended." })
  status: DqExecutionStatus;

  @Field(() => Float, { nullable: true, description: "Rows that the rule asks something of; null after an error." })
  rowsChecked: number | null;

  @Field(() => Float, { nullable: true, description: "Rows of those that don't hold; null after an error." })
  rowsFailing: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Their share, 0 to 1, as a decimal of at most 12 places; null after an error.",
  })
  failingShare: string | null;

  @Field(() => DqExecutionError, { nullable: true, description: "Why it could not be executed; null where it could." })
  error: DqExecutionError | null;
}

@ObjectType({
  description:
    "What came of the rules. Executions with their times and failing keys are those of the rules: `DqRule.latestExecution`; what they open and resolve is in `Table.dqViolations`. Each of these only where the run saves.",
})
export class DqExecutionOutput {
  @Field(() => Int, { description: "Tables whose rules were executed." })
  tables: number;

  @Field(() => Int, { description: "Rules that were executed; `passed`, `failed` and `errors` add up to it." })
  rulesExecuted: number;

  @Field(() => Int, { description: "Rules that hold." })
  passed: number;

  @Field(() => Int, { description: "Rules that don't." })
  failed: number;

  @Field(() => Int, { description: "Rules that could not be executed." })
  errors: number;

  @Field(() => [DqRuleResult], {
    description: "The first 1000 rules, by table and column: those that fail, then errors, then the others.",
  })
  rules: DqRuleResult[];
}
