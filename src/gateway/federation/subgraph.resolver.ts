import { GraphQLError, type GraphQLResolveInfo, GraphQLScalarType, valueFromASTUntyped } from "graphql";
import { Arg, Authorized, Ctx, createUnionType, Field, Info, ObjectType, Query, Resolver } from "type-graphql";
import type { GraphQLContext, RequestContext } from "../../platform/context.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import { requestContext } from "../../platform/guard.js";
import { LIMITS } from "../limits.js";
import { ENTITIES, type EntitySources } from "./entities.js";
import { subgraphSdl } from "./subgraph-sdl.js";

interface Representation {
  readonly __typename: string;
  readonly [key: string]: unknown;
}

function representation(value: unknown): Representation {
  if (value && typeof (value as Representation).__typename === "string") return value as Representation;
  throw new GraphQLError("A representation is an object with a `__typename`.");
}

const Any = new GraphQLScalarType<Representation>({
  name: "_Any",
  description: "For federated gateways: how another graph refers to an entity, by its `__typename` and its key.",
  parseValue: representation,
  parseLiteral: (node, variables) => representation(valueFromASTUntyped(node, variables)),
});

const AnyEntity = createUnionType({
  name: "_Entity",
  description: "For federated gateways: what other graphs can refer to and extend.",
  types: () => [...ENTITIES.values()].map(({ type }) => type) as [new () => object],
});

@ObjectType("_Service", { description: "For federated gateways: this graph as a part of a larger one." })
class Service {
  @Field(() => String, { description: "Its schema with the directives of Apollo Federation 2." })
  sdl: string;
}

/** What makes this graph a subgraph of a federated one. */
@Resolver()
export class SubgraphResolver {
  private sdl?: string;

  constructor(private readonly sources: EntitySources) {}

  @Query(() => Service, { name: "_service", description: "For federated gateways: this graph's own schema." })
  service(@Info() { schema }: GraphQLResolveInfo): Service {
    this.sdl ??= subgraphSdl(schema);
    return { sdl: this.sdl };
  }

  @Authorized("runs:read")
  @Query(() => [AnyEntity], {
    name: "_entities",
    nullable: "items",
    description:
      "For federated gateways: entities that another graph refers to, null where there is none that you may see.",
  })
  entities(
    @Arg("representations", () => [Any], {
      description: `References to entities, at most ${LIMITS.representations}, e.g. \`{ __typename: "Table", fqn: "…" }\`.`,
    })
    representations: Representation[],
    @Ctx() ctx: GraphQLContext,
  ): Promise<object | null>[] {
    if (representations.length > LIMITS.representations) {
      const message = `At most ${LIMITS.representations} representations are answered at once, not ${representations.length}.`;
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, "representations");
    }
    // All are asked for before the first is there: so those of one type are read together.
    return representations.map((each, index) => this.entity(requestContext(ctx), each, String(index)));
  }

  private async entity(ctx: RequestContext, reference: Representation, index: string): Promise<object | null> {
    const entity = ENTITIES.get(reference.__typename);
    const at = ["representations", index];
    if (!entity) {
      const message = "There is no entity type of this name.";
      throw UserErrors.one(ErrorCode.VALIDATION_ERROR, message, ...at, "__typename");
    }
    const path = [...at, entity.key];
    const key = reference[entity.key];
    if (typeof key === "string") return entity.find(this.sources, ctx, key, path);
    throw UserErrors.one(ErrorCode.VALIDATION_ERROR, `The key \`${entity.key}\` must be there, as text.`, ...path);
  }
}
