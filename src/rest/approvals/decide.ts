import { z } from "zod";
import { ApprovalStatus } from "../../approvals/approval.entity.js";
import { ApprovalAction } from "../../approvals/approval.inputs.js";
import type { DecideWorkflowRunApprovalPayload } from "../../approvals/approval.types.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { sentList } from "../fields.js";
import { lower } from "../names.js";
import { jsonRoute } from "../route.js";
import { RUN_ID } from "../runs/run.schemas.js";
import { approvalOf, Decision } from "./approval.schemas.js";

const ACTIONS = {
  approve: ApprovalAction.APPROVE,
  reject: ApprovalAction.REJECT,
  pending: ApprovalAction.RESET,
} as const;

const DECISION = {
  change_ids: sentList(z.string()).nullable().optional().meta({
    description:
      "Only these of the run's proposed changes, 1 to 1000, or none of them is decided. Absent: all of them.",
  }),
  notes: z.string().nullable().optional().meta({ description: "Why, at most 2000 characters." }),
};

const SHARED = {
  path: "/runs/{run_id}/approval",
  tag: "Approvals",
  scope: "approvals:write",
  params: RUN_ID,
  answer: Decision,
  renamed: { workflowRunId: "run_id" },
} as const;

const ERRORS = [ErrorCode.RESOURCE_NOT_FOUND, ErrorCode.VALIDATION_ERROR, ErrorCode.CONFLICT];

const answerOf = ({ approval, outcome, conflicts }: DecideWorkflowRunApprovalPayload): z.infer<typeof Decision> => ({
  approval: approvalOf(approval!),
  outcome: {
    decided: outcome!.decided,
    catalog_changes: outcome!.catalogChanges,
    profiles: outcome!.profiles,
    metrics_marked_stale: outcome!.metricsMarkedStale,
    violations_resolved: outcome!.violationsResolved,
    conflicts: outcome!.conflicts,
  },
  conflicts: conflicts.map(({ change, reason }) => ({
    change_id: change.id,
    target_fqn: change.targetFqn,
    reason: lower(reason),
  })),
});

/** The first decision: of a run that is decided already there is an approval, which is changed and not made. */
export const createApproval = jsonRoute({
  ...SHARED,
  method: "POST",
  id: "createApproval",
  summary: "Decide on a run",
  description:
    "The first decision on what a run found. Where it is decided already: RESOURCE_ALREADY_EXISTS; change the decision by PATCH then.",
  body: z
    .strictObject({
      action: z.enum(["approve", "reject"]).meta({
        description: "`approve` saves what was found to the catalog, `reject` leaves the catalog as it is.",
      }),
      ...DECISION,
    })
    .meta({ id: "CreateApproval", description: "A decision." }),
  status: 201,
  errors: [...ERRORS, ErrorCode.RESOURCE_ALREADY_EXISTS],
  handle: async ({ ctx, params, body }, { approvals }) => {
    const payload = await approvals.decide(ctx, {
      workflowRunId: params.run_id,
      action: ACTIONS[body.action],
      changeIds: body.change_ids,
      notes: body.notes,
    });
    if (payload.userErrors.length === 0) return answerOf(payload);
    const { approval } = payload;
    if (approval && approval.status !== ApprovalStatus.PENDING && !body.change_ids) {
      const message = `It is ${approval.status} already: change that by PATCH.`;
      throw UserErrors.one(ErrorCode.RESOURCE_ALREADY_EXISTS, message, "run_id");
    }
    throw new UserErrors(payload.userErrors);
  },
});

export const changeApproval = jsonRoute({
  ...SHARED,
  method: "PATCH",
  id: "changeApproval",
  summary: "Decide, or take a decision back",
  description: "To decide anew, take the decision back first.",
  body: z
    .strictObject({
      action: z.enum(["approve", "reject", "pending"]).meta({
        description:
          "`approve` saves what was found to the catalog, `reject` leaves the catalog as it is, `pending` takes the decision back with what it changed.",
      }),
      ...DECISION,
    })
    .meta({ id: "ChangeApproval", description: "A decision." }),
  errors: ERRORS,
  handle: async ({ ctx, params, body }, { approvals }) => {
    const payload = await approvals.decide(ctx, {
      workflowRunId: params.run_id,
      action: ACTIONS[body.action],
      changeIds: body.change_ids,
      notes: body.notes,
    });
    if (payload.userErrors.length > 0) throw new UserErrors(payload.userErrors);
    return answerOf(payload);
  },
});
