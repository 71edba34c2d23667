import type { EntityManager } from "typeorm";
import { assetsByName } from "../assets/catalog/assets-by-name.js";
import type { TableAsset } from "../assets/catalog/table.entity.js";
import { parseFqn } from "../platform/fqn.js";

/** The tables on which a run's tasks succeeded, as far as the catalog still has them. */
export async function succeededTables(manager: EntityManager, tenantId: string, runId: string): Promise<string[]> {
  const tasks = (await manager.query(
    "select target_fqn as target from workflow_run_task where tenant_id = $1 and run_id = $2 and status = 'SUCCEEDED'",
    [tenantId, runId],
  )) as { target: string }[];
  const names = tasks.map(({ target }) => parseFqn(target)).filter(({ length }) => length === 4);
  const tables = await assetsByName(manager, tenantId, names);
  return tables.flatMap((table) => (table ? [(table as TableAsset).id] : []));
}
