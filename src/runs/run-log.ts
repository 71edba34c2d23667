import type { EntityManager } from "typeorm";
import { notified } from "../platform/listener.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import type { RunEventKind } from "./event.entity.js";
import { sourcesOf, type WorkflowRunStatus } from "./run-status.js";

/** The run as the engine needs it while it holds the row's lock. */
export interface LockedRun {
  readonly id: string;
  readonly tenantId: string;
  readonly status: WorkflowRunStatus;
  readonly attempt: number;
  readonly workflowType: WorkflowType;
  /** Its tasks are written. */
  readonly planned: boolean;
}

export interface Move {
  readonly to: WorkflowRunStatus;
  readonly reason?: string;
  /** A worker was lost: the run goes on in the next attempt. */
  readonly nextAttempt?: boolean;
}

/**
 * Takes a run's row lock. The order of locks is the same for all, so that there is no deadlock: the run, its tasks, its
 * job in the queue, the tenant.
 */
export async function lockRun(manager: EntityManager, tenantId: string, runId: string): Promise<LockedRun | undefined> {
  const [run] = (await manager.query(
    `select id, tenant_id as "tenantId", status, attempt, workflow_type as "workflowType", total_tasks is not null as planned from workflow_run where id = $1 and tenant_id = $2 for update`,
    [runId, tenantId],
  )) as LockedRun[];
  return run;
}

/**
 * The only way a run changes its status: one conditional UPDATE, one row of the log and one event, in the caller's
 * transaction. The place in the tenant's feed is drawn under the tenant's row lock, which is held until the commit: so
 * transitions become visible in the order of their positions, and no cursor can skip one that is still in flight.
 * Answers false where the run is in no status that leads to `to`.
 */
export async function moveRun(manager: EntityManager, tenantId: string, runId: string, move: Move): Promise<boolean> {
  const rows = (await manager.query(
    `with old as (
       select id, status from workflow_run where id = $1 and tenant_id = $2 and status = any($4) for update
     ), moved as (
       update workflow_run r
       set status = $3,
           attempt = attempt + $5,
           transition_sequence = transition_sequence + 1,
           event_sequence = event_sequence + 1,
           picked_up_at = case when $3 = 'RUNNING' then coalesce(picked_up_at, clock_timestamp()) else picked_up_at end,
           completed_at = case when $3 in ('RUNNING', 'PENDING') then null else clock_timestamp() end
       from old where r.id = old.id
       returning r.*, old.status as old_status
     ), place as (
       update tenant set feed_position = feed_position + 1 where id = (select tenant_id from moved) returning feed_position
     ), logged as (
       insert into workflow_run_status_transition
         (tenant_id, position, run_id, sequence, from_status, to_status, occurred_at, attempt, reason, configuration_id, asset_fqn, pipeline_run_id)
       select tenant_id, feed_position, id, transition_sequence, old_status, $3, clock_timestamp(), attempt, $6, configuration_id, asset_fqn,
         pipeline_run_id
       from moved, place
     ), event as (
       insert into workflow_run_event (run_id, sequence, tenant_id, kind, payload, occurred_at)
       select id, event_sequence, tenant_id, 'STATUS',
         jsonb_build_object('from', old_status, 'to', $3::text, 'attempt', attempt, 'reason', $6::text), clock_timestamp()
       from moved
     )
     select ${notified("transitions", "tenant_id")}, ${notified("run_events", "id")} from moved`,
    [runId, tenantId, move.to, sourcesOf(move.to), move.nextAttempt ? 1 : 0, move.reason ?? null],
  )) as unknown[];
  return rows.length > 0;
}

/** Adds events to a run's own log, under its row lock: their sequence has no gap. */
export async function logEvent(
  manager: EntityManager,
  tenantId: string,
  runId: string,
  kind: Exclude<RunEventKind, "STATUS">,
  payload: object,
): Promise<void> {
  await manager.query(
    `with run as (
       update workflow_run set event_sequence = event_sequence + 1 where id = $1 and tenant_id = $2 returning event_sequence
     ), event as (
       insert into workflow_run_event (run_id, sequence, tenant_id, kind, payload, occurred_at)
       select $1, event_sequence, $2, $3, $4, clock_timestamp() from run
     )
     select ${notified("run_events", "$1")} from run`,
    [runId, tenantId, kind, JSON.stringify(payload)],
  );
}
