import type { RequestContext } from "../platform/context.js";
import type { Database } from "../platform/database.js";

/** How many tasks of a tenant may be under way at once, and how many are. */
export interface TaskQuota {
  readonly limit: number;
  readonly used: number;
}

export class Quotas {
  constructor(
    private readonly database: Database,
    private readonly tenantConcurrency: number,
  ) {}

  async tasks(ctx: RequestContext): Promise<TaskQuota> {
    const { tenantId } = ctx.identity;
    const [row] = (await this.database.tenant(tenantId, (manager) =>
      manager.query("select count(*)::int as used from workflow_run_task where tenant_id = $1 and admitted", [
        tenantId,
      ]),
    )) as { used: number }[];
    return { limit: this.tenantConcurrency, used: row!.used };
  }
}
