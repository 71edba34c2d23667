import type { EntityManager } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { Annotation } from "../annotations/annotation.entity.js";
import { assetsByName } from "../catalog/assets-by-name.js";
import { columnsOfTables } from "../catalog/columns-of-tables.js";
import type { TableAsset } from "../catalog/table.entity.js";
import { columnProfiles } from "../profiles/column-profile-queries.js";
import { latestProfiles } from "../profiles/table-profile-queries.js";
import { relatedTables } from "./related-tables.js";
import type { KnownAnnotation, TableFacts } from "./table-facts.js";

/** What our own database knows of a table; undefined where the catalog does not have it. */
export async function loadTableFacts(
  manager: EntityManager,
  tenantId: string,
  fqn: Fqn,
): Promise<TableFacts | undefined> {
  const [asset] = await assetsByName(manager, tenantId, [fqn]);
  const table = asset as TableAsset | null;
  if (!table) return undefined;
  const [columns = []] = await columnsOfTables(manager, tenantId, [table]);
  const known = await annotationsOf(manager, tenantId, table.id);
  const [profile] = await latestProfiles(manager, tenantId, [table.id]);
  const [profiled = []] = profile ? await columnProfiles(manager, tenantId, [profile.id]) : [];
  return {
    id: table.id,
    fqn,
    schema: fqn[2]!,
    name: table.name,
    kind: table.tableKind,
    comment: table.comment,
    estimatedRows: table.estimatedRows,
    constraints: table.constraints,
    annotations: known.get(table.id) ?? [],
    columns: columns.map((column) => ({
      id: column.id,
      name: column.name,
      ordinal: column.ordinal,
      type: column.type,
      nullable: column.nullable,
      defaultExpression: column.defaultExpression,
      generated: column.generated,
      identity: column.identity,
      comment: column.comment,
      annotations: known.get(column.id) ?? [],
    })),
    related: await relatedTables(manager, table),
    profile: profile ? { ...profile, columns: profiled } : null,
  };
}

async function annotationsOf(
  manager: EntityManager,
  tenantId: string,
  tableId: string,
): Promise<ReadonlyMap<string, KnownAnnotation[]>> {
  const rows = await manager
    .createQueryBuilder(Annotation, "a")
    .where("a.tenantId = :tenantId and a.tableId = :tableId and a.value is not null", { tenantId, tableId })
    .orderBy("a.kind")
    .addOrderBy("a.name")
    .getMany();
  const byAsset = Map.groupBy(rows, ({ assetId }) => assetId);
  const known = ({ kind, name, value, confidence, origin }: Annotation): KnownAnnotation => ({
    kind,
    name,
    value: value!, // that there is nothing is no annotation
    confidence,
    origin,
  });
  return new Map([...byAsset].map(([id, annotations]) => [id, annotations.map(known)]));
}
