import { z } from "zod";
import { ApprovalStatus } from "../../approvals/approval.entity.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { pageArgs, pageQuery, restPage, sentCode } from "../fields.js";
import { jsonRoute } from "../route.js";
import { findRun } from "../runs/find-run.js";
import { RUN_ID } from "../runs/run.schemas.js";
import { sentType } from "../sent-type.js";
import { ApprovalDetail, ApprovalPage, approvalOf, countsOf } from "./approval.schemas.js";

export const listApprovals = jsonRoute({
  method: "GET",
  path: "/approvals",
  id: "listApprovals",
  tag: "Approvals",
  summary: "List approvals",
  description: "Those of the runs that completed last first. With `status=pending`: what waits for a reviewer.",
  scope: "runs:read",
  query: z.strictObject({
    status: sentCode(ApprovalStatus, "Only those that stand like this.").optional(),
    type: sentType("Only those of runs of this workflow type.").optional(),
    asset_fqn: z.string().optional().meta({ description: "Only those of runs on this asset, or what lies under it." }),
    ...pageQuery(),
  }),
  answer: ApprovalPage,
  renamed: { first: "limit", after: "cursor" },
  handle: async ({ ctx, query }, { approvals }) => {
    const filter = { status: query.status, workflowType: query.type, assetFqn: query.asset_fqn };
    return restPage(await approvals.list(ctx, filter, pageArgs(query)), approvalOf);
  },
});

export const getApproval = jsonRoute({
  method: "GET",
  path: "/runs/{run_id}/approval",
  id: "getApproval",
  tag: "Approvals",
  summary: "Read a run's approval",
  description:
    "RESOURCE_NOT_FOUND until the run has completed, and for types whose results need no decision. What was changed is at `/runs/{run_id}/changes`.",
  scope: "runs:read",
  params: RUN_ID,
  answer: ApprovalDetail,
  errors: [ErrorCode.RESOURCE_NOT_FOUND],
  handle: async ({ ctx, params }, services) => {
    const run = await findRun(services, ctx, params.run_id);
    const approval = await services.approvals.ofRun(ctx, run.id);
    if (!approval) throw UserErrors.one(ErrorCode.RESOURCE_NOT_FOUND, "The run has no approval.", "run_id");
    return { ...approvalOf(approval), change_counts: countsOf(await services.approvals.counts(ctx, run.id)) };
  },
});
