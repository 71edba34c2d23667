import { type ExecutionResult, type GraphQLSchema, graphql } from "graphql";
import { CATALOG_RESOLVERS } from "../../src/assets/asset-resolvers.js";
import { Catalog } from "../../src/assets/catalog/catalog.service.js";
import { ConfigurationResolver } from "../../src/configurations/configuration.resolver.js";
import {
  ConfigurationFieldsResolver,
  DefinitionFieldsResolver,
} from "../../src/configurations/configuration-fields.resolver.js";
import { buildGatewaySchema, type Resolvers } from "../../src/gateway/schema.js";
import { ViewerResolver } from "../../src/gateway/viewer.resolver.js";
import { Container } from "../../src/platform/container.js";
import type { RequestContext } from "../../src/platform/context.js";
import { RunResolver } from "../../src/runs/run.resolver.js";
import { AssetRunsResolver, RunAssetResolver } from "../../src/runs/run-asset.resolver.js";
import { RunFieldsResolver } from "../../src/runs/run-fields.resolver.js";
import { RunPlanResolver } from "../../src/runs/run-plan.resolver.js";
import { RunSubscriptionsResolver } from "../../src/runs/run-subscriptions.resolver.js";
import { TransitionFieldsResolver } from "../../src/runs/transition-fields.resolver.js";
import { defineParameterMembers } from "../../src/workflows/parameters.js";
import type { TestProcess } from "./system.js";

/** The part of the graph that is about runs and configurations, over the tests' workflow. */
export function runsSchema(parts: TestProcess): GraphQLSchema {
  defineParameterMembers(parts.workflows.all);
  const container = new Container();
  const catalog = new Catalog(parts.database, parts.cursors);
  const resolvers = [
    ...CATALOG_RESOLVERS.map((resolver) => new resolver(catalog)),
    new RunResolver(parts.runs, parts.queries, parts.plans),
    new RunFieldsResolver(parts.queries, parts.configurations, parts.workflows),
    new RunAssetResolver(catalog),
    new AssetRunsResolver(parts.queries),
    new RunPlanResolver(parts.plans, parts.workflows),
    new TransitionFieldsResolver(parts.queries),
    new RunSubscriptionsResolver(parts.transitions, parts.events),
    new ConfigurationResolver(parts.configurations, parts.definitions),
    new ConfigurationFieldsResolver(parts.definitions, parts.workflows),
    new DefinitionFieldsResolver(parts.workflows),
    new ViewerResolver(parts.quotas),
  ];
  for (const resolver of resolvers) container.add(resolver);
  return buildGatewaySchema(resolvers.map((resolver) => resolver.constructor) as unknown as Resolvers, container);
}

export type Answer = any;

/** Asks, as the gateway does: with loaders of its own, and the variables as they came. */
export const asker =
  (schema: GraphQLSchema) =>
  async (
    ctx: RequestContext,
    source: string,
    variables: Record<string, unknown> = {},
  ): Promise<ExecutionResult & { data?: Answer }> =>
    graphql({ schema, source, variableValues: variables, contextValue: { ...ctx, loaders: new Map(), variables } });
