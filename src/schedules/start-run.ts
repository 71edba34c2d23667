import type { Logger } from "pino";
import type { EntityManager } from "typeorm";
import { waitedTooLong } from "../platform/brief-waits.js";
import { UserErrors } from "../platform/errors.js";
import { isOutage } from "../platform/outage.js";
import type { Queue } from "../platform/queue.js";
import { cancelRun } from "../runs/cancel-run.js";
import type { Runs } from "../runs/run.service.js";
import { FiringOutcome } from "./firing.entity.js";
import { OverlapPolicy } from "./overlap-policy.js";
import type { FiringSource } from "./queued-firings.js";
import { ownRequest } from "./startable.js";

/** What the row of a schedule or trigger says of its runs; it is locked. */
export interface LockedSource extends FiringSource {
  readonly overlapPolicy: OverlapPolicy;
  readonly saveAll: boolean;
  readonly clientId: string;
}

interface Decision {
  readonly outcome: FiringOutcome;
  readonly reason?: string;
  readonly runId?: string;
  readonly waitsForRunId?: string;
}

export interface StarterParts {
  readonly runs: Runs;
  readonly queue: Queue;
  readonly tenantConcurrency: number;
  readonly log: Logger;
}

/** Two transactions stood in each other's way: this one is to be done again as a whole. */
const COLLISION = /^40(001|P01)$/;

/** Makes a run of a firing that is written as QUEUED, or decides otherwise, in the caller's transaction. */
export class RunStarter {
  constructor(private readonly parts: StarterParts) {}

  async start(manager: EntityManager, source: LockedSource, firingId: string): Promise<void> {
    const { outcome, reason, runId, waitsForRunId } = await this.decide(manager, source, firingId);
    await manager.query(
      "update workflow_firing set outcome = $2, reason = $3, run_id = $4, waits_for_run_id = $5 where id = $1",
      [firingId, outcome, reason ?? null, runId ?? null, waitsForRunId ?? null],
    );
  }

  private async decide(manager: EntityManager, source: LockedSource, firingId: string): Promise<Decision> {
    const running = await runOf(manager, source);
    const what = source.triggerId ? "trigger" : "schedule";
    if (running && source.overlapPolicy === OverlapPolicy.SKIP) {
      return { outcome: FiringOutcome.SKIPPED, reason: `Run ${running} of this ${what} was still under way.` };
    }
    if (running && source.overlapPolicy === OverlapPolicy.QUEUE) {
      if (await anotherWaits(manager, source, firingId)) {
        const reason = `Run ${running} of this ${what} was still under way, and another one waited already.`;
        return { outcome: FiringOutcome.SKIPPED, reason };
      }
      const reason = `Waits for run ${running} of this ${what} to end.`;
      return { outcome: FiringOutcome.QUEUED, reason, waitsForRunId: running };
    }
    try {
      // A savepoint, so that the firing can be written where the run could not.
      return await manager.transaction(async (inner) => {
        if (running) return this.replace(inner, source, running, what);
        const request = ownRequest(source.configurationId, source.saveAll);
        const { workflowRun } = await this.parts.runs.createIn(inner, source, request);
        return { outcome: FiringOutcome.STARTED, runId: workflowRun.id };
      });
    } catch (error) {
      return { outcome: FiringOutcome.FAILED, reason: this.reasonOf(error, source) };
    }
  }

  /**
   * Cancels the run under way; the next look finds it ended, and starts the new one. Not in one transaction: that would take
   * the new run's locks after the old one's, against the order that all keep to.
   */
  private async replace(
    manager: EntityManager,
    source: LockedSource,
    running: string,
    what: string,
  ): Promise<Decision> {
    const { runs, queue, tenantConcurrency } = this.parts;
    await runs.checkIn(manager, source, ownRequest(source.configurationId, source.saveAll)); // else nothing is cancelled
    await cancelRun(
      manager,
      queue,
      source.tenantId,
      running,
      `The next run of its ${what} takes its place.`,
      tenantConcurrency,
    );
    return { outcome: FiringOutcome.QUEUED, reason: `Takes the place of run ${running}.`, waitsForRunId: running };
  }

  private reasonOf(error: unknown, source: LockedSource): string {
    if (error instanceof UserErrors) return error.message;
    const code = (error as { code?: string }).code ?? "";
    if (isOutage(error) || waitedTooLong(error) || COLLISION.test(code)) throw error;
    this.parts.log.error({ err: error, ...source }, "a run could not be created");
    return "An error of the gateway; its log says more.";
  }
}

/** The run of a schedule or trigger that has not ended. */
async function runOf(manager: EntityManager, { tenantId, configurationId, triggerId = null }: FiringSource) {
  const [run] = (await manager.query(
    `select r.id from workflow_run r
     where r.tenant_id = $1 and r.configuration_id = $2 and r.status in ('PENDING', 'RUNNING') and exists (
       select 1 from workflow_firing f where f.run_id = r.id and f.trigger_id is not distinct from $3)
     order by r.id desc limit 1`,
    [tenantId, configurationId, triggerId],
  )) as { id: string }[];
  return run?.id;
}

async function anotherWaits(
  manager: EntityManager,
  { tenantId, configurationId, triggerId = null }: FiringSource,
  firingId: string,
): Promise<boolean> {
  const rows = (await manager.query(
    `select 1 from workflow_firing
     where tenant_id = $1 and configuration_id = $2 and trigger_id is not distinct from $3 and outcome = 'QUEUED' and id < $4
     limit 1`,
    [tenantId, configurationId, triggerId, firingId],
  )) as unknown[];
  return rows.length > 0;
}
