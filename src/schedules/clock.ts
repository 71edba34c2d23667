import type { EntityManager } from "typeorm";

/** What time it is, the same for all processes. */
export type Clock = (manager: EntityManager) => Promise<Date>;

export const databaseClock: Clock = async (manager) => {
  const [row] = (await manager.query("select clock_timestamp() as now")) as { now: Date }[];
  return row!.now;
};
