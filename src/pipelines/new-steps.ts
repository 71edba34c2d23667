import type { EntityManager } from "typeorm";
import { layer } from "../configurations/layered-parameters.js";
import { UserErrors } from "../platform/errors.js";
import { formatFqn, parseFqn } from "../platform/fqn.js";
import { newId } from "../platform/ids.js";
import type { NewRun } from "../runs/new-run.js";
import type { RequestResolver } from "../runs/resolve-request.js";
import type { PipelineStep } from "../workflows/contract.js";
import type { WorkflowRegistry } from "../workflows/registry.js";
import { defaultConfigurations, type StepConfiguration } from "./default-configurations.js";
import type { Resumed } from "./resumed-steps.js";

/** A step about to be written: with a new run, with one of an earlier pipeline, or left out. */
export interface NewStep {
  readonly step: PipelineStep;
  readonly run?: NewRun;
  readonly reusedRunId?: string;
  readonly leftOutReason?: string;
}

export interface NewPipeline {
  readonly parent: NewRun & { readonly pipelineRunId: string };
  readonly resumed: Resumed;
  /** Field of the input that a step's mistake is reported at. */
  readonly path: string;
}

/** The steps of a pipeline, each checked as a run of its own would be. */
export async function newSteps(
  manager: EntityManager,
  { workflows, requests }: { readonly workflows: WorkflowRegistry; readonly requests: RequestResolver },
  { parent, resumed, path }: NewPipeline,
): Promise<NewStep[]> {
  const { steps = [], narrowed } = workflows.get(parent.workflowType);
  const asset = parseFqn(parent.assetFqn);
  const tables = narrowed?.(asset, parent.parameters).map(({ fqn }) => formatFqn(fqn)) ?? [];
  const configurations = await defaultConfigurations(
    manager,
    parent.tenantId,
    steps.map(({ type }) => type),
  );

  async function newStep(step: PipelineStep): Promise<NewStep> {
    const earlier = resumed.get(step.type);
    if (earlier?.reuse) return { step, reusedRunId: earlier.runId };
    const configuration = configurations.get(step.type);
    if (!configuration) return { step, leftOutReason: "There is no active default configuration of its type." };
    const parameters = await checkedParameters(step, configuration);
    const run = {
      ...parent,
      id: newId(),
      configurationId: configuration.id,
      workflowType: step.type,
      parameters,
      retryOfId: earlier?.runId,
      onlyTargets: earlier?.onlyTargets ?? (tables.length > 0 ? tables : undefined),
    };
    return { step, run };
  }

  async function checkedParameters(step: PipelineStep, { parameters: own }: StepConfiguration) {
    const workflow = workflows.get(step.type);
    const configured = layer(workflow.defaults, own);
    const parameters = layer(configured, step.options(asset, parent.parameters, configured));
    try {
      await requests.check(manager, parent.tenantId, workflow, asset, parameters, [path]);
      return parameters;
    } catch (error) {
      if (!(error instanceof UserErrors)) throw error;
      const of = `The step ${step.type} can't run with its default configuration: `;
      throw new UserErrors(error.errors.map(({ code, message }) => ({ code, message: of + message, path: [path] })));
    }
  }

  const made: NewStep[] = [];
  for (const step of steps) made.push(await newStep(step));
  return made;
}
