import type { Identity } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import type { Listener } from "../../platform/listener.js";
import { isFinal } from "../run-status.js";
import { WorkflowRunStatusTransition } from "../transition.entity.js";
import { TRANSITIONS } from "./lists.js";
import { patiently } from "./patiently.js";
import { runOf, spanOf } from "./span.js";
import { streamErrors } from "./stream-errors.js";
import { type Batch, headOf, TenantTail } from "./tenant-tail.js";
import { matches, normalised, type TransitionFilter } from "./transition-filter.js";
import { Wakes } from "./wakes.js";

interface Start {
  readonly position: bigint;
  /** The stream completes after this run's last transition: nothing that it is about comes later. */
  readonly lastRunId?: string;
}

const BATCH = 200;

/**
 * The tenant's transitions as streams: first what the log holds after the cursor, then live. Each stream pulls: it reads
 * on only when its reader has taken what it was given, so it costs one batch at most, and no stream waits for another.
 */
export class TransitionFeed {
  private readonly wakes = new Wakes();
  private readonly tails = new Map<string, TenantTail>();

  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    listener: Listener,
    private readonly lagSeconds: number,
  ) {
    listener.on("transitions", (tenantId) => this.wakes.wake(tenantId));
  }

  /** Ends all streams with SERVER_GOING_AWAY. */
  end(): void {
    this.wakes.end();
  }

  /** `signal` aborts when the reader is gone: a stream that waits then ends. */
  async *follow(
    identity: Identity,
    asked: TransitionFilter,
    after?: string | null,
    signal?: AbortSignal,
  ): AsyncGenerator<WorkflowRunStatusTransition> {
    const { tenantId } = identity;
    const filter = normalised(asked);
    const tail = this.enter(tenantId);
    const bell = this.wakes.bell(tenantId, identity, signal);
    try {
      const start = await patiently(bell, signal, () => this.start(tenantId, filter, after));
      let position = start?.position;
      while (position !== undefined && !signal?.aborted) {
        bell.silence();
        const batch = await patiently(bell, signal, () => this.batch(tail, position!, filter, tenantId));
        for (const row of batch.rows) {
          if (matches(row, filter)) {
            bell.check();
            const given = Date.now();
            yield row;
            if (Date.now() - given > this.lagSeconds * 1000) throw streamErrors.lagged();
          }
          if (row.runId === start?.lastRunId && isFinal(row.to)) return;
        }
        if (batch.head === position) await bell.wait();
        else bell.check();
        position = batch.head;
      }
    } finally {
      bell.remove();
      this.leave(tenantId, tail);
    }
  }

  /**
   * After the cursor; else a run or pipeline from its first transition, and everything else from now on. Undefined where
   * nothing will follow: it has ended at or before the cursor.
   */
  private start(tenantId: string, filter: TransitionFilter, after?: string | null): Promise<Start | undefined> {
    const cursor = after == null ? undefined : BigInt(this.cursors.decode(tenantId, TRANSITIONS, after)[0] ?? 0);
    return this.database.tenant(tenantId, async (manager) => {
      const ofPipeline = filter.pipelineRunId ? await runOf(manager, tenantId, filter.pipelineRunId) : undefined;
      const lastRunId = filter.runId ?? ofPipeline;
      const span = lastRunId ? await spanOf(manager, tenantId, lastRunId) : undefined;
      const head = await headOf(manager, tenantId);
      // Beyond the log's end: it was given by a database that has since been set back to an earlier state.
      if (cursor !== undefined && cursor > head) throw streamErrors.cursorExpired();
      if (span?.last !== undefined && cursor !== undefined && cursor >= span.last) return undefined;
      return { position: cursor ?? (span ? span.first - 1n : head), lastRunId };
    });
  }

  private async batch(tail: TenantTail, position: bigint, filter: TransitionFilter, tenantId: string): Promise<Batch> {
    await tail.refresh();
    return tail.after(position) ?? this.read(tenantId, position, filter);
  }

  private read(tenantId: string, position: bigint, { runId, pipelineRunId }: TransitionFilter): Promise<Batch> {
    return this.database.tenant(tenantId, async (manager) => {
      const head = await headOf(manager, tenantId);
      const query = manager
        .createQueryBuilder(WorkflowRunStatusTransition, "t")
        .where("t.tenantId = :tenantId and t.position > :position and t.position <= :head", {
          tenantId,
          position: String(position),
          head: String(head),
        })
        .limit(BATCH);
      // One run's order is that of its sequence, for which there is an index.
      if (runId) query.andWhere("t.runId = :runId", { runId }).orderBy("t.sequence", "ASC");
      else query.orderBy("t.position", "ASC");
      if (pipelineRunId && !runId) query.andWhere("t.pipelineRunId = :pipelineRunId", { pipelineRunId });
      const rows = await query.getMany();
      return { rows, head: rows.length === BATCH ? BigInt(rows.at(-1)!.position) : head };
    });
  }

  private enter(tenantId: string): TenantTail {
    const tail = this.tails.get(tenantId) ?? new TenantTail(this.database, tenantId);
    this.tails.set(tenantId, tail);
    tail.subscribers++;
    return tail;
  }

  private leave(tenantId: string, tail: TenantTail): void {
    tail.subscribers--;
    if (tail.subscribers === 0) this.tails.delete(tenantId);
  }
}
