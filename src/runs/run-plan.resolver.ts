import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import type { Connection } from "../platform/paging.js";
import { Cursor } from "../platform/scalars.js";
import { WorkflowParameters } from "../workflows/parameters.js";
import { WorkflowRegistry } from "../workflows/registry.js";
import { RunPlans } from "./run.plans.js";
import { WorkflowRunPlan, type WorkflowRunPlanTask, WorkflowRunPlanTaskConnection } from "./run-plan.types.js";

@Resolver(() => WorkflowRunPlan)
export class RunPlanResolver {
  constructor(
    private readonly plans: RunPlans,
    private readonly workflows: WorkflowRegistry,
  ) {}

  @FieldResolver(() => WorkflowParameters, { description: "The options that it would have." })
  parameters(@Root() plan: WorkflowRunPlan): object {
    return this.workflows.parametersOf(plan.workflowType, plan.parameters);
  }

  @FieldResolver(() => WorkflowRunPlanTaskConnection, { description: "The tasks, usually one a table, in order." })
  tasks(
    @Root() plan: WorkflowRunPlan,
    @Arg("first", () => Int, { defaultValue: 50, description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => Cursor, { nullable: true, description: "Only what follows this cursor." }) after: string | null,
    @Ctx() ctx: GraphQLContext,
  ): Connection<WorkflowRunPlanTask> {
    return this.plans.page(requestContext(ctx), plan, { first, after });
  }
}
