import type { GraphQLResolveInfo } from "graphql";
import { Args, ArgsType, Authorized, Field, ID, Resolver, Root, Subscription } from "type-graphql";
import { containerOf } from "../platform/container.js";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { AssetFqn, Cursor } from "../platform/scalars.js";
import { RunEvent } from "./event.types.js";
import { RunEventFeed } from "./feed/event-feed.js";
import { TransitionFeed } from "./feed/transition-feed.js";
import { WorkflowRunStatusTransition } from "./transition.entity.js";

interface Opening {
  readonly args: object;
  readonly context: GraphQLContext;
  readonly info: GraphQLResolveInfo;
}

@ArgsType()
class TransitionStreamArgs {
  @Field(() => ID, {
    nullable: true,
    description: "Of this run only: from its first transition, and completing after its last.",
  })
  runId?: string | null;

  @Field(() => ID, { nullable: true, description: "Of this configuration's runs only." })
  configurationId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Of this pipeline run only, its own run and those of its steps: from its first transition, and completing after its last.",
  })
  pipelineRunId?: string | null;

  @Field(() => AssetFqn, { nullable: true, description: "Of runs on this asset, or one that lies under it, only." })
  assetFqn?: string | null;

  @Field(() => Cursor, { nullable: true, description: "Cursor of the last transition that you have seen." })
  after?: string | null;
}

@ArgsType()
class EventStreamArgs {
  @Field(() => ID, { description: "The run." })
  runId: string;

  @Field(() => Cursor, { nullable: true, description: "Cursor of the last event that you have seen." })
  after?: string | null;
}

/** Streams out of the log. */
@Resolver()
export class RunSubscriptionsResolver {
  constructor(
    private readonly transitions: TransitionFeed,
    private readonly events: RunEventFeed,
  ) {}

  followTransitions(args: TransitionStreamArgs, context: GraphQLContext): AsyncGenerator<WorkflowRunStatusTransition> {
    return this.transitions.follow(requestContext(context).identity, args, args.after, context.signal);
  }

  followEvents(args: EventStreamArgs, context: GraphQLContext): AsyncGenerator<RunEvent> {
    return this.events.follow(requestContext(context).identity, args.runId, args.after, context.signal);
  }

  @Authorized("runs:read")
  @Subscription(() => WorkflowRunStatusTransition, {
    description:
      "Status transitions of the tenant's runs, in order, each exactly once. With `after` it first replays what was missed, then goes on live; with `runId` or `pipelineRunId` and no `after` it replays the run, or the pipeline run, from its first transition. Such a stream completes after the last transition; every other end is an error with a code (SERVER_GOING_AWAY, AUTH_EXPIRED, LAGGED, CURSOR_EXPIRED), never a bare complete, so that a client knows to come back.",
    subscribe: ({ args, context, info }: Opening) =>
      containerOf(info.schema)
        .get(RunSubscriptionsResolver)
        .followTransitions(args as TransitionStreamArgs, context),
  })
  workflowRunStatusChanged(
    @Args(() => TransitionStreamArgs) _args: TransitionStreamArgs,
    @Root() transition: WorkflowRunStatusTransition,
  ): WorkflowRunStatusTransition {
    return transition;
  }

  @Authorized("runs:read")
  @Subscription(() => RunEvent, {
    description:
      "Everything that happens to one run: transitions, progress, ends of tasks and notes. From its first event, or after the cursor; it ends as `workflowRunStatusChanged` does.",
    subscribe: ({ args, context, info }: Opening) =>
      containerOf(info.schema)
        .get(RunSubscriptionsResolver)
        .followEvents(args as EventStreamArgs, context),
  })
  workflowRunEvents(@Args(() => EventStreamArgs) _args: EventStreamArgs, @Root() event: RunEvent): RunEvent {
    return event;
  }
}
