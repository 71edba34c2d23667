import type { EntityManager } from "typeorm";
import { targetsToRetry } from "../runs/retry-targets.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { RetryMode } from "../runs/run.inputs.js";
import type { PipelineStep } from "../workflows/contract.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import { type EarlierStep, whatToResume } from "./what-to-resume.js";

/** What the steps of an earlier pipeline run are to a new one. */
export type Resumed = ReadonlyMap<
  WorkflowType,
  { readonly runId: string; readonly reuse: boolean; readonly onlyTargets?: readonly string[] }
>;

/** The steps of the pipeline run that `old` stands for, as a retry of it takes them. */
export async function resumedSteps(
  manager: EntityManager,
  steps: readonly PipelineStep[],
  old: WorkflowRun,
  mode: RetryMode,
): Promise<Resumed> {
  const earlier = await earlierSteps(manager, old);
  const resumptions = mode === RetryMode.ALL ? new Map() : whatToResume(steps, earlier);
  const resumed = new Map<WorkflowType, { runId: string; reuse: boolean; onlyTargets?: readonly string[] }>();
  for (const { workflowType, runId } of earlier.values()) {
    if (!runId) continue;
    const resumption = resumptions.get(workflowType);
    const onlyTargets = resumption === "FAILED_TARGETS" ? await failedTargets(manager, old.tenantId, runId) : undefined;
    resumed.set(workflowType, { runId, reuse: resumption === "REUSE", onlyTargets });
  }
  return resumed;
}

async function earlierSteps(manager: EntityManager, { id, tenantId }: WorkflowRun) {
  const rows = (await manager.query(
    `select s.workflow_type as "workflowType", s.run_id as "runId", r.status
     from pipeline_run p join pipeline_step s on s.pipeline_run_id = p.id left join workflow_run r on r.id = s.run_id
     where p.run_id = $1 and p.tenant_id = $2`,
    [id, tenantId],
  )) as EarlierStep[];
  return new Map(rows.map((row) => [row.workflowType, row]));
}

async function failedTargets(manager: EntityManager, tenantId: string, runId: string) {
  const run = await manager.findOneByOrFail(WorkflowRun, { id: runId, tenantId });
  return targetsToRetry(manager, run, RetryMode.FROM_FAILURE);
}
