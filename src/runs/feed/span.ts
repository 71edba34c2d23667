import type { EntityManager } from "typeorm";
import { codedError, ErrorCode } from "../../platform/errors.js";
import { isFinal, WorkflowRunStatus } from "../run-status.js";

export const noRun = () => codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.");
export const noPipeline = () => codedError(ErrorCode.RESOURCE_NOT_FOUND, "There is no such pipeline run.");

/** The run that stands for a whole pipeline: its transitions are the first and the last of all. */
export async function runOf(manager: EntityManager, tenantId: string, pipelineRunId: string): Promise<string> {
  const [row] = (await manager.query(`select run_id as "runId" from pipeline_run where id = $1 and tenant_id = $2`, [
    pipelineRunId,
    tenantId,
  ])) as { runId: string }[];
  if (!row) throw noPipeline();
  return row.runId;
}

/** Positions of a run's first transition and, where it has ended, of its last. */
export async function spanOf(
  manager: EntityManager,
  tenantId: string,
  runId: string,
): Promise<{ first: bigint; last?: bigint }> {
  const [row] = (await manager.query(
    `select min(position) as first, max(position) filter (where to_status = any($3)) as last
     from workflow_run_status_transition where tenant_id = $1 and run_id = $2`,
    [tenantId, runId, Object.values(WorkflowRunStatus).filter(isFinal)],
  )) as { first: string | null; last: string | null }[];
  if (!row?.first) throw noRun();
  return { first: BigInt(row.first), last: row.last ? BigInt(row.last) : undefined };
}
