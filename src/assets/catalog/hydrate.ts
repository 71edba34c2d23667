import type { EntityManager } from "typeorm";

type Class<T> = new () => T;

/** The select list that gives an entity's rows their properties' names, for queries that the query builder can't write. */
export function selectList<T extends object>(manager: EntityManager, entity: Class<T>, alias: string): string {
  const { columns } = manager.connection.getMetadata(entity);
  return columns.map(({ databaseName, propertyName }) => `${alias}.${databaseName} as "${propertyName}"`).join(", ");
}

export const hydrate = <T extends object>(entity: Class<T>, row: object): T => Object.assign(new entity(), row);
