import { z } from "zod";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { RetryMode } from "../../runs/run.inputs.js";
import { sentCode } from "../fields.js";
import { jsonRoute } from "../route.js";
import { RUN_ID, Run, runOf } from "./run.schemas.js";

export const cancelRun = jsonRoute({
  method: "POST",
  path: "/runs/{run_id}/cancel",
  id: "cancelRun",
  tag: "Runs",
  summary: "Cancel a run",
  description:
    "Ends a run that has not ended; what is under way at a source is stopped within seconds. A run that was cancelled before is answered as it is.",
  scope: "runs:write",
  params: RUN_ID,
  body: z
    .strictObject({
      reason: z.string().nullable().optional().meta({ description: "Why, at most 500 characters." }),
    })
    .meta({ id: "CancelRun", description: "May be left out." }),
  answer: Run,
  errors: [ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.VALIDATION_ERROR],
  handle: async ({ ctx, params, body }, { runs }) => {
    const [result] = await runs.cancel(ctx, { ids: [params.run_id], reason: body.reason });
    const { userError, workflowRun } = result!;
    if (userError) throw UserErrors.one(userError.code, userError.message, "run_id");
    return runOf(workflowRun!);
  },
});

export const retryRun = jsonRoute({
  method: "POST",
  path: "/runs/{run_id}/retry",
  id: "retryRun",
  tag: "Runs",
  summary: "Do a run again",
  description: "Starts a new run with the options of one that has ended.",
  scope: "runs:write",
  params: RUN_ID,
  body: z
    .strictObject({
      mode: sentCode(RetryMode, "What is done again: only what failed or was not reached, or all.")
        .default(RetryMode.FROM_FAILURE)
        .meta({ default: "from_failure" }),
    })
    .meta({ id: "RetryRun", description: "May be left out." }),
  status: 201,
  answer: Run,
  answerHeaders: { location: "Where the new run is." },
  errors: [ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.CONFLICT, ErrorCode.VALIDATION_ERROR],
  renamed: { id: "run_id" },
  handle: async ({ ctx, params, body, header }, { runs }) => {
    const run = await runs.retry(ctx, { id: params.run_id, mode: body.mode });
    header("location", `/api/data-readiness/runs/${run.id}`);
    return runOf(run);
  },
});
