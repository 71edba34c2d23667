import type { EntityManager } from "typeorm";
import type { WorkflowRunApproval } from "./approval.entity.js";

/** Writes what a client decided, under the approval's row lock. */
export async function writeDecision(
  manager: EntityManager,
  { id }: WorkflowRunApproval,
  {
    status,
    autoSaved,
    notes,
    clientId,
  }: Pick<WorkflowRunApproval, "status" | "autoSaved" | "notes"> & { clientId: string },
): Promise<void> {
  await manager.query(
    `update workflow_run_approval
     set status = $2, auto_saved = $3, notes = $4, decided_by_client_id = $5, decided_at = clock_timestamp(), updated_at = clock_timestamp(),
       superseded_by_run_id = case when $2 = 'PENDING' then null else superseded_by_run_id end
     where id = $1`,
    [id, status, autoSaved, notes, clientId],
  );
}
