import type { EntityManager } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { loaderOf } from "../../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import { ProposedChange } from "./proposed-change.entity.js";

/** A table with its columns, or one column of it. */
export interface Undecided {
  readonly tableId: string;
  /** Null for all of the table. */
  readonly columnId: string | null;
}

interface PageKey extends Undecided {
  readonly after: string | null;
  readonly size: number;
}

/**
 * The changes `c` of a table that wait for a person, as the search of assets asks for them too (migrations/1700000015000-changes-that-wait.ts
 * says what that is). Decision and table are those of the index `proposed_change_pending`.
 */
const PENDING = "c.decision = 'PENDING' and change_waits(c)";

/** What waits for a person's decision, by asset, of all runs. */
export class PendingChanges {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** In the order in which they were found. */
  async of(ctx: RequestContext, { tableId, columnId }: Undecided, args: PageArgs): Promise<Connection<ProposedChange>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const list = `pending-changes:${tableId}:${columnId ?? ""}`;
    const after = page.cursor === null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await loaderOf(ctx, "changes:pending", (keys: readonly PageKey[]) =>
      this.database.tenant(tenantId, (manager) => pendingPages(manager, tenantId, keys)),
    ).load({ tableId, columnId, after, size: page.limit + 1 });
    return toConnection(rows, page, ({ id }) => this.cursors.encode(tenantId, list, [id]));
  }

  /** Whether there are any of a table or its columns. */
  are(ctx: RequestContext, tableId: string): Promise<boolean> {
    const { tenantId } = ctx.identity;
    return loaderOf(ctx, "changes:are pending", (ids: readonly string[]) =>
      this.database.tenant(tenantId, async (manager) => {
        const rows = (await manager.query(
          `select t.id from unnest($2::uuid[]) as t (id)
           where exists (select 1 from proposed_change c where c.tenant_id = $1 and c.table_id = t.id and ${PENDING})`,
          [tenantId, ids],
        )) as { id: string }[];
        const found = new Set(rows.map(({ id }) => id));
        return ids.map((id) => found.has(id));
      }),
    ).load(tableId);
  }
}

async function pendingPages(
  manager: EntityManager,
  tenantId: string,
  keys: readonly PageKey[],
): Promise<ProposedChange[][]> {
  const found = (await manager.query(
    `select k.place::int as place, p.id
     from rows from (jsonb_to_recordset($2) as ("tableId" uuid, "columnId" uuid, after uuid, size int))
       with ordinality as k (table_id, column_id, after, size, place)
     cross join lateral (
       select c.id from proposed_change c
       where c.tenant_id = $1 and c.table_id = k.table_id and ${PENDING}
         and (k.column_id is null or c.asset_id = k.column_id) and (k.after is null or c.id > k.after)
       order by c.id limit k.size
     ) p order by k.place, p.id`,
    [tenantId, JSON.stringify(keys)],
  )) as { place: number; id: string }[];
  const changes = await manager
    .createQueryBuilder(ProposedChange, "c")
    .where("c.tenantId = :tenantId and c.id = any(:ids)", { tenantId, ids: found.map(({ id }) => id) })
    .getMany();
  const byId = new Map(changes.map((change) => [change.id, change]));
  const pages = Map.groupBy(found, ({ place }) => place);
  return keys.map((_, index) => (pages.get(index + 1) ?? []).flatMap(({ id }) => byId.get(id) ?? []));
}
