import type { Identity } from "../../platform/context.js";
import type { Cursors } from "../../platform/cursor.js";
import type { Database } from "../../platform/database.js";
import { codedError, ErrorCode } from "../../platform/errors.js";
import { isId } from "../../platform/ids.js";
import type { Listener } from "../../platform/listener.js";
import { WorkflowRunEventRow } from "../event.entity.js";
import { WorkflowRun } from "../run.entity.js";
import { isFinal, type WorkflowRunStatus } from "../run-status.js";
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

  end(): void {
    this.wakes.end();
  }

  cursorOf(row: WorkflowRunEventRow): string {
    return this.cursors.encode(row.tenantId, `events:${row.runId}`, [row.sequence]);
  }

  async *follow(identity: Identity, runId: string, after?: string | null): AsyncGenerator<WorkflowRunEventRow> {
    const { tenantId, expiresAt } = identity;
    let sequence = after ? String(this.cursors.decode(tenantId, `events:${runId}`, after)[0]) : "0";
    await this.mustExist(tenantId, runId);
    try {
      while (true) {
        const seen = this.wakes.version(runId);
        const rows = await this.read(tenantId, runId, sequence);
        for (const row of rows) {
          // Events are pruned from the oldest on: a gap at the start means that some are gone.
          if (BigInt(row.sequence) !== BigInt(sequence) + 1n) throw streamErrors.cursorExpired();
          sequence = row.sequence;
          const given = Date.now();
          this.wakes.check(expiresAt);
          yield row;
          if (Date.now() - given > this.lagSeconds * 1000) throw streamErrors.lagged();
          if (row.kind === "STATUS" && isFinal(row.payload.to as WorkflowRunStatus)) return;
        }
        if (rows.length < BATCH) await this.wakes.wait(runId, seen, expiresAt);
      }
    } finally {
      this.wakes.release(runId);
    }
  }

  private read(tenantId: string, runId: string, sequence: string): Promise<WorkflowRunEventRow[]> {
    return this.database.tenant(tenantId, (manager) =>
      manager
        .createQueryBuilder(WorkflowRunEventRow, "e")
        .where("e.tenantId = :tenantId and e.runId = :runId and e.sequence > :sequence", { tenantId, runId, sequence })
        .orderBy("e.sequence", "ASC")
        .limit(BATCH)
        .getMany(),
    );
  }

  private async mustExist(tenantId: string, runId: string): Promise<void> {
    const exists =
      isId(runId) &&
      (await this.database.tenant(tenantId, (manager) => manager.existsBy(WorkflowRun, { id: runId, tenantId })));
    if (!exists) throw codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.");
  }
}
