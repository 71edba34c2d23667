import type { EntityManager } from "typeorm";
import { ErrorCode, UserErrors } from "../platform/errors.js";
import { newId } from "../platform/ids.js";
import type { Queue } from "../platform/queue.js";
import { beginToFollow } from "../runs/follow/follower.js";
import { insertRun, type NewRun } from "../runs/new-run.js";
import type { RequestResolver } from "../runs/resolve-request.js";
import type { WorkflowRun } from "../runs/run.entity.js";
import { type RetryMode, RunConflictPolicy } from "../runs/run.inputs.js";
import { runUnderWay } from "../runs/run-under-way.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import type { WorkflowType } from "../workflows/workflow-type.js";
import { type NewPipeline, type NewStep, newSteps } from "./new-steps.js";
import { resumedSteps } from "./resumed-steps.js";

/** The follower that drives pipelines. */
export const PIPELINES = "pipelines";

/** Writes pipelines: the run that stands for the whole, the runs of its steps, and how these depend on each other. */
export class PipelineWriter {
  constructor(
    private readonly queue: Queue,
    private readonly parts: { readonly workflows: WorkflowRegistry; readonly requests: RequestResolver },
  ) {}

  /** Whether a run of the type is a pipeline. */
  makes(type: WorkflowType): boolean {
    return this.parts.workflows.get(type).steps !== undefined;
  }

  insert(manager: EntityManager, run: NewRun): Promise<WorkflowRun> {
    return this.write(manager, ofAllSteps(run));
  }

  /** Throws where the steps of a pipeline can't be run; nothing is written. */
  async check(manager: EntityManager, run: NewRun): Promise<void> {
    if (this.makes(run.workflowType)) await this.stepsOf(manager, ofAllSteps(run));
  }

  /** Does an earlier pipeline again: all of it, or what did not end well and what builds on that. */
  async insertRetry(manager: EntityManager, run: NewRun, old: WorkflowRun, mode: RetryMode): Promise<WorkflowRun> {
    const { steps = [] } = this.parts.workflows.get(run.workflowType);
    const parent = { ...run, pipelineRunId: newId() };
    return this.write(manager, { parent, resumed: await resumedSteps(manager, steps, old, mode), path: "id" });
  }

  private async write(manager: EntityManager, pipeline: NewPipeline): Promise<WorkflowRun> {
    const { parent } = pipeline;
    const steps = await this.stepsOf(manager, pipeline);
    const runs = steps.flatMap(({ run }) => run ?? []);
    for (const run of runs) await runUnderWay(manager, run, RunConflictPolicy.ALLOW);
    await beginToFollow(manager, parent.tenantId, PIPELINES);
    const written = await insertRun(manager, this.queue, parent);
    for (const run of runs) await insertRun(manager, this.queue, run);
    await insertSteps(manager, parent, steps);
    return written;
  }

  private async stepsOf(manager: EntityManager, pipeline: NewPipeline): Promise<NewStep[]> {
    const steps = await newSteps(manager, this.parts, pipeline);
    if (steps.every(({ leftOutReason }) => leftOutReason)) {
      const message = "There is nothing to run: the default configurations of all steps are archived.";
      throw UserErrors.one(ErrorCode.CONFLICT, message, pipeline.path);
    }
    return steps;
  }
}

function ofAllSteps(run: NewRun): NewPipeline {
  return { parent: { ...run, pipelineRunId: newId() }, resumed: new Map(), path: "configurationId" };
}

async function insertSteps(
  manager: EntityManager,
  { id, tenantId, pipelineRunId }: NewPipeline["parent"],
  steps: readonly NewStep[],
): Promise<void> {
  await manager.query("insert into pipeline_run (id, tenant_id, run_id) values ($1, $2, $3)", [
    pipelineRunId,
    tenantId,
    id,
  ]);
  const rows = steps.map(({ step, run, reusedRunId, leftOutReason }, index) => ({
    ordinal: index + 1,
    workflow_type: step.type,
    depends_on: step.dependsOn,
    waits_for: step.waitsFor,
    run_id: run?.id ?? reusedRunId ?? null,
    reused: reusedRunId !== undefined,
    left_out_reason: leftOutReason ?? null,
  }));
  await manager.query(
    `insert into pipeline_step
       (pipeline_run_id, tenant_id, ordinal, workflow_type, depends_on, waits_for, run_id, reused, left_out_reason)
     select $1, $2, ordinal, workflow_type, depends_on, waits_for, run_id, reused, left_out_reason
     from jsonb_to_recordset($3) as step(ordinal int, workflow_type text, depends_on jsonb, waits_for jsonb, run_id uuid, reused boolean,
       left_out_reason text)`,
    [pipelineRunId, tenantId, JSON.stringify(rows)],
  );
}
