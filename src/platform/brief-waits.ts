import type { EntityManager } from "typeorm";

/**
 * From now on the transaction waits for no lock for long: for work that goes through all tenants, one after the other, where
 * whoever holds a lock for minutes would hold up everybody. What waited too long is done again at the next look.
 */
export async function waitBriefly(manager: EntityManager): Promise<void> {
  await manager.query("set local lock_timeout = '500ms'");
}

export const waitedTooLong = (error: unknown): boolean => (error as { code?: string }).code === "55P03";
