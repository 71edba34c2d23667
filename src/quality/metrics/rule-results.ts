import type { EntityManager } from "typeorm";
import type { DqDimension } from "../rule.model.js";
import { DqExecutionStatus } from "../rules/execution.entity.js";
import { DqRuleStatus } from "../rules/rule.entity.js";

/** What the latest executions of a table's active rules of one dimension and about one column came to. */
export interface RuleResults {
  readonly dimension: DqDimension;
  /** Null for rules about several columns, or about the table. */
  readonly column: string | null;
  /** Active rules, by how their latest execution ended. */
  readonly passed: number;
  readonly failed: number;
  readonly inError: number;
  readonly notExecuted: number;
  /** Over the executions that ended without an error; whole numbers in decimal digits. */
  readonly rowsChecked: string;
  readonly rowsHolding: string;
}

/** By dimension and column; those without an active rule are left out. */
export async function ruleResults(manager: EntityManager, tenantId: string, tableId: string): Promise<RuleResults[]> {
  return (await manager.query(
    `select r.dimension, r.column_name as "column",
       count(*) filter (where e.status = $4)::int as passed,
       count(*) filter (where e.status = $5)::int as failed,
       count(*) filter (where e.status = $6)::int as "inError",
       count(*) filter (where e.status is null)::int as "notExecuted",
       coalesce(sum(e.rows_checked::numeric), 0)::text as "rowsChecked",
       coalesce(sum(e.rows_checked::numeric - e.rows_failing::numeric), 0)::text as "rowsHolding"
     from dq_rule r
     left join lateral (
       select x.status, x.rows_checked, x.rows_failing from dq_rule_execution x where x.rule_id = r.id order by x.id desc limit 1
     ) e on true
     where r.tenant_id = $1 and r.table_id = $2 and r.status = $3
     group by r.dimension, r.column_name order by r.dimension, r.column_name nulls first`,
    [
      tenantId,
      tableId,
      DqRuleStatus.ACTIVE,
      DqExecutionStatus.PASSED,
      DqExecutionStatus.FAILED,
      DqExecutionStatus.ERROR,
    ],
  )) as RuleResults[];
}
