import type { EntityManager } from "typeorm";
import { formatFqn } from "../../platform/fqn.js";
import type { DataService } from "./data-service.entity.js";

/** Whether a run that has not ended works on the service: by the asset that it names, or by one of its tasks. */
export async function hasOpenRuns(manager: EntityManager, { id, tenantId, name }: DataService): Promise<boolean> {
  const fqn = formatFqn([name]);
  const rows = (await manager.query(
    `select 1 from workflow_run r
     where r.tenant_id = $1 and r.status in ('PENDING', 'RUNNING')
       and (r.asset_fqn = $2 or r.asset_fqn ^@ $3 or exists (
         select 1 from workflow_run_task t where t.run_id = r.id and t.tenant_id = $1 and t.service_id = $4
       ))
     limit 1`,
    [tenantId, fqn, `${fqn}.`, id],
  )) as unknown[];
  return rows.length > 0;
}
