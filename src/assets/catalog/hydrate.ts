import type { EntityManager } from "typeorm";

type Class<T> = new () => T;

/**
 * The select list that gives an entity's rows their properties' names, for queries that the query builder can't write.
 * Columns with `select: false` are left out, as there.
 */
export function selectList<T extends object>(manager: EntityManager, entity: Class<T>, alias: string): string {
  const { columns } = manager.connection.getMetadata(entity);
  return columns
    .filter(({ isSelect }) => isSelect)
    .map(({ databaseName, propertyName }) => `${alias}.${databaseName} as "${propertyName}"`)
    .join(", ");
}

export const hydrate = <T extends object>(entity: Class<T>, row: object): T => Object.assign(new entity(), row);
