import type { EntityManager } from "typeorm";
import { markStale } from "../quality/metrics/mark-stale.js";
import { Metric } from "../quality/metrics/metric.model.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { succeededTables } from "./succeeded-tables.js";

/**
 * After a search for personal data was approved, or is so no more: whether columns count as looked at does not depend on what
 * was found. An approval changes nothing where all of them did already. The caller holds the locks of the run's tables.
 */
export async function markLookedAt(
  manager: EntityManager,
  { tenantId, id, workflowType }: Pick<WorkflowRun, "tenantId" | "id" | "workflowType">,
  approved: boolean,
): Promise<number> {
  if (workflowType !== "GENERATE_PII_TAGS") return 0;
  const tables = (await manager.query(
    `select id from (
       select distinct on (table_id) table_id as id, numerator, denominator from metric_snapshot
       where tenant_id = $1 and table_id = any($2) and metric = $3 order by table_id, taken_at desc, id desc
     ) latest where numerator > 0 and not $4 or numerator < denominator and $4`,
    [tenantId, await succeededTables(manager, tenantId, id), Metric.COLUMNS_PII_ASSESSED, approved],
  )) as { id: string }[];
  const ids = tables.map(({ id }) => id);
  return ids.length === 0 ? 0 : markStale(manager, tenantId, ids, [Metric.COLUMNS_PII_ASSESSED]);
}
