import type { EntityManager } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { ColumnAsset } from "./column.entity.js";

/** The columns of some tables, each table's in its order. */
export async function columnsOfTables(
  manager: EntityManager,
  tenantId: string,
  tables: readonly { readonly id: string; readonly fqn: Fqn }[],
): Promise<ColumnAsset[][]> {
  const rows = await manager
    .createQueryBuilder(ColumnAsset, "c")
    .where("c.tenantId = :tenantId and c.tableId = any(:ids) and c.goneAt is null", {
      tenantId,
      ids: tables.map(({ id }) => id),
    })
    .orderBy("c.ordinal", "ASC")
    .getMany();
  const byTable = Map.groupBy(rows, ({ tableId }) => tableId);
  return tables.map(({ id, fqn }) =>
    (byTable.get(id) ?? []).map((column) => Object.assign(column, { fqn: [...fqn, column.name] as Fqn })),
  );
}
