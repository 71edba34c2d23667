import type { EntityManager } from "typeorm";
import { notified } from "../platform/listener.js";
import type { Queue } from "../platform/queue.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import { WorkflowRun } from "./run.entity.js";
import { WorkflowRunStatus } from "./run-status.js";

/** A run about to be written. */
export interface NewRun {
  readonly id: string;
  readonly tenantId: string;
  readonly configurationId: string;
  readonly workflowType: WorkflowType;
  readonly assetFqn: string;
  readonly parameters: Record<string, unknown>;
  readonly saveAll: boolean;
  readonly labels: readonly { name: string; value: string }[];
  readonly createdByClientId: string;
  readonly retryOfId?: string;
  readonly onlyTargets?: readonly string[];
  /** Of a pipeline's run and of the runs of its steps. Nobody takes them up before the pipeline says so. */
  readonly pipelineRunId?: string;
}

/**
 * Writes run, first transition, first event and the job that plans it; the caller's transaction makes them one. The run
 * is answered without reading it again: the tenant's row stays locked until the transaction ends.
 */
export async function insertRun(manager: EntityManager, queue: Queue, run: NewRun): Promise<WorkflowRun> {
  // The job first: the tenant's row, which the statement after it locks, is then held for the shortest time.
  if (!run.pipelineRunId) await queue.send(manager, [{ step: "plan", tenantId: run.tenantId, runId: run.id }]);
  const [written] = (await manager.query(
    `with run as (
       insert into workflow_run (id, tenant_id, configuration_id, workflow_type, asset_fqn, status, parameters, save_all, labels,
         started_at, retry_of_id, only_targets, created_by_client_id, pipeline_run_id, transition_sequence, event_sequence)
       values ($1, $2, $3, $4, $5, 'PENDING', $6, $7, $8, clock_timestamp(), $9, $10, $11, $12, 1, 1)
       returning *
     ), place as (
       insert into tenant (id, feed_position) select tenant_id, 1 from run
       on conflict (id) do update set feed_position = tenant.feed_position + 1 returning feed_position
     ), logged as (
       insert into workflow_run_status_transition
         (tenant_id, position, run_id, sequence, from_status, to_status, occurred_at, attempt, configuration_id, asset_fqn, pipeline_run_id)
       select tenant_id, feed_position, id, 1, null, 'PENDING', started_at, 1, configuration_id, asset_fqn, pipeline_run_id from run, place
     ), event as (
       insert into workflow_run_event (run_id, sequence, tenant_id, kind, payload, occurred_at)
       select id, 1, tenant_id, 'STATUS', jsonb_build_object('from', null, 'to', 'PENDING', 'attempt', 1, 'reason', null), started_at
       from run
     )
     select started_at, ${notified("transitions", "tenant_id")} from run`,
    [
      run.id,
      run.tenantId,
      run.configurationId,
      run.workflowType,
      run.assetFqn,
      JSON.stringify(run.parameters),
      run.saveAll,
      JSON.stringify(run.labels),
      run.retryOfId ?? null,
      run.onlyTargets ? JSON.stringify(run.onlyTargets) : null,
      run.createdByClientId,
      run.pipelineRunId ?? null,
    ],
  )) as { started_at: Date }[];
  const { retryOfId = null, onlyTargets = null, pipelineRunId = null, ...given } = run;
  return Object.assign(new WorkflowRun(), given, {
    retryOfId,
    onlyTargets,
    pipelineRunId,
    status: WorkflowRunStatus.PENDING,
    startedAt: written!.started_at,
    pickedUpAt: null,
    completedAt: null,
    output: null,
    failure: null,
    attempt: 1,
    totalTasks: null,
    succeededTasks: 0,
    failedTasks: 0,
    skippedTasks: 0,
  });
}
