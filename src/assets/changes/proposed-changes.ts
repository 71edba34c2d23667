import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { loaderOf } from "../../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import { type ChangeDecision, ProposedChange } from "./proposed-change.entity.js";

interface Place {
  readonly runId: string;
  readonly tableFqn: string;
  readonly position: number;
}

/** What runs propose, read for clients. */
export class ProposedChanges {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** By table, and within a table in the order that the run gave. */
  async ofRun(
    ctx: RequestContext,
    runId: string,
    decision: ChangeDecision | null,
    args: PageArgs,
  ): Promise<Connection<ProposedChange>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args, 50);
    const list = `changes:${runId}:${decision ?? ""}`;
    const [tableFqn, position] = page.cursor == null ? ["", -1] : this.cursors.decode(tenantId, list, page.cursor);
    const rows = await loaderOf(ctx, `changes:${decision}:${page.limit}`, (places: readonly Place[]) =>
      this.read(tenantId, places, decision, page.limit + 1),
    ).load({ runId, tableFqn: String(tableFqn), position: Number(position) });
    return toConnection(rows, page, (row) => this.cursors.encode(tenantId, list, [row.tableFqn, row.position]));
  }

  /** The next changes of many runs at once, `limit` of each. */
  private read(
    tenantId: string,
    places: readonly Place[],
    decision: ChangeDecision | null,
    limit: number,
  ): Promise<ProposedChange[][]> {
    return this.database.tenant(tenantId, async (manager) => {
      const found = (await manager.query(
        `select c.id from unnest($2::uuid[], $3::text[], $4::int[]) as place (run_id, table_fqn, position)
         cross join lateral (
           select id from proposed_change c
           where c.tenant_id = $1 and c.run_id = place.run_id
             and (c.table_fqn, c.position) > (place.table_fqn collate "C", place.position)
             and ($5::text is null or c.decision = $5)
           order by c.table_fqn, c.position limit $6
         ) c`,
        [
          tenantId,
          places.map(({ runId }) => runId),
          places.map(({ tableFqn }) => tableFqn),
          places.map(({ position }) => position),
          decision,
          limit,
        ],
      )) as { id: string }[];
      const rows = await manager
        .createQueryBuilder(ProposedChange, "c")
        .where("c.tenantId = :tenantId and c.id = any(:ids)", { tenantId, ids: found.map(({ id }) => id) })
        .orderBy("c.tableFqn")
        .addOrderBy("c.position")
        .getMany();
      const byRun = Map.groupBy(rows, (row) => row.runId);
      return places.map(({ runId }) => byRun.get(runId) ?? []);
    });
  }
}
