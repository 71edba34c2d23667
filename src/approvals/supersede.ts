import type { EntityManager } from "typeorm";
import { ChangeDecision } from "../assets/changes/proposed-change.entity.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { ApprovalStatus } from "./approval.entity.js";

/**
 * What older runs of the same type left undecided of the tables that a run has succeeded on is not to be decided any more: this
 * run saw them later. What newer ones found stays, where this one took longer. The caller holds the locks of those tables, so
 * that no decision on them is under way, and no other run of the type completes on them.
 */
export async function supersede(
  manager: EntityManager,
  { tenantId, id: runId, workflowType }: Pick<WorkflowRun, "tenantId" | "id" | "workflowType">,
  tableIds: readonly string[],
): Promise<void> {
  const approvals = (await manager.query(
    `select a.id, a.run_id as "runId" from workflow_run_approval a join workflow_run r on r.id = a.run_id
     where a.tenant_id = $1 and a.run_id < $2 and r.workflow_type = $3 and (
       a.run_id in (select c.run_id from proposed_change c where c.tenant_id = $1 and c.table_id = any($4) and c.decision = $5)
       or (a.status = $6 and exists (${OWN_TASKS}) and not exists (${OWN_TASKS} and t.target_fqn not in (${TARGETS})))
     ) order by a.id for update of a`,
    [tenantId, runId, workflowType, tableIds, ChangeDecision.PENDING, ApprovalStatus.PENDING],
  )) as { id: string; runId: string }[];
  if (approvals.length === 0) return;
  await manager.query(
    `update proposed_change set decision = $5, superseded_by_run_id = $2, decided_at = clock_timestamp()
     where tenant_id = $1 and table_id = any($3) and run_id = any($4) and decision = $6`,
    [tenantId, runId, tableIds, approvals.map(({ runId }) => runId), ChangeDecision.SUPERSEDED, ChangeDecision.PENDING],
  );
  const stands = (decision: ChangeDecision) =>
    `exists (select 1 from proposed_change c where c.tenant_id = $1 and c.run_id = a.run_id and c.decision = '${decision}')`;
  await manager.query(
    `update workflow_run_approval a
     set status = case when ${stands(ChangeDecision.APPROVED)} then '${ApprovalStatus.APPROVED}' else '${ApprovalStatus.REJECTED}' end,
       superseded_by_run_id = $2, decided_by_client_id = null, decided_at = clock_timestamp(), updated_at = clock_timestamp()
     where a.tenant_id = $1 and a.id = any($3) and a.status = $4 and not ${stands(ChangeDecision.PENDING)}`,
    [tenantId, runId, approvals.map(({ id }) => id), ApprovalStatus.PENDING],
  );
}

/** The tables that the earlier run has results of, and those of this run. */
const OWN_TASKS = `select 1 from workflow_run_task t where t.run_id = a.run_id and t.status = 'SUCCEEDED'`;
const TARGETS = `select n.target_fqn from workflow_run_task n where n.run_id = $2 and n.status = 'SUCCEEDED'`;
