import type { EntityManager } from "typeorm";
import type { Edited } from "../../assets/edits/asset-edits.js";
import { affectedMetrics } from "./affected-metrics.js";
import { markStale } from "./mark-stale.js";

/** After a person's edit: what it was measured by is out of date. */
export async function markEdited(manager: EntityManager, tenantId: string, edited: Edited): Promise<void> {
  const metrics = affectedMetrics(edited.changed, edited.ofColumn);
  if (metrics.length > 0) await markStale(manager, tenantId, [edited.tableId], metrics);
}
