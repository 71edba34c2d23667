import type { EntityManager } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import type { DataAsset } from "../data-asset.js";
import { DataService } from "../services/data-service.entity.js";
import { hydrate, selectList } from "./hydrate.js";
import { CATALOG_LEVELS, joinedBelow } from "./levels.js";

/** The assets of some names, null for what is not there; one query for all names of a level. */
export async function assetsByName(
  manager: EntityManager,
  tenantId: string,
  names: readonly Fqn[],
): Promise<(DataAsset | null)[]> {
  const found = new Array<DataAsset | null>(names.length).fill(null);
  const places = Map.groupBy(names.keys(), (place) => names[place]!.length);
  for (const [length, at] of places) {
    const assets = await (length === 1 ? services : belowServices)(
      manager,
      tenantId,
      at.map((place) => names[place]!),
    );
    for (const [index, place] of at.entries()) found[place] = assets[index] ?? null;
  }
  return found;
}

async function services(manager: EntityManager, tenantId: string, names: readonly Fqn[]): Promise<DataAsset[]> {
  const rows = await manager
    .createQueryBuilder(DataService, "s")
    .where("s.tenantId = :tenantId and s.name = any(:names)", { tenantId, names: names.map(([name]) => name) })
    .getMany();
  const byName = new Map(rows.map((row) => [row.name, row]));
  return names.map(([name]) => byName.get(name)!);
}

async function belowServices(manager: EntityManager, tenantId: string, names: readonly Fqn[]): Promise<DataAsset[]> {
  const depth = names[0]!.length - 1;
  const { entity, alias } = CATALOG_LEVELS[depth - 1]!;
  const parts = Array.from({ length: depth + 1 }, (_, level) => names.map((fqn) => fqn[level]));
  const arrays = parts.map((_, level) => `$${level + 2}::text[]`).join(", ");
  const columns = parts.map((_, level) => `name${level}`).join(", ");
  const rows = (await manager.query(
    `select wanted.place::int as place, ${selectList(manager, entity as new () => DataAsset, alias)}
     from unnest(${arrays}) with ordinality as wanted (${columns}, place)
     join data_service s on s.tenant_id = $1 and s.name = wanted.name0 ${joinedBelow(depth, (level) => `wanted.name${level}`)}`,
    [tenantId, ...parts],
  )) as (object & { place: number })[];
  const assets: DataAsset[] = [];
  for (const { place, ...row } of rows) {
    assets[place - 1] = hydrate(entity as new () => DataAsset, { ...row, fqn: names[place - 1] });
  }
  return assets;
}
