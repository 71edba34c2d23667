import { z } from "zod";
import { ConfigurationStatus, type WorkflowConfiguration } from "../../configurations/configuration.entity.js";
import type { RequestContext } from "../../platform/context.js";
import { ErrorCode } from "../../platform/errors.js";
import {
  codes,
  flag,
  fqn,
  named,
  pageArgs,
  pageOf,
  pageQuery,
  restPage,
  sentCode,
  text,
  time,
  uuid,
  workflowType,
} from "../fields.js";
import { kebabType, lower } from "../names.js";
import { jsonRoute } from "../route.js";
import { sentType } from "../sent-type.js";
import type { RestServices } from "../services.js";
import type { WorkflowShapes } from "../workflow-shapes.js";
import { Schedule, scheduleOf, Trigger, triggerOf } from "./automation.schemas.js";
import { CONFIGURATION_ID, findWorkflow } from "./find-workflow.js";

const schema = (shapes: WorkflowShapes) =>
  named("Workflow", "A workflow's configuration: a type with a name, options, and perhaps an asset of its own.", {
    id: uuid("The configuration."),
    name: text("Its name."),
    type: workflowType("What its runs do."),
    description: text("What it is for.").nullable(),
    asset_fqn: fqn("The asset of a run that names none.").nullable(),
    parameters: shapes.anyOf("input").meta({ description: "The options of its runs, where they say nothing else." }),
    schedule: Schedule.nullable().meta({
      description: "When its runs are started by themselves; null for no schedule.",
    }),
    triggers: z.array(Trigger).meta({ description: "What else starts its runs, the oldest first." }),
    status: codes(ConfigurationStatus, "Whether it can be run."),
    is_default: flag("Whether it is the one that you got for its type at the start."),
    created_by_client_id: text("The client that made it."),
    created_at: time("When it was made."),
    updated_at: time("When it was changed last."),
  });

const workflowOf =
  (shapes: WorkflowShapes, { workflows, schedules, triggers }: RestServices, ctx: RequestContext) =>
  async (row: WorkflowConfiguration): Promise<z.infer<ReturnType<typeof schema>>> => ({
    id: row.id,
    name: row.name,
    type: kebabType(row.workflowType),
    description: row.description,
    asset_fqn: row.assetFqn,
    parameters: shapes.of(row.workflowType).inputOf(workflows.parametersOf(row.workflowType, row.parameters), ctx),
    schedule: scheduleOf(await schedules.of(ctx, row)),
    triggers: (await triggers.of(ctx, row)).map(triggerOf),
    status: lower(row.status),
    is_default: row.isDefault,
    created_by_client_id: row.createdByClientId,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  });

export function workflowRoutes(shapes: WorkflowShapes) {
  const Workflow = schema(shapes);
  const listWorkflows = jsonRoute({
    method: "GET",
    path: "/workflows",
    id: "listWorkflows",
    tag: "Workflows",
    summary: "List workflow configurations",
    description: "The oldest first; the active ones when no status is given.",
    scope: "runs:read",
    query: z.strictObject({
      type: sentType("Of this workflow type only.").optional(),
      status: sentCode(ConfigurationStatus, "Of this status only.").optional(),
      ...pageQuery(),
    }),
    answer: pageOf("WorkflowPage", Workflow),
    renamed: { first: "limit", after: "cursor" },
    handle: async ({ ctx, query }, services) => {
      const filter = { workflowType: query.type, status: query.status };
      const { nodes, pageInfo } = await services.configurations.list(ctx, filter, pageArgs(query));
      const items = await Promise.all(nodes.map(workflowOf(shapes, services, ctx)));
      return restPage({ nodes: items, pageInfo }, (item) => item);
    },
  });
  const getWorkflow = jsonRoute({
    method: "GET",
    path: "/workflows/{configuration_id}",
    id: "getWorkflow",
    tag: "Workflows",
    summary: "Read a workflow configuration",
    scope: "runs:read",
    params: CONFIGURATION_ID,
    answer: Workflow,
    errors: [ErrorCode.RESOURCE_NOT_FOUND],
    handle: async ({ ctx, params }, services) =>
      workflowOf(shapes, services, ctx)(await findWorkflow(services, ctx, params.configuration_id)),
  });
  return [listWorkflows, getWorkflow];
}
