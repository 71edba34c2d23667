import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { requestContext } from "../../platform/guard.js";
import type { Connection } from "../../platform/paging.js";
import { ForwardPage } from "../../platform/paging-args.js";
import { ColumnAsset } from "../catalog/column.entity.js";
import { TableAsset } from "../catalog/table.entity.js";
import { ProposedChangeConnection } from "./change.connection.js";
import { PendingChanges } from "./pending-changes.js";
import type { ProposedChange } from "./proposed-change.entity.js";

@Resolver(() => TableAsset)
export class TablePendingChangesResolver {
  constructor(private readonly changes: PendingChanges) {}

  @FieldResolver(() => ProposedChangeConnection, {
    description:
      "What completed runs propose for it and its columns, nobody has decided on, and would change something, in the order it was found; 20 when no size is given.",
  })
  pendingChanges(
    @Root() { id }: TableAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<ProposedChange>> {
    return this.changes.of(requestContext(ctx), { tableId: id, columnId: null }, page);
  }

  @FieldResolver(() => Boolean, { description: "Whether it or one of its columns has pending changes." })
  requiresApproval(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Promise<boolean> {
    return this.changes.are(requestContext(ctx), id);
  }
}

@Resolver(() => ColumnAsset)
export class ColumnPendingChangesResolver {
  constructor(private readonly changes: PendingChanges) {}

  @FieldResolver(() => ProposedChangeConnection, {
    description:
      "What completed runs propose for it, nobody has decided on, and would change something, in the order it was found; 20 when no size is given.",
  })
  pendingChanges(
    @Root() { id, tableId }: ColumnAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<ProposedChange>> {
    return this.changes.of(requestContext(ctx), { tableId, columnId: id }, page);
  }
}
