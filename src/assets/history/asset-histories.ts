import type { EntityManager } from "typeorm";
import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import type { Fqn } from "../../platform/fqn.js";
import { loaderOf } from "../../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import { hydrate, selectList } from "../catalog/hydrate.js";
import { AssetHistory } from "./asset-history.entity.js";

interface PageKey {
  readonly id: string;
  /** Sequence before which the page begins. */
  readonly before: string | null;
  readonly size: number;
}

interface Asset {
  readonly id: string;
  readonly fqn: Fqn;
}

type Row = AssetHistory & { readonly columnName: string | null };

/** What changed in the catalog, read for clients, newest first. */
export class AssetHistories {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  /** With its columns. */
  ofTable(ctx: RequestContext, table: Asset, args: PageArgs): Promise<Connection<AssetHistory>> {
    return this.page(ctx, "table_id", table, args, ({ columnName }) =>
      columnName === null ? table.fqn : ([...table.fqn, columnName] as unknown as Fqn),
    );
  }

  ofColumn(ctx: RequestContext, column: Asset, args: PageArgs): Promise<Connection<AssetHistory>> {
    return this.page(ctx, "asset_id", column, args, () => column.fqn);
  }

  private async page(
    ctx: RequestContext,
    of: "table_id" | "asset_id",
    { id }: Asset,
    args: PageArgs,
    fqnOf: (row: Row) => Fqn,
  ): Promise<Connection<AssetHistory>> {
    const { tenantId } = ctx.identity;
    const page = pageOf(args);
    const list = `history:${id}`;
    const before = page.cursor === null ? null : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await loaderOf(ctx, `history:${of}`, (keys: readonly PageKey[]) =>
      this.database.tenant(tenantId, (manager) => historyPages(manager, tenantId, of, keys)),
    ).load({ id, before, size: page.limit + 1 });
    const entries = rows.map((row) => Object.assign(hydrate(AssetHistory, row), { targetFqn: fqnOf(row) }));
    return toConnection(entries, page, ({ sequence }) => this.cursors.encode(tenantId, list, [sequence]));
  }
}

async function historyPages(
  manager: EntityManager,
  tenantId: string,
  of: "table_id" | "asset_id",
  keys: readonly PageKey[],
): Promise<Row[][]> {
  const rows = (await manager.query(
    `select k.place::int as place, p.*
     from rows from (jsonb_to_recordset($2) as (id uuid, before bigint, size int)) with ordinality as k (id, before, size, place)
     cross join lateral (
       select ${selectList(manager, AssetHistory, "h")}, c.name as "columnName"
       from asset_history h left join catalog_column c on c.id = h.asset_id
       where h.tenant_id = $1 and h.${of} = k.id and h.sequence < coalesce(k.before, 9223372036854775807)
       order by h.sequence desc limit k.size
     ) p order by k.place, p.sequence desc`,
    [tenantId, JSON.stringify(keys)],
  )) as (Row & { place: number })[];
  const pages = Map.groupBy(rows, ({ place }) => place);
  return keys.map((_, index) => pages.get(index + 1) ?? []);
}
