import type { EntityManager } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { hydrate, selectList } from "../catalog/hydrate.js";
import { TableAsset } from "../catalog/table.entity.js";

/** Tables with their names, in the order of the ids. */
export async function tablesById(
  manager: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<TableAsset[]> {
  if (ids.length === 0) return [];
  const rows = (await manager.query(
    `select ${selectList(manager, TableAsset, "t")}, array[s.name, d.name, n.name, t.name]::text[] as fqn
     from unnest($2::uuid[]) with ordinality as wanted (id, place)
     join catalog_table t on t.id = wanted.id and t.tenant_id = $1
     join catalog_schema n on n.id = t.schema_id
     join catalog_database d on d.id = n.database_id
     join data_service s on s.id = d.service_id
     order by wanted.place`,
    [tenantId, ids],
  )) as { fqn: Fqn }[];
  return rows.map((row) => hydrate(TableAsset, row));
}
