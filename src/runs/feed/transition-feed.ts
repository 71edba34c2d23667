import type { EntityManager } from "typeorm";
import type { Identity } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { codedError, ErrorCode } from "../../platform/errors.js";
import { isId } from "../../platform/ids.js";
import type { Listener } from "../../platform/listener.js";
import { canonicalFqn } from "../run-filter.js";
import { isFinal, WorkflowRunStatus } from "../run-status.js";
import { WorkflowRunStatusTransition } from "../transition.entity.js";
import { TRANSITIONS } from "./lists.js";
import { patiently } from "./patiently.js";
import { streamErrors } from "./stream-errors.js";
import { type Batch, headOf, TenantTail } from "./tenant-tail.js";
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
      let position = await patiently(bell, signal, () => this.start(tenantId, filter, after));
      while (position !== undefined && !signal?.aborted) {
        bell.silence();
        const batch = await patiently(bell, signal, () => this.batch(tail, position!, filter, tenantId));
        for (const row of batch.rows) {
          if (!matches(row, filter)) continue;
          bell.check();
          const given = Date.now();
          yield row;
          if (Date.now() - given > this.lagSeconds * 1000) throw streamErrors.lagged();
          if (filter.runId && isFinal(row.to)) return;
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
   * After the cursor; else a run from its first transition, and everything else from now on. Undefined where nothing will
   * follow: the run has ended at or before the cursor.
   */
  private start(tenantId: string, filter: TransitionFilter, after?: string | null): Promise<bigint | undefined> {
    const cursor = after == null ? undefined : BigInt(this.cursors.decode(tenantId, TRANSITIONS, after)[0] ?? 0);
    return this.database.tenant(tenantId, async (manager) => {
      const span = filter.runId ? await spanOf(manager, tenantId, filter.runId) : undefined;
      const head = await headOf(manager, tenantId);
      // Beyond the log's end: it was given by a database that has since been set back to an earlier state.
      if (cursor !== undefined && cursor > head) throw streamErrors.cursorExpired();
      if (span?.last !== undefined && cursor !== undefined && cursor >= span.last) return undefined;
      return cursor ?? (span ? span.first - 1n : head);
    });
  }

  private async batch(tail: TenantTail, position: bigint, filter: TransitionFilter, tenantId: string): Promise<Batch> {
    await tail.refresh();
    return tail.after(position) ?? this.read(tenantId, position, filter);
  }

  private read(tenantId: string, position: bigint, { runId }: TransitionFilter): Promise<Batch> {
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

/** Positions of a run's first transition and, where it has ended, of its last. */
async function spanOf(
  manager: EntityManager,
  tenantId: string,
  runId: string,
): Promise<{ first: bigint; last?: bigint }> {
  const [row] = (await manager.query(
    `select min(position) as first, max(position) filter (where to_status = any($3)) as last
     from workflow_run_status_transition where tenant_id = $1 and run_id = $2`,
    [tenantId, runId, Object.values(WorkflowRunStatus).filter(isFinal)],
  )) as { first: string | null; last: string | null }[];
  if (!row?.first) throw codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.");
  return { first: BigInt(row.first), last: row.last ? BigInt(row.last) : undefined };
}

/** Ids and names as they are stored. What is no id is nobody's id. */
function normalised({ runId, configurationId, assetFqn }: TransitionFilter): TransitionFilter {
  if (runId != null && !isId(runId)) throw codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.");
  return {
    runId: runId?.toLowerCase(),
    configurationId: configurationId?.toLowerCase(),
    assetFqn: assetFqn == null ? null : canonicalFqn(assetFqn, "assetFqn"),
  };
}

function matches(row: WorkflowRunStatusTransition, { runId, configurationId, assetFqn }: TransitionFilter): boolean {
  if (runId != null && row.runId !== runId) return false;
  if (configurationId != null && row.configurationId !== configurationId) return false;
  return assetFqn == null || row.assetFqn === assetFqn || row.assetFqn.startsWith(`${assetFqn}.`);
}
