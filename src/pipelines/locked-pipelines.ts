import type { EntityManager } from "typeorm";
import type { Failure } from "../runs/failure.js";
import { WorkflowRun } from "../runs/run.entity.js";
import type { WorkflowRunStatus } from "../runs/run-status.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import type { StepState } from "./next-moves.js";

/** A step with what its run comes to. */
export interface LockedStep extends StepState {
  readonly ordinal: number;
  readonly runId: string | null;
  readonly reused: boolean;
  readonly leftOutReason: string | null;
  readonly failure: Failure | null;
  readonly total: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A pipeline that has not ended; nobody else changes its run or one of its steps' while it is locked. */
export interface LockedPipeline {
  readonly id: string;
  readonly parent: WorkflowRun;
  readonly steps: readonly LockedStep[];
}

/**
 * Locks those of the pipelines that have not ended: all their runs before any is changed, since what changes one locks
 * the tenant, and nobody waits for a run then.
 */
export async function lockPipelines(
  manager: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<LockedPipeline[]> {
  const open = (await manager.query(
    `select p.id, p.run_id as "runId" from pipeline_run p join workflow_run r on r.id = p.run_id
     where p.tenant_id = $1 and p.id = any($2) and r.status in ('PENDING', 'RUNNING') order by r.id for update of r`,
    [tenantId, ids],
  )) as { id: string; runId: string }[];
  const pipelineIds = open.map(({ id }) => id);
  const parentIds = open.map(({ runId }) => runId);
  await manager.query(
    `select 1 from workflow_run r where r.tenant_id = $1 and r.pipeline_run_id = any($2) and r.id <> all($3) order by r.id for update`,
    [tenantId, pipelineIds, parentIds],
  );
  const parents = await manager
    .createQueryBuilder(WorkflowRun, "r")
    .where("r.tenantId = :tenantId and r.id = any(:parentIds)", { tenantId, parentIds })
    .getMany();
  const steps = Map.groupBy(await stepsOf(manager, tenantId, pipelineIds), ({ pipelineRunId }) => pipelineRunId);
  return open.map(({ id, runId }) => ({
    id,
    parent: parents.find((run) => run.id === runId)!,
    steps: steps.get(id) ?? [],
  }));
}

type StepRow = LockedStep & {
  readonly pipelineRunId: string;
  readonly workflowType: WorkflowType;
  readonly status: WorkflowRunStatus | null;
};

async function stepsOf(manager: EntityManager, tenantId: string, ids: readonly string[]): Promise<StepRow[]> {
  return (await manager.query(
    `select s.pipeline_run_id as "pipelineRunId", s.ordinal, s.workflow_type as "workflowType", s.depends_on as "dependsOn",
       s.waits_for as "waitsFor", s.run_id as "runId", s.reused, s.released, s.left_out_reason as "leftOutReason", r.status, r.failure,
       coalesce(r.total_tasks, 0) as total, coalesce(r.succeeded_tasks, 0) as succeeded, coalesce(r.failed_tasks, 0) as failed,
       coalesce(r.skipped_tasks, 0) as skipped
     from pipeline_step s left join workflow_run r on r.id = s.run_id
     where s.tenant_id = $1 and s.pipeline_run_id = any($2) order by s.pipeline_run_id, s.ordinal`,
    [tenantId, ids],
  )) as StepRow[];
}
