import type { EntityManager } from "typeorm";
import { newId } from "../platform/ids.js";
import type { FollowedTransition, Follower } from "../runs/follow/follower.js";
import { isFinal } from "../runs/run-status.js";
import { matchingTriggers } from "./matching-triggers.js";

export const TRIGGER_FOLLOWER = "triggers";
/** Triggers that set each other off in a way nobody could foresee come to rest after so many. */
const DEEPEST = 10;

/**
 * Notes which triggers fire by runs that ended. Their runs are created by the scheduler, each in a transaction of its own:
 * this one may hold no locks of runs.
 */
export const triggerFollower: Follower = {
  name: TRIGGER_FOLLOWER,
  async handle(manager: EntityManager, tenantId: string, transitions: readonly FollowedTransition[]) {
    const ends = transitions.filter(({ to }) => isFinal(to));
    const fired = ends.length > 0 ? await matchingTriggers(manager, tenantId, ends) : [];
    if (fired.length === 0) return;
    await manager.query(
      `insert into workflow_firing
         (id, tenant_id, configuration_id, trigger_id, scheduled_for, fired_at, outcome, reason, depth, caused_by_run_id)
       select f.id, $1, f."configurationId", f."triggerId", f."occurredAt", clock_timestamp(),
         case when d.depth > ${DEEPEST} then 'SKIPPED' else 'QUEUED' end,
         case when d.depth > ${DEEPEST} then 'It is the end of a chain of ${DEEPEST} triggers, which is as long as one may be.' end,
         d.depth, f."runId"
       from jsonb_to_recordset($2) as f (id uuid, "configurationId" uuid, "triggerId" uuid, "occurredAt" timestamptz, "runId" uuid),
         lateral (
           select coalesce(max(w.depth), 0) + 1 as depth from workflow_firing w
           where w.run_id = f."runId" or w.run_id = (
             select p.run_id from workflow_run r join pipeline_run p on p.id = r.pipeline_run_id where r.id = f."runId")
         ) d
       on conflict do nothing`,
      [tenantId, JSON.stringify(fired.map((each) => ({ id: newId(), ...each })))],
    );
  },
};
