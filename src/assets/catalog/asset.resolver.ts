import { Arg, Authorized, Ctx, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { fqnArgument } from "../../platform/fqn-argument.js";
import { requestContext } from "../../platform/guard.js";
import { AssetFqn } from "../../platform/scalars.js";
import { DataAsset } from "../data-asset.js";
import { Catalog } from "./catalog.service.js";

@Resolver()
export class AssetResolver {
  constructor(private readonly catalog: Catalog) {}

  @Authorized("runs:read")
  @Query(() => DataAsset, {
    nullable: true,
    description: "A data service, database, schema, table or column; null where there is none that you may see.",
  })
  dataAsset(
    @Arg("fqn", () => AssetFqn, { description: "Its fully qualified name, e.g. `PostgreSQL.dvdrental.public.film`." })
    text: string,
    @Ctx() ctx: GraphQLContext,
  ): Promise<DataAsset | null> {
    return this.catalog.find(requestContext(ctx), fqnArgument(text, "fqn"));
  }
}
