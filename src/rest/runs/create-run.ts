import { z } from "zod";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { type CreateWorkflowRunInput, RunConflictPolicy } from "../../runs/run.inputs.js";
import { jsonRoute } from "../route.js";
import type { WorkflowShape, WorkflowShapes } from "../workflow-shapes.js";
import { CONFIGURATION_ID, findWorkflow } from "../workflows/find-workflow.js";
import { Run, runOf } from "./run.schemas.js";

const body = (parameters: z.ZodType) =>
  z
    .strictObject({
      asset_fqn: z
        .string()
        .nullable()
        .default(null)
        .meta({
          description:
            "Fully qualified name of the asset. Null for the configuration's own, or the common parent of `include`.",
          examples: ["PostgreSQL.dvdrental.public"],
        }),
      parameters: parameters.nullable().default(null).meta({
        default: null,
        description:
          "Options of the configuration's workflow type, laid over the configuration's own; those of another type are refused.",
      }),
      save_all: z.boolean().default(true).meta({
        description: "Whether results are saved without a manual approval.",
      }),
    })
    .meta({ id: "CreateRun", description: "A run to start. All of it may be left out." });

/** POST …/workflows/{configuration_id}/runs: the endpoint of the contract. */
export const createRun = (shapes: WorkflowShapes) =>
  jsonRoute({
    method: "POST",
    path: "/workflows/{configuration_id}/runs",
    id: "createRun",
    tag: "Runs",
    summary: "Start a run",
    description:
      "Starts a run of a workflow on an asset and answers at once; workers do the work. Follow it at `/runs/{run_id}/events`.",
    scope: "runs:write",
    params: CONFIGURATION_ID,
    headers: z.object({
      "idempotency-key": z.string().optional().meta({
        description:
          "1 to 255 characters. The same key with the same input answers the same run and starts none; with another input it is a CONFLICT. Kept for 24 hours.",
      }),
    }),
    body: body(z.unknown()),
    documentedBody: body(shapes.anyOf("parameters")),
    status: 201,
    answer: Run,
    answerHeaders: {
      location: "Where the run is.",
      "idempotent-replayed": "`true` where an earlier run is answered and none was started.",
    },
    errors: [ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.VALIDATION_ERROR, ErrorCode.CONFLICT],
    renamed: { idempotencyKey: "Idempotency-Key" },
    handle: async ({ ctx, params, headers, body: sent, header }, services) => {
      const { id, workflowType } = await findWorkflow(services, ctx, params.configuration_id);
      const shape = shapes.of(workflowType);
      const read = sent.parameters == null ? null : shape.read(sent.parameters);
      const input: CreateWorkflowRunInput = {
        configurationId: id,
        assetFqn: sent.asset_fqn,
        parameters: read && { [shape.workflow.member]: read.all },
        saveAll: sent.save_all,
        idempotencyKey: headers["idempotency-key"],
        onConflict: RunConflictPolicy.ALLOW,
      };
      // Only what was sent is the run's own; the rest is left to the configuration.
      const own = { parameters: read && { [shape.workflow.member]: read.options } };
      const { workflowRun, replayed } = await services.runs
        .create(ctx, input, own)
        .catch((error: unknown) => Promise.reject(placedIn(shape, error)));
      header("location", `/api/data-readiness/runs/${workflowRun.id}`);
      if (replayed) header("idempotent-replayed", "true");
      return runOf(workflowRun);
    },
  });

/** Places among the options as the client knows them. */
function placedIn(shape: WorkflowShape, error: unknown): unknown {
  if (!(error instanceof UserErrors)) return error;
  return new UserErrors(
    error.errors.map((each) => (each.path[0] === "parameters" ? { ...each, path: shape.place(each.path) } : each)),
  );
}
