import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { Cursor } from "../platform/scalars.js";
import { WorkflowRun } from "./run.entity.js";
import { RunQueries } from "./run.queries.js";
import { WorkflowRunStatusTransition } from "./transition.entity.js";

@Resolver(() => WorkflowRunStatusTransition)
export class TransitionFieldsResolver {
  constructor(private readonly queries: RunQueries) {}

  @FieldResolver(() => Cursor, { description: "Give this back as `after` to go on from here." })
  cursor(@Root() transition: WorkflowRunStatusTransition): string {
    return this.queries.cursorOf(transition);
  }

  @FieldResolver(() => WorkflowRun, { description: "The run, as it is now." })
  workflowRun(
    @Root() transition: WorkflowRunStatusTransition,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowRun | null> {
    return this.queries.find(requestContext(ctx), transition.runId);
  }
}
