import type { GraphQLObjectType, GraphQLSchema } from "graphql";
import { buildSchemaSync, type ContainerType, type NonEmptyArray, type PubSub } from "type-graphql";
import { attachContainer, type Container } from "../platform/container.js";
import { authChecker } from "../platform/guard.js";
import { applyOneOf } from "../platform/one-of.js";

/** type-graphql wants one where there are subscriptions; ours read the log instead and never ask it. */
const noPubSub: PubSub = {
  publish() {
    throw new Error("Events are written to the log, not published.");
  },
  subscribe() {
    throw new Error("Subscriptions follow the log: give the subscription a `subscribe` of its own.");
  },
};

export type Resolvers = NonEmptyArray<new (...args: never[]) => object>;

/** The public schema of the resolver classes; their instances are the container's. */
export function buildGatewaySchema(resolvers: Resolvers, container: Container): GraphQLSchema {
  const schema = buildSchemaSync({
    resolvers: resolvers as unknown as NonEmptyArray<() => object>,
    container: container as ContainerType,
    authChecker,
    pubSub: noPubSub,
    validate: false, // services check their inputs themselves, and answer mistakes as `userErrors`
  });
  describe(schema.getQueryType(), "What can be read.");
  describe(schema.getMutationType(), "What can be changed. Each mutation takes one `input` and answers one payload.");
  describe(schema.getSubscriptionType(), "What can be followed live; every stream can be resumed by its cursor.");
  return attachContainer(applyOneOf(schema), container);
}

function describe(type: GraphQLObjectType | null | undefined, description: string): void {
  if (type) type.description ??= description;
}
