import type { EntityManager } from "typeorm";
import type { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import type { Identity } from "../platform/context.js";
import { UserErrors } from "../platform/errors.js";
import { isId } from "../platform/ids.js";
import { type CreateWorkflowRunInput, RunConflictPolicy } from "../runs/run.inputs.js";
import type { Runs } from "../runs/run.service.js";

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
  runs: Runs,
  { tenantId, clientId }: Pick<Identity, "tenantId" | "clientId">,
  configurationId: string,
): Promise<WorkflowConfiguration> {
  if (isId(configurationId)) {
    await manager.query("select 1 from workflow_configuration where id = $1 and tenant_id = $2 for share", [
      configurationId,
      tenantId,
    ]);
  }
  try {
    const request = await runs.checkIn(manager, { tenantId, clientId }, ownRequest(configurationId, true));
    return request.configuration;
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    // The client gave nothing but the configuration, whatever it is that the configuration lacks.
    throw new UserErrors(error.errors.map((each) => ({ ...each, path: ["configurationId"] })));
  }
}
