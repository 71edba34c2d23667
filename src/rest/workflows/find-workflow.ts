import { z } from "zod";
import type { WorkflowConfiguration } from "../../configurations/configuration.entity.js";
import type { RequestContext } from "../../platform/context.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { typeNamed } from "../names.js";
import type { RestServices } from "../services.js";

export const CONFIGURATION_ID = z.object({
  configuration_id: z.string().meta({
    description:
      "The configuration's id, or the name of a workflow type (`generate-dq-rules`, or its other name `dq-rule-generation`) for your default configuration of it.",
    examples: ["0192f7a4-6c5e-7c3b-9d0e-1f2a3b4c5d6e", "generate-pii-tags"],
  }),
});

/** The configuration of an id, or the tenant's default one of a type. */
export async function findWorkflow(
  { configurations }: RestServices,
  ctx: RequestContext,
  idOrType: string,
): Promise<WorkflowConfiguration> {
  const type = typeNamed(idOrType);
  const found = await (type ? configurations.defaultOf(ctx, type) : configurations.find(ctx, idOrType));
  if (found) return found;
  throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "There is no such configuration.", "configuration_id");
}
