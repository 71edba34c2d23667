import type { EntityManager } from "typeorm";
import { newId } from "../platform/ids.js";
import { fireTimesOf } from "./read-schedule.js";
import { WorkflowSchedule } from "./schedule.entity.js";
import type { RunStarter } from "./start-run.js";

/**
 * Fires a schedule that is due: its firing, its run and its next time are one transaction, so it fires once whatever dies.
 * Where more than one time has passed, the latest fires and the firing says how many were missed.
 */
export async function fireSchedule(
  manager: EntityManager,
  starter: RunStarter,
  configurationId: string,
  now: Date,
): Promise<void> {
  const schedule = await manager
    .createQueryBuilder(WorkflowSchedule, "s")
    .where("s.configurationId = :configurationId and s.nextFireAt <= :now", { configurationId, now })
    .setLock("pessimistic_write")
    .setOnLocked("skip_locked")
    .getOne();
  if (!schedule) return; // another process was first
  const times = fireTimesOf(schedule);
  const { latest, missed } = times.due(schedule.nextFireAt!, now);
  const id = newId();
  const written = (await manager.query(
    `insert into workflow_firing (id, tenant_id, configuration_id, scheduled_for, fired_at, outcome, missed_times)
     values ($1, $2, $3, $4, $5, 'QUEUED', $6) on conflict do nothing returning 1`,
    [id, schedule.tenantId, configurationId, latest, now, missed],
  )) as unknown[];
  // A time fires once, even where the clock was put back and the schedule set anew.
  if (written.length > 0) await starter.start(manager, schedule, id);
  await manager.query(
    "update workflow_schedule set next_fire_at = $2, last_fired_at = $3 where configuration_id = $1",
    [configurationId, times.next(now), now],
  );
}
