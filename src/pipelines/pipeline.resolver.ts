import { Arg, Authorized, Ctx, FieldResolver, Float, ID, Query, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { DateTime } from "../platform/scalars.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { RunQueries } from "../runs/run.queries.js";
import { WorkflowRunProgress } from "../runs/run.types.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import { PipelineQueries } from "./pipeline.queries.js";
import { PipelineRun } from "./pipeline-run.entity.js";
import { PipelineStepRow } from "./pipeline-step.entity.js";

@Resolver(() => PipelineRun)
export class PipelineResolver {
  constructor(
    private readonly pipelines: PipelineQueries,
    private readonly runs: RunQueries,
  ) {}

  @Authorized("runs:read")
  @Query(() => PipelineRun, {
    nullable: true,
    description: "One pipeline run; null where there is none that you may see.",
  })
  pipelineRun(
    @Arg("id", () => ID, { description: "Id of the pipeline run." }) id: string,
    @Ctx() ctx: GraphQLContext,
  ): Promise<PipelineRun | null> {
    return this.pipelines.find(requestContext(ctx), id);
  }

  @FieldResolver(() => WorkflowRun, {
    description: "The run that stands for the whole. Cancel or retry it to cancel or resume the pipeline run.",
  })
  async workflowRun(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<WorkflowRun> {
    const run = await this.runs.find(requestContext(ctx), pipeline.runId);
    if (!run) throw new Error("A pipeline without its run.");
    return run;
  }

  @FieldResolver(() => WorkflowRunStatus, {
    description:
      "COMPLETED when all steps are, FAILED when none ended well, COMPLETED_WITH_ERRORS when some did and others did not.",
  })
  async status(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<WorkflowRunStatus> {
    return (await this.workflowRun(pipeline, ctx)).status;
  }

  @FieldResolver(() => WorkflowRunProgress, {
    description:
      "Counts of its steps. Succeeded are those that completed, with errors or without; skipped are those that were cancelled or left out.",
  })
  async progress(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<WorkflowRunProgress> {
    return (await this.workflowRun(pipeline, ctx)).progress;
  }

  @FieldResolver(() => DateTime, { description: "When it was started (created)." })
  async startedAt(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<Date> {
    return (await this.workflowRun(pipeline, ctx)).startedAt;
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "When it ended." })
  async completedAt(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<Date | null> {
    return (await this.workflowRun(pipeline, ctx)).completedAt;
  }

  @FieldResolver(() => Float, { nullable: true, description: "Seconds from its start to its end." })
  async durationSeconds(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<number | null> {
    return (await this.workflowRun(pipeline, ctx)).durationSeconds;
  }

  @FieldResolver(() => PipelineRun, { nullable: true, description: "The pipeline run that this one does again." })
  async retryOf(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<PipelineRun | null> {
    const { retryOfId } = await this.workflowRun(pipeline, ctx);
    const earlier = retryOfId ? await this.runs.find(requestContext(ctx), retryOfId) : null;
    return earlier?.pipelineRunId ? this.pipelines.find(requestContext(ctx), earlier.pipelineRunId) : null;
  }

  @FieldResolver(() => [PipelineStepRow], { description: "Its steps, none before one that it depends on." })
  steps(@Root() pipeline: PipelineRun, @Ctx() ctx: GraphQLContext): Promise<PipelineStepRow[]> {
    return this.pipelines.steps(requestContext(ctx), pipeline);
  }
}
