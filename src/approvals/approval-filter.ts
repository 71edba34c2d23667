import type { EntityManager, SelectQueryBuilder } from "typeorm";
import { WorkflowRun } from "../runs/run.entity.js";
import { canonicalFqn } from "../runs/run-filter.js";
import { WORKFLOW_TYPES } from "../workflows/workflow-type.js";
import { WorkflowRunApproval } from "./approval.entity.js";
import type { WorkflowRunApprovalFilter } from "./approval.inputs.js";

/** The tenant's approvals that a filter lets through; those of types that only a newer version knows are left out. */
export function filteredApprovals(
  manager: EntityManager,
  tenantId: string,
  { status, workflowType, assetFqn }: WorkflowRunApprovalFilter,
): SelectQueryBuilder<WorkflowRunApproval> {
  const types = workflowType == null ? WORKFLOW_TYPES : [workflowType];
  const query = manager
    .createQueryBuilder(WorkflowRunApproval, "a")
    .innerJoin(WorkflowRun, "r", "r.id = a.runId and r.tenantId = a.tenantId")
    .where("a.tenantId = :tenantId and r.workflowType = any(:types)", { tenantId, types });
  if (status != null) query.andWhere("a.status = :status", { status });
  if (assetFqn != null) {
    const asset = canonicalFqn(assetFqn, "filter", "assetFqn");
    query.andWhere("(r.assetFqn = :asset or r.assetFqn ^@ :under)", { asset, under: `${asset}.` });
  }
  return query;
}
