import type { EntityManager } from "typeorm";
import { lockTables } from "../../assets/history/lock-tables.js";
import { newId } from "../../platform/ids.js";
import { DqExecutionStatus } from "./execution.entity.js";
import { type DqRule, DqRuleStatus } from "./rule.entity.js";
import type { RuleOutcome } from "./rule-outcome.js";
import { DqViolationStatus } from "./violation.entity.js";

export interface ExecutionsOfTable {
  readonly tenantId: string;
  readonly runId: string;
  /** As they were executed. */
  readonly rules: readonly Pick<DqRule, "id" | "definition" | "threshold">[];
  readonly outcomes: readonly RuleOutcome[];
}

/**
 * Keeps what executions came to, opens a violation for each rule that fails and has none, and resolves those of rules that
 * hold again; an execution that ended in an error says nothing of either. A rule that went meanwhile has nothing to keep, nor
 * has one that was paused, archived or changed: the answer is to a question that nobody asks any more.
 */
export async function saveExecutions(
  manager: EntityManager,
  { tenantId, runId, rules, outcomes }: ExecutionsOfTable,
): Promise<void> {
  const asked = new Map(rules.map(({ id, definition, threshold }) => [id, { definition, threshold }]));
  const rows = outcomes.map((outcome) => ({
    id: newId(),
    violationId: newId(),
    ...outcome,
    ...asked.get(outcome.ruleId),
  }));
  // Before the rules' own locks, as whoever changes rules takes them: a violation changes what a table is found by.
  const tables = (await manager.query(
    "select distinct table_id as id from dq_rule where tenant_id = $1 and id = any($2)",
    [tenantId, outcomes.map(({ ruleId }) => ruleId)],
  )) as { id: string }[];
  await lockTables(
    manager,
    tenantId,
    tables.map(({ id }) => id),
  );
  await manager.query(
    `with outcome as (
       select o.*, r.table_id from jsonb_to_recordset($3) as o (id uuid, "violationId" uuid, "ruleId" uuid, status text,
         "rowsChecked" float8, "rowsFailing" float8, "failingShare" numeric, "durationMs" float8, "failingKeyColumns" jsonb,
         "failingKeys" jsonb, "failingKeysMasked" boolean, error jsonb, definition jsonb, threshold float8)
       join dq_rule r on r.id = o."ruleId" and r.tenant_id = $1 and r.status = $8 and r.definition = o.definition
         and r.threshold = o.threshold
       order by r.id for share of r
     ), kept as (
       insert into dq_rule_execution (id, tenant_id, rule_id, run_id, executed_at, status, rows_checked, rows_failing, failing_share,
         duration_ms, failing_key_columns, failing_keys, failing_keys_masked, error)
       select id, $1, "ruleId", $2, clock_timestamp(), status, "rowsChecked", "rowsFailing", "failingShare", "durationMs",
         "failingKeyColumns", "failingKeys", "failingKeysMasked", error
       from outcome
     ), opened as (
       insert into dq_violation (id, tenant_id, rule_id, table_id, status, opened_at, opened_by_run_id, last_seen_at, rows_failing)
       select "violationId", $1, "ruleId", table_id, $4, clock_timestamp(), $2, clock_timestamp(), "rowsFailing"
       from outcome where status = $6
       on conflict (rule_id) where status = 'OPEN'
       do update set last_seen_at = excluded.last_seen_at, rows_failing = excluded.rows_failing
     )
     update dq_violation v set status = $5, resolved_at = clock_timestamp(), resolved_by_run_id = $2
     from outcome where v.rule_id = outcome."ruleId" and v.status = $4 and outcome.status = $7`,
    [
      tenantId,
      runId,
      JSON.stringify(rows),
      DqViolationStatus.OPEN,
      DqViolationStatus.RESOLVED,
      DqExecutionStatus.FAILED,
      DqExecutionStatus.PASSED,
      DqRuleStatus.ACTIVE,
    ],
  );
}
