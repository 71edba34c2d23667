import type { EntityManager } from "typeorm";
import { waitBriefly, waitedTooLong } from "../platform/brief-waits.js";
import type { Database } from "../platform/database.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import type { Clock } from "./clock.js";
import { fireSchedule } from "./fire-schedule.js";
import { startQueued } from "./start-queued.js";
import { RunStarter, type StarterParts } from "./start-run.js";

const LOOK_MS = 1_000;
const AT_ONCE = 100;

export interface SchedulerParts extends StarterParts {
  readonly database: Database;
  readonly workflows: WorkflowRegistry;
  readonly clock: Clock;
}

interface Waiting {
  readonly id: string;
  readonly tenantId: string;
}

/** Looks each second for schedules that are due and firings that wait; any number of processes may. */
export class Scheduler {
  private readonly starter: RunStarter;
  private readonly timer: NodeJS.Timeout;
  private going?: Promise<void>;
  private stopped = false;

  constructor(private readonly parts: SchedulerParts) {
    this.starter = new RunStarter(parts);
    this.timer = setInterval(() => this.look(), LOOK_MS);
    this.look();
  }

  /** What is under way ends in good order. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.going;
  }

  private look(): void {
    this.going ??= this.goOn().finally(() => {
      this.going = undefined;
    });
  }

  private async goOn(): Promise<void> {
    const { log, database } = this.parts;
    try {
      const { now, due, queued } = await database.system((manager) => this.waiting(manager));
      for (const { id, tenantId } of due) {
        await this.oneOf(tenantId, id, (manager) => fireSchedule(manager, this.starter, id, now));
      }
      for (const { id, tenantId } of queued) {
        await this.oneOf(tenantId, id, (manager) => startQueued(manager, this.starter, id));
      }
    } catch (error) {
      log.warn({ err: error }, "schedules could not be looked at");
    }
  }

  /** Each on its own: what goes wrong with one stands in no other's way. */
  private async oneOf(tenantId: string, id: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    if (this.stopped) return;
    try {
      await this.parts.database.tenant(tenantId, async (manager) => {
        await waitBriefly(manager);
        await work(manager);
      });
    } catch (error) {
      const about = { err: error, tenantId, id };
      if (waitedTooLong(error))
        this.parts.log.debug(about, "a firing waits for what is locked, as by a run that is ending");
      else this.parts.log.error(about, "a firing failed; it is tried again");
    }
  }

  /** Of types that only a newer version knows, a worker of that version takes care. */
  private async waiting(manager: EntityManager): Promise<{ now: Date; due: Waiting[]; queued: Waiting[] }> {
    const now = await this.parts.clock(manager);
    const types = this.parts.workflows.all.map(({ type }) => type);
    const due = (await manager.query(
      `select s.configuration_id as id, s.tenant_id as "tenantId"
       from workflow_schedule s join workflow_configuration c on c.id = s.configuration_id
       where s.next_fire_at <= $1 and c.workflow_type = any($2) order by s.next_fire_at limit ${AT_ONCE}`,
      [now, types],
    )) as Waiting[];
    const queued = (await manager.query(
      `select f.id, f.tenant_id as "tenantId"
       from workflow_firing f join workflow_configuration c on c.id = f.configuration_id
       where f.outcome = 'QUEUED' and c.workflow_type = any($1) and not exists (
         select 1 from workflow_run r where r.id = f.waits_for_run_id and r.status in ('PENDING', 'RUNNING'))
       order by f.id limit ${AT_ONCE}`,
      [types],
    )) as Waiting[];
    return { now, due, queued };
  }
}
