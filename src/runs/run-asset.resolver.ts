import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Catalog } from "../assets/catalog/catalog.service.js";
import { DataAsset } from "../assets/data-asset.js";
import type { GraphQLContext } from "../platform/context.js";
import { parseFqn } from "../platform/fqn.js";
import { requestContext } from "../platform/guard.js";
import type { Connection } from "../platform/paging.js";
import { ForwardPage } from "../platform/paging-args.js";
import { WorkflowRunConnection } from "./run.connections.js";
import { WorkflowRun } from "./run.entity.js";
import { RunQueries } from "./run.queries.js";

/** From a run to its asset. */
@Resolver(() => WorkflowRun)
export class RunAssetResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => DataAsset, {
    nullable: true,
    description: "The asset as the catalog knows it; null where it is not, or no longer, there.",
  })
  asset(@Root() run: WorkflowRun, @Ctx() ctx: GraphQLContext): Promise<DataAsset | null> {
    return this.catalog.find(requestContext(ctx), parseFqn(run.assetFqn));
  }
}

/** From an asset to its runs. */
@Resolver(() => DataAsset)
export class AssetRunsResolver {
  constructor(private readonly queries: RunQueries) {}

  @FieldResolver(() => WorkflowRunConnection, {
    description:
      "Runs on exactly this asset, the newest first; 20 when no size is given. `workflowRuns` also finds those on what lies under it.",
  })
  runs(
    @Root() asset: DataAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<WorkflowRun>> {
    return this.queries.onAsset(requestContext(ctx), asset.fqn, page);
  }
}
