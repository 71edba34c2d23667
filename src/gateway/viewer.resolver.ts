import { Authorized, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver } from "type-graphql";
import { type GraphQLContext, SCOPES, type Scope } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import { Quotas } from "../runs/quotas.js";

@ObjectType({ description: "A limit of the tenant, and what is left of it." })
class Quota {
  @Field(() => Int, { description: "How many are allowed at once." })
  limit: number;

  @Field(() => Int, { description: "How many there are." })
  used: number;

  @Field(() => Int, { description: "How many more there may be." })
  remaining: number;
}

@ObjectType({ description: "The tenant's limits. What goes beyond them waits; nothing is refused or lost." })
class ViewerQuotas {
  @Field(() => Quota, { description: "Tasks of runs that are under way at once." })
  concurrentTasks: Quota;
}

@ObjectType({ description: "Who asks, as the token says." })
class Viewer {
  @Field(() => String, { description: "The tenant: the project, with its organisation where the token names one." })
  tenantId: string;

  @Field(() => String, { description: "`project_id` of the token." })
  projectId: string;

  @Field(() => String, { description: "`client_id` of the token: kept with all that it does." })
  clientId: string;

  @Field(() => [String], {
    description: "What the token allows: runs:read, runs:write, approvals:write, data:read, admin.",
  })
  scopes: Scope[];
}

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(private readonly quotas: Quotas) {}

  @Authorized()
  @Query(() => Viewer, { description: "Who you are to the gateway, and what is left of your quotas." })
  viewer(@Ctx() ctx: GraphQLContext): Viewer {
    const { tenantId, projectId, clientId, scopes } = requestContext(ctx).identity;
    return { tenantId, projectId, clientId, scopes: SCOPES.filter((scope) => scopes.has(scope)) };
  }

  @FieldResolver(() => ViewerQuotas, { name: "quotas", description: "The tenant's limits, and what is left of them." })
  async tenantQuotas(@Ctx() ctx: GraphQLContext): Promise<ViewerQuotas> {
    const { limit, used } = await this.quotas.tasks(requestContext(ctx));
    return { concurrentTasks: { limit, used, remaining: Math.max(limit - used, 0) } };
  }
}
