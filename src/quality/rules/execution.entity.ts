import { Field, Float, ID, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { MaskedWithoutDataRead } from "../../platform/mask.js";
import { DateTime } from "../../platform/scalars.js";
import { DqRule } from "./rule.entity.js";

export enum DqExecutionStatus {
  PASSED = "PASSED",
  FAILED = "FAILED",
  ERROR = "ERROR",
}
registerEnumType(DqExecutionStatus, {
  name: "DqExecutionStatus",
  description: "How the execution of a rule ended.",
  valuesConfig: {
    PASSED: { description: "Enough of the checked rows hold, or none was to be checked." },
    FAILED: { description: "Too few of the checked rows hold." },
    ERROR: { description: "It could not be executed: `error` says why. The other rules of the table were." },
  },
});

@ObjectType({ description: "Why a rule could not be executed." })
export class DqExecutionError {
  @Field(() => String, { description: "A code of docs/errors.md." })
  code: string;

  @Field(() => String, { description: "The same in words. Holds nothing of the data." })
  message: string;
}

@ObjectType({ description: "One execution of a rule." })
@Entity("dq_rule_execution")
@Index("dq_rule_execution_history", ["ruleId", "id"])
@Index("dq_rule_execution_of_run", ["runId"])
export class DqRuleExecution {
  @Field(() => ID, { description: "Id of the execution (UUIDv7: ids sort by time)." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => DqRule, { name: "dq_rule_execution_rule", onDelete: "CASCADE" })
  @Column("uuid", { name: "rule_id" })
  ruleId: string;

  @Field(() => ID, { description: "The run that executed it." })
  @Column("uuid", { name: "run_id" })
  runId: string;

  @Field(() => DateTime, { description: "When it was saved." })
  @Column("timestamptz", { name: "executed_at" })
  executedAt: Date;

  @Field(() => DqExecutionStatus, { description: "How it ended." })
  @Column("text")
  status: DqExecutionStatus;

  @Field(() => Float, {
    nullable: true,
    description:
      "Rows that the rule asks something of: for most kinds those with a value. 1 for rules about the table as a whole; null after an error.",
  })
  @Column("double precision", { name: "rows_checked", nullable: true })
  rowsChecked: number | null;

  @Field(() => Float, { nullable: true, description: "Rows of those that don't hold; null after an error." })
  @Column("double precision", { name: "rows_failing", nullable: true })
  rowsFailing: number | null;

  @Field(() => String, {
    nullable: true,
    description: "Their share of the checked rows, 0 to 1, as a decimal of at most 12 places; null after an error.",
  })
  @Column("numeric", { name: "failing_share", nullable: true })
  failingShare: string | null;

  @Field(() => Float, {
    description:
      "Milliseconds that it took at the source. Rules that were answered by one scan have equal parts of its time.",
  })
  @Column("double precision", { name: "duration_ms" })
  durationMs: number;

  @Field(() => [String], { description: "Columns of the table's key, in its order; none where it has no key." })
  @Column("jsonb", { name: "failing_key_columns" })
  failingKeyColumns: string[];

  @Field(() => [[String]], {
    description:
      "Keys of the first failing rows in key order, each value as text of at most 256 characters, in the order of `failingKeyColumns`. Masked without the scope data:read, and where `failingKeysMasked` is set. Only where the rule failed, and rows may leave the source.",
  })
  @MaskedWithoutDataRead()
  @Column("jsonb", { name: "failing_keys" })
  failingKeys: string[][];

  @Field(() => Boolean, {
    description:
      "The keys are masked for everybody: a column of the key or of the rule is tagged as personal data. A rule of its own SQL: it reads another table, or a column of its table is tagged so.",
  })
  @Column("boolean", { name: "failing_keys_masked" })
  failingKeysMasked: boolean;

  @Field(() => DqExecutionError, { nullable: true, description: "Why it could not be executed; null where it could." })
  @Column("jsonb", { nullable: true })
  error: DqExecutionError | null;
}
