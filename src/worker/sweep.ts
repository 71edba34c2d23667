import { admitTasks } from "../runs/admission.js";
import type { Engine } from "./engine.js";

/**
 * Admits what waits though there is room: a limit was raised, or a task was left out because its row was locked just
 * then and nothing has ended since.
 */
export async function sweep(engine: Engine): Promise<void> {
  const tenants = (await engine.database.system((manager) =>
    manager.query("select distinct tenant_id from workflow_run_task where status = 'PENDING' and not admitted"),
  )) as { tenant_id: string }[];
  for (const { tenant_id: tenantId } of tenants) {
    await engine.database.tenant(tenantId, (manager) =>
      admitTasks(manager, engine.queue, tenantId, engine.tenantConcurrency),
    );
  }
}
