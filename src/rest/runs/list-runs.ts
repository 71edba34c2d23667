import { z } from "zod";
import { ErrorCode } from "../../platform/errors.js";
import { WorkflowRunOrder } from "../../runs/run.inputs.js";
import { TaskStatus, WorkflowRunStatus } from "../../runs/run-status.js";
import { pageArgs, pageQuery, restPage, sentCode, sentTime, several } from "../fields.js";
import { jsonRoute } from "../route.js";
import { sentType } from "../sent-type.js";
import { findRun } from "./find-run.js";
import { RUN_ID, RunPage, summaryOf, TaskPage, taskOf } from "./run.schemas.js";

const PAGING = { first: "limit", after: "cursor" };

export const listRuns = jsonRoute({
  method: "GET",
  path: "/runs",
  id: "listRuns",
  tag: "Runs",
  summary: "List runs",
  description: "A page at a time. All conditions must hold; each of several values is enough.",
  scope: "runs:read",
  query: z.strictObject({
    status: several(sentCode(WorkflowRunStatus, "A status."), "In one of these statuses."),
    type: several(sentType("A workflow type."), "Of one of these workflow types."),
    configuration_id: z.string().optional().meta({ description: "Of this configuration." }),
    pipeline_id: z.string().optional().meta({ description: "Of this pipeline run: its own run and its steps'." }),
    asset_fqn: z.string().optional().meta({ description: "On this asset or one that lies under it." }),
    started_from: sentTime("Started at this time or later.").optional(),
    started_before: sentTime("Started before this time.").optional(),
    order: sentCode(WorkflowRunOrder, "In which order; the newest first when absent.").optional(),
    ...pageQuery(),
  }),
  answer: RunPage,
  renamed: PAGING,
  handle: async ({ ctx, query }, { runQueries }) => {
    const filter = {
      statuses: query.status,
      workflowTypes: query.type,
      configurationId: query.configuration_id,
      pipelineRunId: query.pipeline_id,
      assetFqn: query.asset_fqn,
      startedFrom: query.started_from,
      startedBefore: query.started_before,
    };
    const order = query.order ?? WorkflowRunOrder.NEWEST_FIRST;
    return restPage(await runQueries.list(ctx, filter, order, pageArgs(query)), summaryOf);
  },
});

export const listTasks = jsonRoute({
  method: "GET",
  path: "/runs/{run_id}/tasks",
  id: "listTasks",
  tag: "Runs",
  summary: "List a run's tasks",
  description: "In plan order.",
  scope: "runs:read",
  params: RUN_ID,
  query: z.strictObject({ status: sentCode(TaskStatus, "Only tasks of this status.").optional(), ...pageQuery(50) }),
  answer: TaskPage,
  errors: [ErrorCode.RESOURCE_NOT_FOUND],
  renamed: PAGING,
  handle: async ({ ctx, params, query }, services) => {
    const run = await findRun(services, ctx, params.run_id);
    return restPage(await services.runQueries.tasks(ctx, run, query.status ?? null, pageArgs(query)), taskOf);
  },
});
