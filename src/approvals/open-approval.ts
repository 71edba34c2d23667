import type { EntityManager } from "typeorm";
import { lockTables } from "../assets/history/lock-tables.js";
import { newId } from "../platform/ids.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import type { Workflow } from "../workflows/contract.js";
import { ApprovalStatus } from "./approval.entity.js";
import { applyChanges, tablesOfChanges } from "./change-sets.js";
import { markLookedAt } from "./mark-looked-at.js";
import { succeededTables } from "./succeeded-tables.js";
import { supersede } from "./supersede.js";

/**
 * In the transaction that completes a run: what earlier runs left undecided of the same tables is superseded, the run's results
 * are saved where it saves them itself, and its approval is written.
 */
export async function openApproval(
  manager: EntityManager,
  results: NonNullable<Workflow["approval"]>,
  run: WorkflowRun,
): Promise<void> {
  const { tenantId, id: runId, saveAll } = run;
  const set = { tenantId, runId, changeIds: null, clientId: null };
  const tableIds = await succeededTables(manager, tenantId, runId);
  await lockTables(manager, tenantId, [...tableIds, ...(await tablesOfChanges(manager, set))]);
  await supersede(manager, run, tableIds);
  if (saveAll) {
    if (results === "CHANGES") await applyChanges(manager, set);
    else await results.save(manager, set);
    await markLookedAt(manager, run, true);
  }
  await manager.query(
    `with clock as materialized (select clock_timestamp() as now)
     insert into workflow_run_approval (id, tenant_id, run_id, status, auto_saved, decided_at, created_at, updated_at)
     select $1, $2, $3, $4, $5, case when $5 then clock.now end, clock.now, clock.now from clock`,
    [newId(), tenantId, runId, saveAll ? ApprovalStatus.APPROVED : ApprovalStatus.PENDING, saveAll],
  );
}
