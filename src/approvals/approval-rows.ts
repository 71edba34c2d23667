import type { EntityManager } from "typeorm";
import { ChangeDecision } from "../assets/changes/proposed-change.entity.js";
import { WorkflowRunApproval } from "./approval.entity.js";
import type { ProposedChangeCounts } from "./approval.types.js";

/**
 * Takes the row lock of a run's approval, which whoever decides on the run's changes holds. In the order of locks it comes after
 * the tables of the catalog: a later run that supersedes has those first.
 */
export async function lockApproval(
  manager: EntityManager,
  tenantId: string,
  runId: string,
): Promise<WorkflowRunApproval | null> {
  await manager.query("select 1 from workflow_run_approval where tenant_id = $1 and run_id = $2 for update", [
    tenantId,
    runId,
  ]);
  return manager.findOneBy(WorkflowRunApproval, { tenantId, runId });
}

/** How the changes of some runs stand. */
export async function changeCounts(
  manager: EntityManager,
  tenantId: string,
  runIds: readonly string[],
): Promise<ProposedChangeCounts[]> {
  const rows = (await manager.query(
    `select run_id as "runId", decision, count(*)::int as count from proposed_change
     where tenant_id = $1 and run_id = any($2) group by 1, 2`,
    [tenantId, runIds],
  )) as { runId: string; decision: ChangeDecision; count: number }[];
  const counted = new Map(rows.map(({ runId, decision, count }) => [`${runId} ${decision}`, count]));
  return runIds.map((runId) => {
    const of = (decision: ChangeDecision) => counted.get(`${runId} ${decision}`) ?? 0;
    return {
      pending: of(ChangeDecision.PENDING),
      approved: of(ChangeDecision.APPROVED),
      rejected: of(ChangeDecision.REJECTED),
      superseded: of(ChangeDecision.SUPERSEDED),
    };
  });
}
