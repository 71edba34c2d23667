import type { Logger } from "pino";
import type { EntityManager } from "typeorm";
import { CodedFailure } from "../platform/coded-failure.js";
import type { Database } from "../platform/database.js";
import type { Queue } from "../platform/queue.js";
import type { Failure } from "../runs/failure.js";
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

/** How often something is tried, and how many lost workers it may cost, before it counts as failed. */
export const MAX_TRIES = 3;
export const MAX_WORKER_LOSSES = 3;

/** Seconds before the next try: 1, 4, with jitter so that many tasks don't come back at once. */
export const backoffSeconds = (tries: number): number => 4 ** (tries - 1) * (0.75 + Math.random() / 2);

/** A job of a workflow type that only a newer version knows waits this long for a worker of that version. */
export const unknownTypeSeconds = (): number => 2 + Math.random() * 2;

/** A transaction scoped to the run's tenant. */
export const transactOf =
  (engine: Engine, tenantId: string) =>
  <T>(work: (manager: EntityManager) => Promise<T>): Promise<T> =>
    engine.database.tenant(tenantId, work);

/** What clients see of an error: its own words where they are meant for them, else `otherwise`; the log has the rest. */
export function failureOf(engine: Engine, error: unknown, otherwise: string, scope: object): Failure {
  if (error instanceof CodedFailure) return { code: error.code, message: error.message, retryable: error.retryable };
  engine.log.error({ err: error, ...scope }, otherwise);
  return { code: "INTERNAL_ERROR", message: otherwise, retryable: true };
}
