import type { EntityManager } from "typeorm";
import type { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import { UserErrors } from "../platform/errors.js";
import { isId } from "../platform/ids.js";
import type { RequestResolver } from "../runs/resolve-request.js";
import { type CreateWorkflowRunInput, RunConflictPolicy } from "../runs/run.inputs.js";

/** What is asked of a run that no client asks for: all else is the configuration's own. */
export const ownRequest = (configurationId: string, saveAll: boolean): CreateWorkflowRunInput => ({
  configurationId,
  saveAll,
  onConflict: RunConflictPolicy.ALLOW,
});

/**
 * The configuration, where a run of it can be started without more: checked as createWorkflowRun would. It can't be archived
 * until the transaction has ended.
 */
export async function startable(
  manager: EntityManager,
  requests: RequestResolver,
  tenantId: string,
  configurationId: string,
): Promise<WorkflowConfiguration> {
  if (isId(configurationId)) {
    await manager.query("select 1 from workflow_configuration where id = $1 and tenant_id = $2 for share", [
      configurationId,
      tenantId,
    ]);
  }
  try {
    const request = await requests.resolve(manager, tenantId, ownRequest(configurationId, true), undefined);
    return request.configuration;
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    // The client gave nothing but the configuration, whatever it is that the configuration lacks.
    throw new UserErrors(error.errors.map((each) => ({ ...each, path: ["configurationId"] })));
  }
}
