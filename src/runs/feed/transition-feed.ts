import type { Identity } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import type { Listener } from "../../platform/listener.js";
import { FEED } from "../run.queries.js";
import { isFinal } from "../run-status.js";
import { WorkflowRunStatusTransition } from "../transition.entity.js";
import { streamErrors } from "./stream-errors.js";
import { headOf, TenantTail } from "./tenant-tail.js";
import { Wakes } from "./wakes.js";

export interface TransitionFilter {
  readonly runId?: string | null;
  readonly configurationId?: string | null;
  /** This asset, or one that lies under it. */
  readonly assetFqn?: string | null;
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

  async *follow(
    identity: Identity,
    filter: TransitionFilter,
    after?: string | null,
  ): AsyncGenerator<WorkflowRunStatusTransition> {
    const { tenantId, expiresAt } = identity;
    const tail = this.enter(tenantId);
    try {
      let position = await this.start(tenantId, filter, after);
      while (true) {
        const seen = this.wakes.version(tenantId);
        await tail.refresh();
        const batch = tail.after(position) ?? (await this.read(tenantId, position, filter));
        for (const row of batch.rows) {
          if (!matches(row, filter)) continue;
          const given = Date.now();
          this.wakes.check(expiresAt);
          yield row;
          if (Date.now() - given > this.lagSeconds * 1000) throw streamErrors.lagged();
          if (filter.runId && isFinal(row.to)) return;
        }
        if (batch.head > position) position = batch.head;
        else await this.wakes.wait(tenantId, seen, expiresAt);
      }
    } finally {
      this.leave(tenantId, tail);
    }
  }

  /** After the cursor; else a run from its first transition, and everything else from now on. */
  private async start(tenantId: string, filter: TransitionFilter, after?: string | null): Promise<bigint> {
    const { position: head, pruned } = await this.database.tenant(tenantId, (manager) => headOf(manager, tenantId));
    if (after == null) return filter.runId ? 0n : head;
    const position = BigInt(this.cursors.decode(tenantId, FEED, after)[0] ?? 0);
    if (position > head || position < pruned) throw streamErrors.cursorExpired();
    return position;
  }

  private read(tenantId: string, position: bigint, filter: TransitionFilter) {
    return this.database.tenant(tenantId, async (manager) => {
      const { position: head } = await headOf(manager, tenantId);
      const query = manager
        .createQueryBuilder(WorkflowRunStatusTransition, "t")
        .where("t.tenantId = :tenantId and t.position > :position and t.position <= :head", {
          tenantId,
          position: String(position),
          head: String(head),
        })
        .orderBy("t.position", "ASC")
        .limit(BATCH);
      if (filter.runId) query.andWhere("t.runId = :runId", { runId: filter.runId });
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
    if (tail.subscribers > 0) return;
    this.tails.delete(tenantId);
    this.wakes.release(tenantId);
  }
}

function matches(row: WorkflowRunStatusTransition, { runId, configurationId, assetFqn }: TransitionFilter): boolean {
  if (runId && row.runId !== runId) return false;
  if (configurationId && row.configurationId !== configurationId) return false;
  return !assetFqn || row.assetFqn === assetFqn || row.assetFqn.startsWith(`${assetFqn}.`);
}
