import { Arg, Args, Authorized, Ctx, Query, Resolver } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { requestContext } from "../../platform/guard.js";
import { type Connection, connectionOf } from "../../platform/paging.js";
import { ForwardPage } from "../../platform/paging-args.js";
import { DataAsset } from "../data-asset.js";
import { AssetFilter } from "./asset-filter.input.js";
import { AssetSearch } from "./asset-search.js";

const DataAssetConnection = connectionOf("DataAsset", () => DataAsset);

@Resolver()
export class AssetSearchResolver {
  constructor(private readonly assets: AssetSearch) {}

  @Authorized("runs:read")
  @Query(() => DataAssetConnection, {
    description:
      "Tables, views and the like that hold all words of the query and all that the filter asks for: first those whose own names hold the words, then the others, each by fully qualified name; 20 when no size is given. Without query and filter: all of them.",
  })
  searchAssets(
    @Arg("query", () => String, {
      nullable: true,
      description:
        "Words, at most 10 in 200 characters, of names, display names, descriptions, business definitions and comments of a table and its columns, or of the names above it. `customer_id` and `customerId` are two words each; the last may be a beginning: `cust`. Case and accents don't count.",
    })
    query: string | null,
    @Arg("filter", () => AssetFilter, { nullable: true, description: "What else has to hold." })
    filter: AssetFilter | null,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<DataAsset>> {
    return this.assets.search(requestContext(ctx), query ?? null, filter ?? new AssetFilter(), page);
  }
}
