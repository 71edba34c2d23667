import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import { WorkflowConfiguration } from "../configurations/configuration.entity.js";
import { Configurations } from "../configurations/configuration.service.js";
import type { GraphQLContext } from "../platform/context.js";
import { withUserErrors } from "../platform/errors.js";
import { requestContext } from "../platform/guard.js";
import { WorkflowTrigger } from "./trigger.entity.js";
import {
  CreateWorkflowTriggerInput,
  RemoveWorkflowTriggerInput,
  UpdateWorkflowTriggerInput,
  WorkflowTriggerPayload,
} from "./trigger.inputs.js";
import { eventOf, RunCompletedEvent, WorkflowTriggerEvent } from "./trigger-event.types.js";
import { Triggers } from "./triggers.js";

@Resolver(() => WorkflowTrigger)
export class TriggerResolver {
  constructor(
    private readonly triggers: Triggers,
    private readonly configurations: Configurations,
  ) {}

  @Authorized("runs:write")
  @Mutation(() => WorkflowTriggerPayload, {
    nullable: true,
    description: "Makes a trigger: when something happens, a run of a configuration is started.",
  })
  createWorkflowTrigger(
    @Arg("input", () => CreateWorkflowTriggerInput, { description: "The trigger." }) input: CreateWorkflowTriggerInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowTriggerPayload> {
    return answer(() => this.triggers.create(requestContext(ctx), input));
  }

  @Authorized("runs:write")
  @Mutation(() => WorkflowTriggerPayload, { nullable: true, description: "Changes, enables or disables a trigger." })
  updateWorkflowTrigger(
    @Arg("input", () => UpdateWorkflowTriggerInput, { description: "What to change." })
    input: UpdateWorkflowTriggerInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowTriggerPayload> {
    return answer(() => this.triggers.update(requestContext(ctx), input));
  }

  @Authorized("runs:write")
  @Mutation(() => WorkflowTriggerPayload, {
    nullable: true,
    description: "Removes a trigger. What it has started goes on; what waits is skipped.",
  })
  removeWorkflowTrigger(
    @Arg("input", () => RemoveWorkflowTriggerInput, { description: "Which one." }) input: RemoveWorkflowTriggerInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowTriggerPayload> {
    return answer(() => this.triggers.remove(requestContext(ctx), input.id));
  }

  @FieldResolver(() => WorkflowTriggerEvent, { description: "What it waits for." })
  event(@Root() trigger: WorkflowTrigger): object {
    return eventOf(trigger);
  }

  @FieldResolver(() => WorkflowConfiguration, { description: "The configuration that it starts." })
  configuration(@Root() trigger: WorkflowTrigger, @Ctx() ctx: GraphQLContext): Promise<WorkflowConfiguration | null> {
    return this.configurations.find(requestContext(ctx), trigger.configurationId);
  }
}

@Resolver(() => RunCompletedEvent)
export class RunCompletedEventResolver {
  constructor(private readonly configurations: Configurations) {}

  @FieldResolver(() => WorkflowConfiguration, {
    nullable: true,
    description: "The configuration whose runs are meant.",
  })
  configuration(@Root() event: RunCompletedEvent, @Ctx() ctx: GraphQLContext): Promise<WorkflowConfiguration | null> {
    return this.configurations.find(requestContext(ctx), event.configurationId);
  }
}

const answer = (work: () => Promise<WorkflowTrigger>): Promise<WorkflowTriggerPayload> =>
  withUserErrors<{ workflowTrigger: WorkflowTrigger | null }>(async () => ({ workflowTrigger: await work() }), {
    workflowTrigger: null,
  });
