import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { RunQueries } from "../runs/run.queries.js";
import { WorkflowRunStatus } from "../runs/run-status.js";
import { PipelineQueries } from "./pipeline.queries.js";
import { PipelineRun } from "./pipeline-run.entity.js";
import { PipelineStepRow } from "./pipeline-step.entity.js";

@Resolver(() => PipelineStepRow)
export class PipelineStepResolver {
  constructor(private readonly runs: RunQueries) {}

  @FieldResolver(() => WorkflowRun, { nullable: true, description: "Its run; null where the step was left out." })
  async workflowRun(@Root() { runId }: PipelineStepRow, @Ctx() ctx: GraphQLContext): Promise<WorkflowRun | null> {
    return runId ? this.runs.find(requestContext(ctx), runId) : null;
  }

  @FieldResolver(() => WorkflowRunStatus, {
    nullable: true,
    description: "Where its run is: PENDING while it waits for other steps; null where the step was left out.",
  })
  async status(@Root() step: PipelineStepRow, @Ctx() ctx: GraphQLContext): Promise<WorkflowRunStatus | null> {
    return (await this.workflowRun(step, ctx))?.status ?? null;
  }
}

@Resolver(() => WorkflowRun)
export class RunPipelineResolver {
  constructor(private readonly pipelines: PipelineQueries) {}

  @FieldResolver(() => PipelineRun, {
    nullable: true,
    description: "The pipeline run that it stands for, or that it is a step of; null for any other run.",
  })
  async pipelineRun(@Root() { pipelineRunId }: WorkflowRun, @Ctx() ctx: GraphQLContext): Promise<PipelineRun | null> {
    return pipelineRunId ? this.pipelines.find(requestContext(ctx), pipelineRunId) : null;
  }
}
