import { z } from "zod";
import type { RequestContext } from "../../platform/context.js";
import { masked } from "../../platform/mask.js";
import { DqDimension, DqRuleKind, DqSeverity } from "../../quality/rule.model.js";
import { DqExecutionStatus, type DqRuleExecution } from "../../quality/rules/execution.entity.js";
import { type DqRule, DqRuleStatus } from "../../quality/rules/rule.entity.js";
import { codes, decimal, flag, named, share, text, time, uuid } from "../fields.js";
import { lower } from "../names.js";

const MASKED = "Masked without the scope data:read.";
const rows = (description: string) => z.number().nullable().meta({ description });

const Execution = named("RuleExecution", "One execution of a rule.", {
  id: uuid("The execution."),
  run_id: uuid("The run that executed it."),
  executed_at: time("When it was saved."),
  status: codes(DqExecutionStatus, "How it ended."),
  rows_checked: rows("Rows that the rule asks something of; null after an error."),
  rows_failing: rows("Rows of those that don't hold; null after an error."),
  failing_share: decimal("Their share of the checked rows; null after an error.").nullable(),
  duration_ms: z.number().meta({ description: "Milliseconds that it took at the source." }),
  failing_key_columns: z.array(z.string()).meta({ description: "Columns of the table's key." }),
  failing_keys: z.array(z.array(z.string())).meta({ description: `Keys of the first failing rows. ${MASKED}` }),
  failing_keys_masked: flag("The keys are masked for everybody, since they may be personal data."),
  error: named("RuleExecutionError", "Why a rule could not be executed.", {
    code: text("A code of docs/errors.md."),
    message: text("The same in words; holds nothing of the data."),
  })
    .nullable()
    .meta({ description: "Why it could not be executed; null where it could." }),
});

export const Rule = named("Rule", "What is asked of the data of a table or column, again and again.", {
  id: uuid("The rule."),
  name: text(`What it asks for, for people. ${MASKED}`),
  kind: codes(DqRuleKind, "What kind of rule it is. More kinds may come."),
  definition: text(`What it asks for in full, as JSON. ${MASKED}`),
  sql: text(`A SELECT that gives rows_checked and rows_failing. ${MASKED}`),
  dimension: codes(DqDimension, "The dimension of quality that it measures."),
  severity: codes(DqSeverity, "How bad it is when it fails."),
  threshold: share("The share of the checked rows that must hold."),
  status: codes(DqRuleStatus, "Whether it is executed."),
  latest_execution: Execution.nullable().meta({ description: "Its latest execution; null before the first." }),
});

export const ruleOf = (ctx: RequestContext, rule: DqRule, execution: DqRuleExecution | null): z.infer<typeof Rule> => ({
  id: rule.id,
  name: masked(rule.name, ctx),
  kind: lower(rule.kind),
  definition: masked(rule.definitionText, ctx),
  sql: masked(rule.sql, ctx),
  dimension: lower(rule.dimension),
  severity: lower(rule.severity),
  threshold: rule.threshold,
  status: lower(rule.status),
  latest_execution: execution && executionOf(ctx, execution),
});

const executionOf = (ctx: RequestContext, execution: DqRuleExecution): z.infer<typeof Execution> => ({
  id: execution.id,
  run_id: execution.runId,
  executed_at: execution.executedAt.toISOString(),
  status: lower(execution.status),
  rows_checked: execution.rowsChecked,
  rows_failing: execution.rowsFailing,
  failing_share: execution.failingShare,
  duration_ms: execution.durationMs,
  failing_key_columns: execution.failingKeyColumns,
  failing_keys: masked(execution.failingKeys, ctx),
  failing_keys_masked: execution.failingKeysMasked,
  error: execution.error && { code: execution.error.code, message: execution.error.message },
});
