import { Catalog } from "../../src/assets/catalog/catalog.service.js";
import { Followers } from "../../src/runs/follow/followers.js";
import { OverlapPolicy } from "../../src/schedules/overlap-policy.js";
import { EventReader } from "../../src/schedules/read-event.js";
import type { SetWorkflowScheduleInput } from "../../src/schedules/schedule.inputs.js";
import { Scheduler } from "../../src/schedules/scheduler.js";
import { Schedules } from "../../src/schedules/schedules.js";
import { triggerFollower } from "../../src/schedules/trigger-follower.js";
import { Triggers } from "../../src/schedules/triggers.js";
import { ASSET, contextOf, createSystem, type ProcessOptions, type TestProcess, until } from "../runs/system.js";
import { CLOCK_TABLE, setClock, tableClock } from "./table-clock.js";

/** A system of runs whose schedules go by a clock that tests set. */
export async function createScheduleSystem(options: ProcessOptions = {}) {
  const system = await createSystem(options);
  await system.admin.query(CLOCK_TABLE);
  const schedules = new Schedules(system.database, system.runs, tableClock);
  const events = new EventReader(system.configurations, new Catalog(system.database, system.cursors));
  const triggers = new Triggers(system.database, system.runs, events);
  const stops: (() => Promise<void>)[] = [];
  return {
    ...system,
    schedules,
    triggers,
    setClock: (now: string) => setClock(system.admin, now),
    /** What a worker process has beside the worker. */
    startScheduler(process: TestProcess = system) {
      const { engine, database, listener } = process;
      const scheduler = new Scheduler({ ...process, ...engine, clock: tableClock });
      const followers = new Followers(database, listener, engine.log, [triggerFollower]);
      stops.push(
        () => scheduler.stop(),
        () => followers.stop(),
      );
    },
    /** A tenant with some configurations that name an asset. */
    async tenantWith(...names: string[]) {
      const tenant = await system.tenant();
      const ids: string[] = [];
      for (const name of names) {
        const made = await system.configurations.create(tenant.ctx(), {
          workflowType: "PROFILING",
          name,
          assetFqn: ASSET,
          parameters: { profiling: { tasks: 1, parallelWorkers: 1 } } as never,
        });
        ids.push(made.id);
      }
      return { ...tenant, ids };
    },
    schedule: (tenantId: string, configurationId: string, more: Partial<SetWorkflowScheduleInput> = {}) =>
      schedules.set(contextOf(tenantId), {
        configurationId,
        cronExpression: "0 * * * *",
        timezone: "UTC",
        enabled: true,
        overlapPolicy: OverlapPolicy.SKIP,
        saveAll: true,
        ...more,
      }),
    async firings(configurationId: string): Promise<FiringRow[]> {
      const { rows } = await system.admin.query<FiringRow>(
        `select f.id, scheduled_for, outcome, reason, missed_times, depth, run_id, caused_by_run_id, waits_for_run_id, r.status,
           r.created_by_client_id as client
         from workflow_firing f left join workflow_run r on r.id = f.run_id where f.configuration_id = $1 order by f.id`,
        [configurationId],
      );
      return rows;
    },
    /** Waits until the configuration has so many firings, and none of them is just about to be looked at. */
    async fired(configurationId: string, count: number): Promise<FiringRow[]> {
      return until(`${count} firings`, async () => {
        const rows = await this.firings(configurationId);
        const settled = rows.every(({ outcome, waits_for_run_id }) => outcome !== "QUEUED" || waits_for_run_id);
        return rows.length >= count && settled && rows;
      });
    },
    async close() {
      await Promise.all(stops.map((stop) => stop()));
      await system.close();
    },
  };
}

export type ScheduleSystem = Awaited<ReturnType<typeof createScheduleSystem>>;

export interface FiringRow {
  readonly id: string;
  readonly scheduled_for: Date;
  readonly outcome: string;
  readonly reason: string | null;
  readonly missed_times: number;
  readonly depth: number;
  readonly run_id: string | null;
  readonly caused_by_run_id: string | null;
  readonly waits_for_run_id: string | null;
  readonly status: string | null;
  readonly client: string | null;
}
