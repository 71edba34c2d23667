import type { EntityManager } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { hydrate, selectList } from "./hydrate.js";
import { TableAsset } from "./table.entity.js";

export interface FoundTable {
  readonly table: TableAsset;
  /** Whether it is still there, as far as the catalog knows. */
  readonly isThere: boolean;
}

/** Tables with their names, those that went from their source too. */
export async function tablesById(
  manager: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<(FoundTable | null)[]> {
  const rows = (await manager.query(
    `select ${selectList(manager, TableAsset, "t")}, array[s.name, d.name, n.name, t.name] as fqn,
       t.gone_at is null and n.gone_at is null and d.gone_at is null as "isThere"
     from catalog_table t
     join catalog_schema n on n.id = t.schema_id
     join catalog_database d on d.id = n.database_id
     join data_service s on s.id = d.service_id
     where t.tenant_id = $1 and t.id = any($2)`,
    [tenantId, ids],
  )) as (object & { id: string; fqn: Fqn; isThere: boolean })[];
  const byId = new Map(
    rows.map(({ isThere, ...row }) => [row.id, { table: hydrate(TableAsset, row), isThere }] as const),
  );
  return ids.map((id) => byId.get(id) ?? null);
}
