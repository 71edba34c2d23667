import type { GraphQLResolveInfo } from "graphql";
import { Arg, Args, Authorized, Ctx, ID, Info, Mutation, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { withUserErrors } from "../platform/errors.js";
import { requestContext } from "../platform/guard.js";
import { type Connection, connectionOf } from "../platform/paging.js";
import { PageBothWays } from "../platform/paging-args.js";
import { sentInput } from "../platform/sent-input.js";
import { WorkflowConfiguration } from "./configuration.entity.js";
import {
  ArchiveWorkflowConfigurationInput,
  CreateWorkflowConfigurationInput,
  UpdateWorkflowConfigurationInput,
  WorkflowConfigurationFilter,
  WorkflowConfigurationPayload,
} from "./configuration.inputs.js";
import { Configurations } from "./configuration.service.js";
import { WorkflowDefinition } from "./definition.entity.js";
import { Definitions } from "./definitions.js";

const WorkflowConfigurationConnection = connectionOf("WorkflowConfiguration", () => WorkflowConfiguration);

@Resolver()
export class ConfigurationResolver {
  constructor(
    private readonly configurations: Configurations,
    private readonly definitions: Definitions,
  ) {}

  @Authorized("runs:read")
  @Query(() => [WorkflowDefinition], { description: "What there is to configure: one for each workflow type." })
  workflowDefinitions(): Promise<WorkflowDefinition[]> {
    return this.definitions.list();
  }

  @Authorized("runs:read")
  @Query(() => WorkflowConfiguration, {
    nullable: true,
    description: "One configuration; null where there is none that you may see.",
  })
  workflowConfiguration(
    @Arg("id", () => ID, { description: "Id of the configuration." }) id: string,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowConfiguration | null> {
    return this.configurations.find(requestContext(ctx), id);
  }

  @Authorized("runs:read")
  @Query(() => WorkflowConfigurationConnection, {
    description: "The tenant's configurations, oldest first, a page at a time; 20 when no size is given.",
  })
  workflowConfigurations(
    @Arg("filter", () => WorkflowConfigurationFilter, {
      nullable: true,
      description: "Which configurations; the active ones when absent.",
    })
    filter: WorkflowConfigurationFilter | null,
    @Args(() => PageBothWays) page: PageBothWays,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<WorkflowConfiguration>> {
    return this.configurations.list(requestContext(ctx), filter ?? {}, page);
  }

  @Authorized("runs:write")
  @Mutation(() => WorkflowConfigurationPayload, { nullable: true, description: "Makes a configuration." })
  createWorkflowConfiguration(
    @Arg("input", () => CreateWorkflowConfigurationInput, { description: "The configuration." })
    input: CreateWorkflowConfigurationInput,
    @Ctx() ctx: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WorkflowConfigurationPayload> {
    return answer(() =>
      this.configurations.create(requestContext(ctx), input, sentInput(info, "input", ctx.variables)),
    );
  }

  @Authorized("runs:write")
  @Mutation(() => WorkflowConfigurationPayload, {
    nullable: true,
    description: "Changes a configuration. Runs that were created before keep the options that they were created with.",
  })
  updateWorkflowConfiguration(
    @Arg("input", () => UpdateWorkflowConfigurationInput, { description: "What to change." })
    input: UpdateWorkflowConfigurationInput,
    @Ctx() ctx: GraphQLContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<WorkflowConfigurationPayload> {
    return answer(() =>
      this.configurations.update(requestContext(ctx), input, sentInput(info, "input", ctx.variables)),
    );
  }

  @Authorized("runs:write")
  @Mutation(() => WorkflowConfigurationPayload, {
    nullable: true,
    description: "Archives a configuration: it can't be run any more, and is kept for its past runs.",
  })
  archiveWorkflowConfiguration(
    @Arg("input", () => ArchiveWorkflowConfigurationInput, { description: "Which one." })
    input: ArchiveWorkflowConfigurationInput,
    @Ctx() ctx: GraphQLContext,
  ): Promise<WorkflowConfigurationPayload> {
    return answer(() => this.configurations.archive(requestContext(ctx), input.id));
  }
}

const answer = (work: () => Promise<WorkflowConfiguration>): Promise<WorkflowConfigurationPayload> =>
  withUserErrors<{ workflowConfiguration: WorkflowConfiguration | null }>(
    async () => ({ workflowConfiguration: await work() }),
    { workflowConfiguration: null },
  );
