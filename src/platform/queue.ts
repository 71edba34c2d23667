import { PgBoss } from "pg-boss";
import type { EntityManager } from "typeorm";
import { notify } from "./listener.js";
import { survivesCuts } from "./on-connect.js";

const QUEUE = "run-step";
/** pg-boss gives a job of a killed worker to another after this long without a heartbeat; 10 s is the least it takes. */
const HEARTBEAT_SECONDS = 10;
/** How often a job may be lost at all. What a loss means for a run is decided by the engine, long before. */
const HAND_OUTS = 50;

/**
 * One step of a run: plan it, work on one task, or finish it. `tries` counts failures of the step itself; tasks keep
 * their own count.
 */
export type StepJob =
  | {
      readonly step: "plan" | "finish";
      readonly tenantId: string;
      readonly runId: string;
      readonly tries?: number;
    }
  | { readonly step: "task"; readonly tenantId: string; readonly runId: string; readonly taskId: string };

export interface TakenJob {
  readonly id: string;
  /** How often a worker that had the job was lost. */
  readonly retryCount: number;
  readonly data: StepJob;
}

/** Jobs on pg-boss; nothing else imports it. Jobs are sent and completed in the caller's transaction. */
export class Queue {
  private constructor(private readonly boss: PgBoss) {}

  static async start(databaseUrl: string, onError: (error: Error) => void, work: boolean): Promise<Queue> {
    const boss = new PgBoss({
      ...{ onConnect: survivesCuts }, // goes on to its pool, though its type does not say so
      connectionString: databaseUrl,
      application_name: "data-readiness/queue",
      max: 4,
      // Recovery is only as quick as the supervisor looks: its default of a minute would dominate.
      supervise: work,
      superviseIntervalSeconds: 1,
      monitorIntervalSeconds: 1,
      schedule: false,
      monitorVacuum: false,
    });
    boss.on("error", onError);
    await boss.start();
    await boss.createQueue(QUEUE, {
      heartbeatSeconds: HEARTBEAT_SECONDS,
      retryLimit: HAND_OUTS,
      retryDelay: 0,
      expireInSeconds: 23 * 3600,
      deleteAfterSeconds: 3600,
      retentionSeconds: 30 * 24 * 3600,
    });
    return new Queue(boss);
  }

  /** Sends jobs with the caller's transaction, and wakes the workers up when it commits. */
  async send(manager: EntityManager, jobs: readonly StepJob[], startAfterSeconds = 0): Promise<void> {
    if (jobs.length === 0) return;
    const startAfter = startAfterSeconds > 0 ? startAfterSeconds : undefined;
    await this.boss.insert(
      QUEUE,
      // Planning and finishing are short, and clients wait for them: they don't queue up behind tasks.
      jobs.map((data) => ({ data, startAfter, priority: data.step === "task" ? 0 : 1 })),
      { db: within(manager) },
    );
    await notify(manager, "jobs", "");
  }

  async take(limit: number): Promise<TakenJob[]> {
    return this.boss.fetch<StepJob>(QUEUE, { batchSize: limit, includeMetadata: true });
  }

  /** With the caller's transaction. Answers false, and leaves the job alone, where the claim on it has lapsed. */
  async complete(manager: EntityManager, job: TakenJob): Promise<boolean> {
    const attempt = { id: job.id, retryCount: job.retryCount };
    const response = await this.boss.complete(QUEUE, attempt, null, { db: within(manager) });
    return (response as { affected: number }).affected > 0; // its type leaves out what it documents
  }

  /** Gives a job back, with the caller's transaction: it is handed out again, and that counts as no loss of a worker. */
  async giveBack(
    manager: EntityManager,
    job: TakenJob,
    startAfterSeconds = 0,
    data: StepJob = job.data,
  ): Promise<void> {
    if (await this.complete(manager, job)) await this.send(manager, [data], startAfterSeconds);
  }

  /** Says that the worker is alive. */
  async heartbeat(jobs: readonly TakenJob[]): Promise<void> {
    await this.boss.touch(
      QUEUE,
      jobs.map(({ id, retryCount }) => ({ id, retryCount })),
    );
  }

  async stop(): Promise<void> {
    await this.boss.stop({ graceful: false, close: true });
  }
}

const within = (manager: EntityManager) => ({
  executeSql: async (text: string, values?: unknown[]) => ({ rows: (await manager.query(text, values)) as unknown[] }),
});
