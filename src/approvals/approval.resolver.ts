import { Arg, Args, Authorized, Ctx, Mutation, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { type Connection, connectionOf } from "../platform/paging.js";
import { PageBothWays } from "../platform/paging-args.js";
import { WorkflowRunApproval } from "./approval.entity.js";
import { DecideWorkflowRunApprovalInput, WorkflowRunApprovalFilter } from "./approval.inputs.js";
import { DecideWorkflowRunApprovalPayload } from "./approval.types.js";
import { Approvals } from "./approvals.js";

const WorkflowRunApprovalConnection = connectionOf("WorkflowRunApproval", () => WorkflowRunApproval);

@Resolver()
export class ApprovalResolver {
  constructor(private readonly approvals: Approvals) {}

  @Authorized("runs:read")
  @Query(() => WorkflowRunApprovalConnection, {
    description:
      "Approvals, those of the runs that completed last first; 20 when no size is given. With the status PENDING: what waits for a reviewer.",
  })
  workflowRunApprovals(
    @Arg("filter", () => WorkflowRunApprovalFilter, { nullable: true, description: "Which of them; all when absent." })
    filter: WorkflowRunApprovalFilter | null,
    @Args(() => PageBothWays) page: PageBothWays,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<WorkflowRunApproval>> {
    return this.approvals.list(requestContext(ctx), filter ?? {}, page);
  }

  @Authorized("approvals:write")
  @Mutation(() => DecideWorkflowRunApprovalPayload, {
    nullable: true,
    description:
      "Decides on what a run found: all that is undecided, or some changes of it. All of it is done in one transaction, or nothing. Of two who decide at once one wins; the other gets a CONFLICT with the present state.",
  })
  decideWorkflowRunApproval(
    @Arg("input", () => DecideWorkflowRunApprovalInput, { description: "The decision." })
    input: DecideWorkflowRunApprovalInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<DecideWorkflowRunApprovalPayload> {
    return this.approvals.decide(requestContext(ctx), input);
  }
}
