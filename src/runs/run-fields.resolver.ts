import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import { Configurations } from "../configurations/configuration.service.js";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import type { Connection } from "../platform/paging.js";
import { ForwardPage } from "../platform/paging-args.js";
import { Cursor } from "../platform/scalars.js";
import { WorkflowOutput, WorkflowParameters } from "../workflows/parameters.js";
import { WorkflowRegistry } from "../workflows/registry.js";
import type { RunEvent } from "./event.types.js";
import { WorkflowRunEventConnection, WorkflowRunTaskConnection } from "./run.connections.js";
import { WorkflowRun } from "./run.entity.js";
import { RunQueries } from "./run.queries.js";
import { isFinal, TaskStatus } from "./run-status.js";
import type { WorkflowRunTask } from "./task.entity.js";
import { WorkflowRunStatusTransition } from "./transition.entity.js";

/** What a run shows beyond its own row. */
@Resolver(() => WorkflowRun)
export class RunFieldsResolver {
  constructor(
    private readonly queries: RunQueries,
    private readonly configurations: Configurations,
    private readonly workflows: WorkflowRegistry,
  ) {}

  @FieldResolver(() => WorkflowConfiguration, { description: "The configuration that it executes." })
  configuration(@Root() run: WorkflowRun, @Ctx() ctx: GraphQLContext): Promise<WorkflowConfiguration | null> {
    return this.configurations.find(requestContext(ctx), run.configurationId);
  }

  @FieldResolver(() => WorkflowParameters, {
    description: "Its options: definition, configuration and the run's own, laid over each other.",
  })
  parameters(@Root() run: WorkflowRun): object {
    return this.workflows.parametersOf(run.workflowType, run.parameters);
  }

  @FieldResolver(() => WorkflowOutput, { nullable: true, description: "What it found; null until it has ended." })
  output(@Root() run: WorkflowRun): object | null {
    return run.output && this.workflows.outputOf(run.workflowType, run.output);
  }

  @FieldResolver(() => WorkflowRunTaskConnection, { description: "Its tasks in plan order, with times and failures." })
  tasks(
    @Root() run: WorkflowRun,
    @Arg("first", () => Int, { defaultValue: 50, description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => Cursor, { nullable: true, description: "Only what follows this cursor." }) after: string | null,
    @Arg("status", () => TaskStatus, { nullable: true, description: "Only tasks of this status." })
    status: TaskStatus | null,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<WorkflowRunTask>> {
    return this.queries.tasks(requestContext(ctx), run, status ?? null, { first, after });
  }

  @FieldResolver(() => WorkflowRunEventConnection, {
    description:
      "Its log so far. The cursors are those of the subscription `workflowRunEvents`, which goes on from there.",
  })
  events(
    @Root() run: WorkflowRun,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<RunEvent>> {
    return this.queries.events(requestContext(ctx), run, page);
  }

  @FieldResolver(() => [WorkflowRunStatusTransition], { description: "The changes of its status so far, in order." })
  transitions(@Root() run: WorkflowRun, @Ctx() ctx: GraphQLContext): Promise<readonly WorkflowRunStatusTransition[]> {
    return this.queries.transitions(requestContext(ctx), run);
  }

  @FieldResolver(() => WorkflowRun, { nullable: true, description: "The run that this one does again." })
  async retryOf(@Root() run: WorkflowRun, @Ctx() ctx: GraphQLContext): Promise<WorkflowRun | null> {
    return run.retryOfId ? this.queries.find(requestContext(ctx), run.retryOfId) : null;
  }

  @FieldResolver(() => Boolean, { description: "Whether you may cancel it: it has not ended, and you have the right." })
  viewerCanCancel(@Root() run: WorkflowRun, @Ctx() ctx: GraphQLContext): boolean {
    return !isFinal(run.status) && requestContext(ctx).identity.scopes.has("runs:write");
  }
}
