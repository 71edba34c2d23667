import { z } from "zod";
import { ErrorCode } from "../../platform/errors.js";
import { parseFqn } from "../../platform/fqn.js";
import { count, flag, fqn, named, text, time, uuid } from "../fields.js";
import { jsonRoute } from "../route.js";
import type { WorkflowShapes } from "../workflow-shapes.js";
import { findRun } from "./find-run.js";
import { RUN_ID, RunSummary, summaryOf, Task, taskOf } from "./run.schemas.js";

const FIRST_TASKS = 100;

const Asset = named("AssetParts", "A fully qualified name in its parts; null for levels below the asset.", {
  service: text("The data service."),
  database: text("The database.").nullable(),
  schema: text("The schema.").nullable(),
  table: text("The table.").nullable(),
  column: text("The column.").nullable(),
});

const Label = named("Label", "A name and a value that a client gave a run.", {
  name: text("Name."),
  value: text("Value."),
});

const detail = (shapes: WorkflowShapes) =>
  named("RunDetail", "All of a run.", {
    ...RunSummary.shape,
    workflow_name: text("Name of the configuration that it runs."),
    asset: Asset,
    input: named("RunInput", "What the run was started with: it could be sent again.", {
      asset_fqn: fqn("The asset."),
      parameters: shapes.anyOf("input").meta({
        description: "Its options: the definition's, the configuration's and the run's own laid over each other.",
      }),
      save_all: flag("Whether its results are saved without a manual approval."),
    }),
    output: shapes
      .anyOf("output")
      .nullable()
      .meta({ description: "What it found, by workflow type; null until it has ended." }),
    picked_up_at: time("When a worker took it up first; null before.").nullable(),
    attempt: count("1, and one more each time a worker of the run was lost."),
    labels: z.array(Label).meta({ description: "Names and values to find it by." }),
    retry_of_id: uuid("The run that it does again; null for none.").nullable(),
    created_by_client_id: text("The client that started it."),
    tasks: z.array(Task).meta({
      description: "Its first 100 tasks in plan order; `/runs/{run_id}/tasks` has them all.",
    }),
  });

export const getRun = (shapes: WorkflowShapes) =>
  jsonRoute({
    method: "GET",
    path: "/runs/{run_id}",
    id: "getRun",
    tag: "Runs",
    summary: "Read a run",
    scope: "runs:read",
    params: RUN_ID,
    answer: detail(shapes),
    errors: [ErrorCode.RESOURCE_NOT_FOUND],
    handle: async ({ ctx, params }, services) => {
      const run = await findRun(services, ctx, params.run_id);
      const shape = shapes.of(run.workflowType);
      const [configuration, tasks] = await Promise.all([
        services.configurations.find(ctx, run.configurationId),
        services.runQueries.tasks(ctx, run, null, { first: FIRST_TASKS }),
      ]);
      const [service, database = null, schema = null, table = null, column = null] = parseFqn(run.assetFqn);
      const options = services.workflows.parametersOf(run.workflowType, run.parameters);
      return {
        ...summaryOf(run),
        workflow_name: configuration!.name,
        asset: { service, database, schema, table, column },
        input: { asset_fqn: run.assetFqn, parameters: shape.inputOf(options, ctx), save_all: run.saveAll },
        output: run.output && shape.outputOf(services.workflows.outputOf(run.workflowType, run.output), ctx),
        picked_up_at: run.pickedUpAt?.toISOString() ?? null,
        attempt: run.attempt,
        labels: run.labels.map(({ name, value }) => ({ name, value })),
        retry_of_id: run.retryOfId,
        created_by_client_id: run.createdByClientId,
        tasks: tasks.nodes.map(taskOf),
      };
    },
  });
