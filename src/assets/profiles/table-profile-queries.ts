import type { EntityManager } from "typeorm";
import { hydrate, selectList } from "../catalog/hydrate.js";
import { TableProfile } from "./table-profile.entity.js";

export interface TableHistoryKey {
  readonly tableId: string;
  /** Id of the profile after which the page begins. */
  readonly after: string | null;
  readonly size: number;
}

/** The newest profiles of some tables, so many of each. */
export async function tableHistory(
  manager: EntityManager,
  tenantId: string,
  keys: readonly TableHistoryKey[],
): Promise<TableProfile[][]> {
  const rows = (await manager.query(
    `select wanted.place::int as place, p.*
     from unnest($2::uuid[], $3::uuid[], $4::int[]) with ordinality as wanted (table_id, after, size, place)
     cross join lateral (
       select ${selectList(manager, TableProfile, "r")} from table_profile r
       where r.tenant_id = $1 and r.table_id = wanted.table_id and r.id < coalesce(wanted.after, $5::uuid)
       order by r.id desc limit wanted.size
     ) p order by wanted.place, p.id desc`,
    [
      tenantId,
      keys.map(({ tableId }) => tableId),
      keys.map(({ after }) => after),
      keys.map(({ size }) => size),
      LARGEST_ID,
    ],
  )) as (object & { place: number })[];
  const pages = Map.groupBy(rows, ({ place }) => place);
  return keys.map((_, index) => (pages.get(index + 1) ?? []).map(({ place: _, ...row }) => hydrate(TableProfile, row)));
}

/** A first page begins before all ids: an index condition like any other page's. */
export const LARGEST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

export async function latestProfiles(
  manager: EntityManager,
  tenantId: string,
  tableIds: readonly string[],
): Promise<(TableProfile | null)[]> {
  const pages = await tableHistory(
    manager,
    tenantId,
    tableIds.map((tableId) => ({ tableId, after: null, size: 1 })),
  );
  return pages.map(([latest]) => latest ?? null);
}

export async function profilesById(
  manager: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<(TableProfile | null)[]> {
  const rows = await manager
    .createQueryBuilder(TableProfile, "p")
    .where("p.tenantId = :tenantId and p.id = any(:ids)", { tenantId, ids })
    .getMany();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => byId.get(id) ?? null);
}
