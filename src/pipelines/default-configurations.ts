import type { EntityManager } from "typeorm";
import { ConfigurationStatus } from "../configurations/configuration.entity.js";
import type { WorkflowType } from "../workflows/workflow-type.js";

/** What a step runs with where the pipeline does not say otherwise. */
export interface StepConfiguration {
  readonly id: string;
  readonly workflowType: WorkflowType;
  readonly parameters: Record<string, unknown>;
}

/** The tenant's default configurations of some types; those that it archived are left out. */
export async function defaultConfigurations(
  manager: EntityManager,
  tenantId: string,
  types: readonly WorkflowType[],
): Promise<ReadonlyMap<WorkflowType, StepConfiguration>> {
  const rows = (await manager.query(
    `select id, workflow_type as "workflowType", parameters from workflow_configuration
     where tenant_id = $1 and workflow_type = any($2) and is_default and status = $3`,
    [tenantId, types, ConfigurationStatus.ACTIVE],
  )) as StepConfiguration[];
  return new Map(rows.map((row) => [row.workflowType, row]));
}
