import type { RequestContext } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import type { Fqn } from "../../platform/fqn.js";
import { loaderOf } from "../../platform/loader.js";
import { type Connection, type PageArgs, pageOf, toConnection } from "../../platform/paging.js";
import type { DataAsset } from "../data-asset.js";
import { hydrate, selectList } from "./hydrate.js";
import { CATALOG_LEVELS } from "./levels.js";

interface Parent {
  readonly id: string;
  readonly fqn: Fqn;
}

interface PageKey {
  readonly parentId: string;
  readonly after: string;
  readonly limit: number;
}

/** Pages of what lies in a service, database or schema, by name; one query for the pages of all parents of an answer. */
export class AssetPages {
  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
  ) {}

  async load<T extends DataAsset>(
    ctx: RequestContext,
    depth: number,
    parent: Parent,
    args: PageArgs,
  ): Promise<Connection<T>> {
    const { tenantId } = ctx.identity;
    const { entity, table } = CATALOG_LEVELS[depth - 1]!;
    const page = pageOf(args);
    const list = `${table}:${parent.id}`;
    const after = page.cursor === null ? "" : String(this.cursors.decode(tenantId, list, page.cursor)[0]);
    const rows = await loaderOf(ctx, `catalog:${table}`, (keys: readonly PageKey[]) =>
      this.read(tenantId, depth, keys),
    ).load({ parentId: parent.id, after, limit: page.limit + 1 });
    const assets = rows.map((row) => hydrate<DataAsset>(entity, { ...row, fqn: [...parent.fqn, row.name] }) as T);
    return toConnection(assets, page, ({ name }) => this.cursors.encode(tenantId, list, [name]));
  }

  private read(tenantId: string, depth: number, keys: readonly PageKey[]): Promise<{ name: string }[][]> {
    const { entity, table, parent } = CATALOG_LEVELS[depth - 1]!;
    return this.database.tenant(tenantId, async (manager) => {
      const rows = (await manager.query(
        `select wanted.place::int as place, a.*
         from unnest($2::uuid[], $3::text[], $4::int[]) with ordinality as wanted (parent, after, size, place)
         cross join lateral (
           select ${selectList<DataAsset>(manager, entity, "r")} from ${table} r
           where r.tenant_id = $1 and r.${parent} = wanted.parent and r.gone_at is null and r.name > wanted.after
           order by r.name limit wanted.size
         ) a order by wanted.place, a.name`,
        [
          tenantId,
          keys.map(({ parentId }) => parentId),
          keys.map(({ after }) => after),
          keys.map(({ limit }) => limit),
        ],
      )) as { place: number; name: string }[];
      const pages = Map.groupBy(rows, ({ place }) => place);
      return keys.map((_, index) => pages.get(index + 1) ?? []);
    });
  }
}
