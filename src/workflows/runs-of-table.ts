import type { EntityManager } from "typeorm";
import { type Fqn, formatFqn } from "../platform/fqn.js";
import type { WorkflowType } from "./workflow-type.js";

/**
 * When a run of a type, whose results were saved, last ended its work on a table; null before the first. Tells apart what
 * was not found from what nobody looked for. Its approval says whether they were saved; before it has one, the run itself.
 */
export async function lastLookedAt(
  manager: EntityManager,
  tenantId: string,
  type: WorkflowType,
  table: Fqn,
): Promise<Date | null> {
  const [row] = (await manager.query(
    `select max(t.completed_at) as at
     from workflow_run_task t join workflow_run r on r.id = t.run_id
       left join workflow_run_approval a on a.run_id = r.id
     where t.tenant_id = $1 and t.target_fqn = $2 and t.status = 'SUCCEEDED'
       and r.tenant_id = $1 and r.workflow_type = $3 and coalesce(a.status = 'APPROVED', r.save_all)`,
    [tenantId, formatFqn(table), type],
  )) as { at: Date | null }[];
  return row?.at ?? null;
}
