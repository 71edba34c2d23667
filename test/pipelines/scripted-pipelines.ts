import type { WorkflowRun } from "../../src/runs/run.entity.js";
import { type CreateWorkflowRunInput, RetryMode } from "../../src/runs/run.inputs.js";
import { STEPS } from "../../src/workflows/run-all-enrichment/steps.js";
import { createInput, ended, type System, type TestTenant } from "../runs/system.js";

/** The steps' types by a letter or two, to write states down briefly. */
export const BRIEF: Readonly<Record<string, string>> = {
  PROFILING: "prof",
  GENERATE_PII_TAGS: "pii",
  GENERATE_SENSITIVITY_TAGS: "sens",
  GENERATE_TABLE_DESCRIPTION: "desc",
  ENRICH_TABLE_COLUMNS: "cols",
  GENERATE_DQ_TAGS: "tags",
  GENERATE_DQ_RULES: "rules",
  DQ_EXECUTION: "exec",
  METADATA_ASSESSMENT: "meta",
  DQ_ASSESSMENT: "dqa",
};
export const ALL = Object.values(BRIEF);

export interface StepRow {
  readonly type: string;
  readonly runId: string | null;
  readonly status: string | null;
  readonly reused: boolean;
  readonly reason: string | null;
  readonly attempt: number;
}

export async function configurationOf(system: System, tenant: TestTenant, type: string): Promise<string> {
  const { nodes } = await system.configurations.list(tenant.ctx(), { workflowType: type }, {});
  return nodes.find(({ isDefault }) => isDefault)!.id;
}

export async function startPipeline(
  system: System,
  tenant: TestTenant,
  more: Partial<CreateWorkflowRunInput> = {},
): Promise<WorkflowRun> {
  const configurationId = await configurationOf(system, tenant, "RUN_ALL_ENRICHMENT");
  return (await system.runs.create(tenant.ctx(), createInput(configurationId, undefined, more))).workflowRun;
}

export const resume = (system: System, tenant: TestTenant, id: string, mode = RetryMode.FROM_FAILURE) =>
  system.runs.retry(tenant.ctx(), { id, mode });

/** The steps of a pipeline as they are, in order. */
export async function stepsOf(system: Pick<System, "admin">, { pipelineRunId }: WorkflowRun): Promise<StepRow[]> {
  const { rows } = await system.admin.query<StepRow>(
    `select s.workflow_type as type, s.run_id as "runId", r.status, s.reused, r.attempt,
       (select reason from workflow_run_status_transition t where t.run_id = r.id order by sequence desc limit 1) as reason
     from pipeline_step s left join workflow_run r on r.id = s.run_id where s.pipeline_run_id = $1 order by ordinal`,
    [pipelineRunId],
  );
  return rows.map((row) => ({ ...row, type: BRIEF[row.type]! }));
}

/** Waits for a pipeline's end; answers its status, and the steps by theirs. */
export async function outcomeOf(system: System, run: WorkflowRun, seconds = 60) {
  const [status] = await ended(system, [run.id], seconds);
  const steps = Map.groupBy(await stepsOf(system, run), (step) =>
    step.reused ? "REUSED" : (step.status ?? "LEFT_OUT"),
  );
  return { status, ...Object.fromEntries([...steps].map(([key, some]) => [key, some.map(({ type }) => type)])) };
}

/** All of a step's tasks do the same. */
export const scriptStep = (system: System, brief: string, behaviour: string, targets = ["t1", "t2", "t3"]) => {
  const type = STEPS.find((step) => BRIEF[step.type] === brief)!.type;
  return system.script(Object.fromEntries(targets.map((target) => [`${type} ${target}`, behaviour])));
};
