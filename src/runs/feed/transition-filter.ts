import { isId } from "../../platform/ids.js";
import { canonicalFqn } from "../run-filter.js";
import type { WorkflowRunStatusTransition } from "../transition.entity.js";
import { noPipeline, noRun } from "./span.js";

export interface TransitionFilter {
  readonly runId?: string | null;
  readonly configurationId?: string | null;
  readonly pipelineRunId?: string | null;
  /** This asset, or one that lies under it. */
  readonly assetFqn?: string | null;
}

/** Ids and names as they are stored. What is no id is nobody's id. */
export function normalised({ runId, configurationId, pipelineRunId, assetFqn }: TransitionFilter): TransitionFilter {
  if (runId != null && !isId(runId)) throw noRun();
  if (pipelineRunId != null && !isId(pipelineRunId)) throw noPipeline();
  return {
    runId: runId?.toLowerCase(),
    pipelineRunId: pipelineRunId?.toLowerCase(),
    configurationId: configurationId?.toLowerCase(),
    assetFqn: assetFqn == null ? null : canonicalFqn(assetFqn, "assetFqn"),
  };
}

export function matches(row: WorkflowRunStatusTransition, filter: TransitionFilter): boolean {
  const { runId, configurationId, pipelineRunId, assetFqn } = filter;
  if (runId != null && row.runId !== runId) return false;
  if (configurationId != null && row.configurationId !== configurationId) return false;
  if (pipelineRunId != null && row.pipelineRunId !== pipelineRunId) return false;
  return assetFqn == null || row.assetFqn === assetFqn || row.assetFqn.startsWith(`${assetFqn}.`);
}
