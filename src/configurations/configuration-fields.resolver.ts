import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { WorkflowParameters } from "../workflows/parameters.js";
import { WorkflowRegistry } from "../workflows/registry.js";
import { WorkflowConfiguration } from "./configuration.entity.js";
import { WorkflowDefinition } from "./definition.entity.js";
import { Definitions } from "./definitions.js";

@Resolver(() => WorkflowConfiguration)
export class ConfigurationFieldsResolver {
  constructor(
    private readonly definitions: Definitions,
    private readonly workflows: WorkflowRegistry,
  ) {}

  @FieldResolver(() => WorkflowParameters, {
    description: "The options of its runs: its own, and the definition's where it leaves them open.",
  })
  parameters(@Root() configuration: WorkflowConfiguration): object {
    return this.workflows.parametersOf(configuration.workflowType, configuration.parameters);
  }

  @FieldResolver(() => WorkflowDefinition, { description: "The template that it is an instance of." })
  definition(@Root() configuration: WorkflowConfiguration, @Ctx() ctx: GraphQLContext): Promise<WorkflowDefinition> {
    return this.definitions.ofType(requestContext(ctx), configuration.workflowType);
  }
}

@Resolver(() => WorkflowDefinition)
export class DefinitionFieldsResolver {
  constructor(private readonly workflows: WorkflowRegistry) {}

  @FieldResolver(() => WorkflowParameters, { description: "The options where a configuration leaves them open." })
  defaultParameters(@Root() definition: WorkflowDefinition): object {
    return this.workflows.parametersOf(definition.type, definition.defaultParameters);
  }
}
