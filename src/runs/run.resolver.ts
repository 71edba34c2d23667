import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Authorized, Ctx, ID, Info, Mutation, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { withUserErrors } from "../platform/errors.js";
import { requestContext } from "../platform/guard.js";
import type { Connection } from "../platform/paging.js";
import { PageBothWays } from "../platform/paging-args.js";
import { sentInput } from "../platform/sent-input.js";
import { WorkflowRunConnection } from "./run.connections.js";
import { WorkflowRun } from "./run.entity.js";
import {
  CancelWorkflowRunsInput,
  CancelWorkflowRunsPayload,
  CreateWorkflowRunInput,
  CreateWorkflowRunPayload,
  RetryWorkflowRunInput,
  RetryWorkflowRunPayload,
  WorkflowRunFilter,
  WorkflowRunOrder,
} from "./run.inputs.js";
import { RunPlans } from "./run.plans.js";
import { RunQueries } from "./run.queries.js";
import { Runs } from "./run.service.js";
import { WorkflowRunPlan } from "./run-plan.types.js";

@Resolver()
export class RunResolver {
  constructor(
    private readonly runs: Runs,
    private readonly queries: RunQueries,
    private readonly plans: RunPlans,
  ) {}

  @Authorized("runs:read")
  @Query(() => WorkflowRun, { nullable: true, description: "One run; null where there is none that you may see." })
  workflowRun(
    @Arg("id", () => ID, { description: "Id of the run." }) id: string,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowRun | null> {
    return this.queries.find(requestContext(ctx), id);
  }

  @Authorized("runs:read")
  @Query(() => WorkflowRunConnection, { description: "The tenant's runs, a page at a time; 20 when no size is given." })
  workflowRuns(
    @Arg("filter", () => WorkflowRunFilter, { nullable: true, description: "Which runs; all when absent." })
    filter: WorkflowRunFilter | null,
    @Arg("orderBy", () => WorkflowRunOrder, {
      defaultValue: WorkflowRunOrder.NEWEST_FIRST,
      description: "In which order.",
    })
    orderBy: WorkflowRunOrder,
    @Args(() => PageBothWays) page: PageBothWays,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<WorkflowRun>> {
    return this.queries.list(requestContext(ctx), filter ?? new WorkflowRunFilter(), orderBy, page);
  }

  @Authorized("runs:read")
  @Query(() => WorkflowRunPlan, { description: "What a run of this input would do. Creates nothing." })
  workflowRunPlan(
    @Arg("input", () => CreateWorkflowRunInput, { description: "As for createWorkflowRun." })
    input: CreateWorkflowRunInput,
    @Ctx() ctx: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WorkflowRunPlan> {
    return this.plans.plan(requestContext(ctx), input, sentInput(info, "input", ctx.variables));
  }

  @Authorized("runs:write")
  @Mutation(() => CreateWorkflowRunPayload, { nullable: true, description: "Starts a run." })
  createWorkflowRun(
    @Arg("input", () => CreateWorkflowRunInput, { description: "The run to start." }) input: CreateWorkflowRunInput,
    @Ctx() ctx: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<CreateWorkflowRunPayload> {
    const sent = sentInput(info, "input", ctx.variables);
    return withUserErrors<Omit<CreateWorkflowRunPayload, "userErrors">>(
      () => this.runs.create(requestContext(ctx), input, sent),
      { workflowRun: null, replayed: false },
    );
  }

  @Authorized("runs:write")
  @Mutation(() => CancelWorkflowRunsPayload, {
    nullable: true,
    description: "Cancels runs that have not ended. What is under way at a source is stopped within seconds.",
  })
  cancelWorkflowRuns(
    @Arg("input", () => CancelWorkflowRunsInput, { description: "The runs to cancel." }) input: CancelWorkflowRunsInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<CancelWorkflowRunsPayload> {
    return withUserErrors<Omit<CancelWorkflowRunsPayload, "userErrors">>(
      async () => ({ results: await this.runs.cancel(requestContext(ctx), input) }),
      { results: [] },
    );
  }

  @Authorized("runs:write")
  @Mutation(() => RetryWorkflowRunPayload, {
    nullable: true,
    description: "Does a run that has ended again, as a new run with the same options.",
  })
  retryWorkflowRun(
    @Arg("input", () => RetryWorkflowRunInput, { description: "The run to do again." }) input: RetryWorkflowRunInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<RetryWorkflowRunPayload> {
    return withUserErrors<Omit<RetryWorkflowRunPayload, "userErrors">>(
      async () => ({ workflowRun: await this.runs.retry(requestContext(ctx), input) }),
      { workflowRun: null },
    );
  }
}
