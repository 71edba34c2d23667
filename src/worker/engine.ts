import type { Logger } from "pino";
import type { EntityManager } from "typeorm";
import type { Database } from "../platform/database.js";
import type { Queue } from "../platform/queue.js";
import type { WorkflowRegistry } from "../workflows/registry.js";

/** What every step of the engine needs. */
export interface Engine {
  readonly database: Database;
  readonly queue: Queue;
  readonly workflows: WorkflowRegistry;
  readonly workerId: string;
  readonly tenantConcurrency: number;
  readonly log: Logger;
}

/** How often a failed try, and how often a lost worker, is made up for. */
export const MAX_TRIES = 3;
export const MAX_WORKER_LOSSES = 3;

/** Seconds before the next try: 1, 4, with jitter so that many tasks don't come back at once. */
export const backoffSeconds = (tries: number): number => 4 ** (tries - 1) * (0.75 + Math.random() / 2);

/** A transaction scoped to the run's tenant. */
export const transactOf =
  (engine: Engine, tenantId: string) =>
  <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> =>
    engine.database.tenant(tenantId, work);
