import type { EntityManager, SelectQueryBuilder } from "typeorm";
import { formatFqn } from "../platform/fqn.js";
import { fqnArgument } from "../platform/fqn-argument.js";
import { isId } from "../platform/ids.js";
import { WORKFLOW_TYPES } from "../workflows/workflow-type.js";
import { WorkflowRun } from "./run.entity.js";
import type { WorkflowRunFilter } from "./run.inputs.js";

/** The tenant's runs that a filter lets through; runs of types that only a newer version knows are left out. */
export function filteredRuns(
  manager: EntityManager,
  tenantId: string,
  filter: WorkflowRunFilter,
): SelectQueryBuilder<WorkflowRun> {
  const types = filter.workflowTypes ?? WORKFLOW_TYPES;
  const query = manager
    .createQueryBuilder(WorkflowRun, "r")
    .where("r.tenantId = :tenantId and r.workflowType = any(:types)", { tenantId, types });
  if (filter.statuses) query.andWhere("r.status = any(:statuses)", { statuses: filter.statuses });
  if (filter.configurationId != null) {
    // What is no id is nobody's id: it finds nothing, as an unknown one does.
    const configurationId = isId(filter.configurationId) ? filter.configurationId : null;
    query.andWhere("r.configurationId = :configurationId", { configurationId });
  }
  if (filter.pipelineRunId != null) {
    const pipelineRunId = isId(filter.pipelineRunId) ? filter.pipelineRunId : null;
    query.andWhere("r.pipelineRunId = :pipelineRunId", { pipelineRunId });
  }
  if (filter.assetFqn != null) {
    const asset = canonicalFqn(filter.assetFqn, "filter", "assetFqn");
    query.andWhere("(r.assetFqn = :asset or r.assetFqn ^@ :under)", { asset, under: `${asset}.` });
  }
  if (filter.label) {
    const { name, value } = filter.label;
    query.andWhere("r.labels @> cast(:label as jsonb)", { label: JSON.stringify([{ name, value }]) });
  }
  if (filter.startedFrom) query.andWhere("r.startedAt >= :from", { from: filter.startedFrom });
  if (filter.startedBefore) query.andWhere("r.startedAt < :before", { before: filter.startedBefore });
  return query;
}

/** The name as it is stored, so that each way of quoting it finds the same. */
export function canonicalFqn(text: string, ...path: string[]): string {
  return formatFqn(fqnArgument(text, ...path));
}
