import { Args, Ctx, FieldResolver, Float, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { requestContext } from "../../platform/guard.js";
import { type Connection, connectionOf } from "../../platform/paging.js";
import { ForwardPage } from "../../platform/paging-args.js";
import { ColumnAsset } from "../catalog/column.entity.js";
import { TableAsset } from "../catalog/table.entity.js";
import { ColumnProfile } from "../profile.model.js";
import type { SavedColumnProfile } from "./column-profile-queries.js";
import { Profiles } from "./profiles.js";
import { TableProfile } from "./table-profile.entity.js";

const TableProfileConnection = connectionOf("TableProfile", () => TableProfile);
const ColumnProfileConnection = connectionOf("ColumnProfile", () => ColumnProfile);

@Resolver(() => TableAsset)
export class TableProfilesResolver {
  constructor(private readonly saved: Profiles) {}

  @FieldResolver(() => TableProfile, { nullable: true, description: "Its latest profile; null before the first." })
  profile(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Promise<TableProfile | null> {
    return this.saved.latest(requestContext(ctx), id);
  }

  @FieldResolver(() => TableProfileConnection, {
    description: "All its profiles, newest first; 20 when no size is given.",
  })
  profiles(
    @Root() { id }: TableAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<TableProfile>> {
    return this.saved.history(requestContext(ctx), id, page);
  }

  @FieldResolver(() => Float, { nullable: true, description: "Rows in its latest profile; null before the first." })
  async rowCount(@Root() { id }: TableAsset, @Ctx() ctx: GraphQLContext): Promise<number | null> {
    return (await this.saved.latest(requestContext(ctx), id))?.rowCount ?? null;
  }
}

@Resolver(() => TableProfile)
export class TableProfileResolver {
  constructor(private readonly saved: Profiles) {}

  @FieldResolver(() => [ColumnProfile], { description: "The profiles of its columns, in its order." })
  columns(@Root() { id }: TableProfile, @Ctx() ctx: GraphQLContext): Promise<ColumnProfile[]> {
    return this.saved.columns(requestContext(ctx), id);
  }
}

@Resolver(() => ColumnAsset)
export class ColumnProfilesResolver {
  constructor(private readonly saved: Profiles) {}

  @FieldResolver(() => ColumnProfile, {
    nullable: true,
    description: "Its part of the table's latest profile; null where it has none.",
  })
  profile(@Root() column: ColumnAsset, @Ctx() ctx: GraphQLContext): Promise<ColumnProfile | null> {
    return this.saved.latestOfColumn(requestContext(ctx), column);
  }

  @FieldResolver(() => ColumnProfileConnection, {
    description: "All its profiles, newest first; 20 when no size is given.",
  })
  profiles(
    @Root() column: ColumnAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<ColumnProfile>> {
    return this.saved.columnHistory(requestContext(ctx), column, page);
  }
}

@Resolver(() => ColumnProfile)
export class ColumnProfileResolver {
  constructor(private readonly saved: Profiles) {}

  @FieldResolver(() => TableProfile, {
    nullable: true,
    description: "The table's profile that it is a part of: says when and by which run it was made.",
  })
  tableProfile(@Root() column: SavedColumnProfile, @Ctx() ctx: GraphQLContext): Promise<TableProfile | null> {
    return this.saved.ofColumn(requestContext(ctx), column);
  }
}
