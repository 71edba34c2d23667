import type { EntityManager } from "typeorm";
import { CHOSEN, type ChangeSet, type Effects, MOST_LISTED } from "./effects.js";
import { ChangeDecision } from "./proposed-change.entity.js";

/** Undecided changes that a person does not want: the catalog stays as it is. */
export async function rejectChanges(
  manager: EntityManager,
  { tenantId, runId, changeIds, clientId }: ChangeSet,
): Promise<Effects> {
  const [rejected] = (await manager.query(
    `with decided as (
       update proposed_change c set decision = $5, decided_at = clock_timestamp(), decided_by_client_id = $4
       where ${CHOSEN} and c.decision = $6 returning c.id, c.table_fqn, c.position
     ) select count(*)::int as decided, coalesce((array_agg(id order by table_fqn, position))[:${MOST_LISTED}], '{}') as "changeIds"
     from decided`,
    [tenantId, runId, changeIds, clientId, ChangeDecision.REJECTED, ChangeDecision.PENDING],
  )) as Pick<Effects, "decided" | "changeIds">[];
  return { ...rejected!, changed: 0, conflictCount: 0, conflicts: [], touched: [], violationsResolved: 0 };
}
