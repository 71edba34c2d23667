import type { Logger } from "pino";
import type { Database } from "../platform/database.js";
import { KEY_KEPT } from "./idempotency.js";

const EVERY_MS = 3_600_000;
const FIRST_MS = 60_000;
const LOCK = 7_236_418_059;
const KEYS_AT_ONCE = 1_000;
const RUNS_AT_ONCE = 50;

/** A statement that takes so many rows away at most, and answers how many as `taken`; $1 is the retention in days. */
export interface PruneStep {
  readonly atOnce: number;
  readonly sql: string;
}

/**
 * Takes away what nobody needs any more, a little at a time: idempotency keys after 24 hours, and the events of runs that
 * ended longer ago than the retention, and what the other steps say. Runs, their tasks and their transitions stay: they are the tenant's history, and
 * the status events among a run's events stay with them.
 */
export class Pruner {
  private readonly timers: NodeJS.Timeout[];
  private pruning: Promise<void> = Promise.resolve();
  private stopped = false;

  /** Prunes every hour until it is stopped. */
  constructor(
    private readonly database: Database,
    private readonly retentionDays: number,
    private readonly log: Logger,
    private readonly others: readonly PruneStep[] = [],
  ) {
    this.timers = [setTimeout(() => this.pruneQuietly(), FIRST_MS), setInterval(() => this.pruneQuietly(), EVERY_MS)];
    for (const timer of this.timers) timer.unref();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    await this.pruning;
  }

  /** One process at a time: where another prunes already, there is nothing to do. */
  async prune(): Promise<void> {
    while (!this.stopped && (await this.batch(pruneKeys)) === KEYS_AT_ONCE);
    for (const { sql, atOnce } of [PRUNE_EVENTS, ...this.others]) {
      while (!this.stopped && (await this.batch(sql, [this.retentionDays])) === atOnce);
    }
  }

  private pruneQuietly(): void {
    this.pruning = this.prune().catch((error: unknown) => this.log.warn({ err: error }, "pruning failed"));
  }

  /** Each batch is a transaction of its own. Answers how many it took. */
  private batch(sql: string, values: readonly number[] = []): Promise<number> {
    return this.database.system(async (manager) => {
      const [lock] = (await manager.query("select pg_try_advisory_xact_lock($1) as mine", [LOCK])) as {
        mine: boolean;
      }[];
      if (!lock?.mine) return 0;
      const [row] = (await manager.query(sql, [...values])) as { taken: number }[];
      return row!.taken;
    });
  }
}

const pruneKeys = `
  with old as (
    select ctid from idempotency_key where created_at < now() - interval '${KEY_KEPT}' limit ${KEYS_AT_ONCE}
  ), gone as (
    delete from idempotency_key where ctid in (select ctid from old) returning 1
  ) select count(*)::int as taken from gone`;

const PRUNE_EVENTS: PruneStep = {
  atOnce: RUNS_AT_ONCE,
  sql: `
  with old as (
    select id from workflow_run
    where completed_at < now() - make_interval(days => $1) and not events_pruned
    order by completed_at limit ${RUNS_AT_ONCE} for update skip locked
  ), gone as (
    delete from workflow_run_event where run_id in (select id from old) and kind <> 'STATUS'
  ), done as (
    update workflow_run set events_pruned = true where id in (select id from old) returning 1
  ) select count(*)::int as taken from done`,
};
