import type { EntityManager } from "typeorm";
import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import { CHOSEN, type ChangeSet } from "../../assets/changes/effects.js";

/** Takes the row locks of the rules that changes are about, in the order in which executions take them. */
export async function lockRules(
  manager: EntityManager,
  { tenantId, runId, changeIds }: Omit<ChangeSet, "clientId">,
): Promise<void> {
  await manager.query(
    `select 1 from dq_rule where tenant_id = $1 and (table_id, signature) in (
       select c.table_id, c.name from proposed_change c where ${CHOSEN} and c.kind = $4
     ) order by id for update`,
    [tenantId, runId, changeIds, ProposedChangeKind.DQ_RULE],
  );
}
