import { ArrayMaxSize, ArrayNotEmpty, IsArray, IsIn, IsOptional, ValidateNested } from "class-validator";
import { Field, ID, InputType } from "type-graphql";
import { OneOf } from "../platform/one-of.js";
import { AssetFqn } from "../platform/scalars.js";
import { DqSeverity } from "../quality/rule.model.js";
import { isFinal, WorkflowRunStatus } from "../runs/run-status.js";

const ENDS = Object.values(WorkflowRunStatus).filter(isFinal);

@InputType({ description: "A run of a configuration ends." })
export class RunCompletedEventInput {
  @Field(() => ID, { description: "The configuration whose runs are meant: another one than the trigger starts." })
  configurationId: string;

  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(ENDS.length)
  @IsIn(ENDS, { each: true, message: `each value in statuses must be one of ${ENDS.join(", ")}` })
  @Field(() => [WorkflowRunStatus], {
    defaultValue: [WorkflowRunStatus.COMPLETED, WorkflowRunStatus.COMPLETED_WITH_ERRORS],
    description: "How it must end.",
  })
  statuses: WorkflowRunStatus[];
}

@InputType({ description: "An ingestion that saves finds a table that is new, gone or described otherwise." })
export class TableChangedEventInput {
  @Field(() => AssetFqn, { description: "The table, or the schema, database or service that it lies under." })
  assetFqn: string;
}

@InputType({ description: "A run finds that rules of data quality don't hold. Rules must meet all that is given." })
export class RuleFailedEventInput {
  @Field(() => AssetFqn, { nullable: true, description: "Rules of this asset, or of what lies under it." })
  assetFqn?: string | null;

  @Field(() => DqSeverity, { nullable: true, description: "Rules of this severity or a worse one." })
  minimumSeverity?: DqSeverity | null;

  @Field(() => ID, { nullable: true, description: "This rule only." })
  ruleId?: string | null;
}

@OneOf()
@InputType({ description: "What a trigger waits for: exactly one member." })
export class WorkflowTriggerEventInput {
  @IsOptional()
  @ValidateNested()
  @Field(() => RunCompletedEventInput, { nullable: true, description: "A run of a configuration ends." })
  runCompleted?: RunCompletedEventInput | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => TableChangedEventInput, { nullable: true, description: "An ingestion finds a changed table." })
  tableChanged?: TableChangedEventInput | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => RuleFailedEventInput, { nullable: true, description: "A run finds rules that don't hold." })
  ruleFailed?: RuleFailedEventInput | null;
}

/** GraphQL's plain objects as the classes that the rules are written on. */
export function toEventInput(plain: WorkflowTriggerEventInput): WorkflowTriggerEventInput {
  const { runCompleted, tableChanged, ruleFailed } = plain;
  return Object.assign(new WorkflowTriggerEventInput(), plain, {
    runCompleted: runCompleted && Object.assign(new RunCompletedEventInput(), runCompleted),
    tableChanged: tableChanged && Object.assign(new TableChangedEventInput(), tableChanged),
    ruleFailed: ruleFailed && Object.assign(new RuleFailedEventInput(), ruleFailed),
  });
}
