import { z } from "zod";
import { ChangeDecision } from "../../assets/changes/proposed-change.entity.js";
import { ErrorCode } from "../../platform/errors.js";
import { pageArgs, pageQuery, restPage, sentCode } from "../fields.js";
import { jsonRoute } from "../route.js";
import { findRun } from "../runs/find-run.js";
import { RUN_ID } from "../runs/run.schemas.js";
import { ChangePage, changeOf } from "./change.schemas.js";

export const listChanges = jsonRoute({
  method: "GET",
  path: "/runs/{run_id}/changes",
  id: "listChanges",
  tag: "Approvals",
  summary: "List what a run proposes",
  description: "By table, then in the order of the run. Empty for types that propose nothing.",
  scope: "runs:read",
  params: RUN_ID,
  query: z.strictObject({
    decision: sentCode(ChangeDecision, "Only changes of which this became.").optional(),
    ...pageQuery(50),
  }),
  answer: ChangePage,
  errors: [ErrorCode.RESOURCE_NOT_FOUND],
  renamed: { first: "limit", after: "cursor" },
  handle: async ({ ctx, params, query }, services) => {
    const run = await findRun(services, ctx, params.run_id);
    const page = await services.proposedChanges.ofRun(ctx, run.id, query.decision ?? null, pageArgs(query));
    return restPage(page, changeOf(ctx));
  },
});
