import type { RequestContext } from "../../platform/context.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import type { WorkflowRun } from "../../runs/run.entity.js";
import type { RestServices } from "../services.js";

/** The run, where it is there for this tenant. */
export async function findRun({ runQueries }: RestServices, ctx: RequestContext, id: string): Promise<WorkflowRun> {
  const run = await runQueries.find(ctx, id);
  if (!run) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such run.", "run_id");
  return run;
}
