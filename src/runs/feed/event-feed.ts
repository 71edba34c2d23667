import type { Identity } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { codedError, ErrorCode } from "../../platform/errors.js";
import { isId } from "../../platform/ids.js";
import type { Listener } from "../../platform/listener.js";
import type { WorkflowRunEventRow } from "../event.entity.js";
import { type RunEvent, toRunEvent } from "../event.types.js";
import { WorkflowRun } from "../run.entity.js";
import { eventsAfter } from "../run-pages.js";
import { isFinal, type WorkflowRunStatus } from "../run-status.js";
import { eventsOf } from "./lists.js";
import { patiently } from "./patiently.js";
import { streamErrors } from "./stream-errors.js";
import { Wakes } from "./wakes.js";

const BATCH = 200;

/** Everything that happens to one run, from its first event or from a cursor on; it completes after the last event. */
export class RunEventFeed {
  private readonly wakes = new Wakes();

  constructor(
    private readonly database: Database,
    private readonly cursors: Cursors,
    listener: Listener,
    private readonly lagSeconds: number,
  ) {
    listener.on("run_events", (runId) => this.wakes.wake(runId));
  }

  /** Ends all streams with SERVER_GOING_AWAY. */
  end(): void {
    this.wakes.end();
  }

  /** `signal` aborts when the reader is gone: a stream that waits then ends. */
  async *follow(
    identity: Identity,
    asked: string,
    after?: string | null,
    signal?: AbortSignal,
  ): AsyncGenerator<RunEvent> {
    const { tenantId } = identity;
    const runId = asked.toLowerCase();
    const list = eventsOf(runId);
    let sequence = after == null ? undefined : BigInt(this.cursors.decode(tenantId, list, after)[0] ?? 0);
    const bell = this.wakes.bell(runId, identity, signal);
    try {
      while (!signal?.aborted) {
        bell.silence();
        const { rows, ended } = await patiently(bell, signal, () => this.read(tenantId, runId, sequence ?? 0n));
        for (const row of rows) {
          // Of a run that ended long ago only the transitions are kept: after a cursor there may be a gap then.
          if (sequence !== undefined && after != null && BigInt(row.sequence) !== sequence + 1n) {
            throw streamErrors.cursorExpired();
          }
          sequence = BigInt(row.sequence);
          bell.check();
          const given = Date.now();
          yield toRunEvent(row, this.cursors.encode(tenantId, list, [row.sequence]));
          if (Date.now() - given > this.lagSeconds * 1000) throw streamErrors.lagged();
        }
        if (rows.length === BATCH) bell.check();
        else if (ended) return;
        else await bell.wait();
      }
    } finally {
      bell.remove();
    }
  }

  /** Whether the run has ended is asked first: then its last event is among the rows, or before them. */
  private read(
    tenantId: string,
    runId: string,
    sequence: bigint,
  ): Promise<{ rows: WorkflowRunEventRow[]; ended: boolean }> {
    return this.database.tenant(tenantId, async (manager) => {
      const run = isId(runId)
        ? await manager.findOne(WorkflowRun, { select: { id: true, status: true }, where: { id: runId, tenantId } })
        : null;
      if (!run) throw codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.");
      const rows = await eventsAfter(manager, tenantId, [{ runId, after: String(sequence) }], BATCH);
      return { rows, ended: isFinal(run.status as WorkflowRunStatus) };
    });
  }
}
