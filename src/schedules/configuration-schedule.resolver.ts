import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { type Connection, connectionOf } from "../platform/paging.js";
import { ForwardPage } from "../platform/paging-args.js";
import { DateTime } from "../platform/scalars.js";
import { WorkflowRun } from "../runs/run.entity.js";
import { RunQueries } from "../runs/run.queries.js";
import { WorkflowFiring } from "./firing.entity.js";
import { Firings } from "./firings.js";
import { WorkflowSchedule } from "./schedule.entity.js";
import { Schedules } from "./schedules.js";
import { WorkflowTrigger } from "./trigger.entity.js";
import { Triggers } from "./triggers.js";

const WorkflowFiringConnection = connectionOf("WorkflowFiring", () => WorkflowFiring);

/** What starts a configuration by itself, and has. */
@Resolver(() => WorkflowConfiguration)
export class ConfigurationScheduleResolver {
  constructor(
    private readonly schedules: Schedules,
    private readonly triggers: Triggers,
    private readonly history: Firings,
  ) {}

  @FieldResolver(() => WorkflowSchedule, { nullable: true, description: "When its runs are started by themselves." })
  schedule(@Root() configuration: WorkflowConfiguration, @Ctx() ctx: GraphQLContext): Promise<WorkflowSchedule | null> {
    return this.schedules.of(requestContext(ctx), configuration);
  }

  @FieldResolver(() => [WorkflowTrigger], { name: "triggers", description: "What starts its runs, the oldest first." })
  triggersOf(@Root() configuration: WorkflowConfiguration, @Ctx() ctx: GraphQLContext): Promise<WorkflowTrigger[]> {
    return this.triggers.of(requestContext(ctx), configuration);
  }

  @FieldResolver(() => WorkflowFiringConnection, {
    description:
      "What its schedule and triggers did, the newest first; 20 when no size is given. Kept as long as the events of runs.",
  })
  firings(
    @Root() configuration: WorkflowConfiguration,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<WorkflowFiring>> {
    return this.history.of(requestContext(ctx), configuration, page);
  }
}

@Resolver(() => WorkflowSchedule)
export class ScheduleFieldsResolver {
  constructor(private readonly schedules: Schedules) {}

  @FieldResolver(() => [DateTime], { description: "When it fires next; empty while it is not enabled." })
  nextTimes(
    @Root() schedule: WorkflowSchedule,
    @Arg("first", () => Int, { defaultValue: 5, description: "How many, 1 to 20." }) first: number,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Date[]> {
    return this.schedules.nextTimes(requestContext(ctx), schedule, first);
  }
}

@Resolver(() => WorkflowFiring)
export class FiringFieldsResolver {
  constructor(
    private readonly runs: RunQueries,
    private readonly triggers: Triggers,
  ) {}

  @FieldResolver(() => WorkflowRun, { nullable: true, description: "The run that it started." })
  workflowRun(@Root() { runId }: WorkflowFiring, @Ctx() ctx: GraphQLContext): Promise<WorkflowRun | null> | null {
    return runId ? this.runs.find(requestContext(ctx), runId) : null;
  }

  @FieldResolver(() => WorkflowTrigger, {
    nullable: true,
    description: "The trigger that fired; null for the schedule, and where the trigger was removed.",
  })
  trigger(@Root() { triggerId }: WorkflowFiring, @Ctx() ctx: GraphQLContext): Promise<WorkflowTrigger | null> | null {
    return triggerId ? this.triggers.find(requestContext(ctx), triggerId) : null;
  }

  @FieldResolver(() => WorkflowRun, { nullable: true, description: "The run that set the trigger off." })
  causedByRun(
    @Root() { causedByRunId }: WorkflowFiring,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowRun | null> | null {
    return causedByRunId ? this.runs.find(requestContext(ctx), causedByRunId) : null;
  }
}
