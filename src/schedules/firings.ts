import type { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import type { RequestContext } from "../platform/context.js";
import type { Cursors } from "../platform/cursor.js";
import type { Database } from "../platform/database.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../platform/paging.js";
import { WorkflowFiring } from "./firing.entity.js";

/** What fired, and what came of it. */
export class Firings {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** A configuration's firings, the newest first. */
  async of(ctx: RequestContext, { id }: WorkflowConfiguration, args: PageArgs): Promise<Connection<WorkflowFiring>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const list = `firings:${id}`;
    const after = page.cursor != null ? this.cursors.decode(tenantId, list, page.cursor)[0] : null;
    const rows = await this.database.tenant(tenantId, (manager) => {
      const query = manager
        .createQueryBuilder(WorkflowFiring, "f")
        .where("f.configurationId = :id and f.tenantId = :tenantId", { id, tenantId })
        .orderBy("f.id", "DESC")
        .limit(page.limit + 1);
      if (after) query.andWhere("f.id < :after", { after });
      return query.getMany();
    });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.id]));
  }
}
