import type { EntityManager } from "typeorm";

/** The assignments of an UPDATE that takes all but the key from another row: a column that comes later is not forgotten. */
export function setAll(manager: EntityManager, entity: new () => object, from: string): string {
  const { columns } = manager.connection.getMetadata(entity);
  return columns
    .filter(({ isPrimary }) => !isPrimary)
    .map(({ databaseName }) => `${databaseName} = ${from}.${databaseName}`)
    .join(", ");
}
