import { Args, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { requestContext } from "../../platform/guard.js";
import { type Connection, connectionOf } from "../../platform/paging.js";
import { ForwardPage } from "../../platform/paging-args.js";
import { ColumnAsset } from "../catalog/column.entity.js";
import { TableAsset } from "../catalog/table.entity.js";
import { ProposedChangeKind } from "../changes/change.model.js";
import { shownText } from "../changes/shown-text.js";
import { AssetHistories } from "./asset-histories.js";
import { AssetHistory } from "./asset-history.entity.js";
import { entryText } from "./entry-text.js";

const AssetHistoryEntryConnection = connectionOf("AssetHistoryEntry", () => AssetHistory);
const MASKED = "Rules and codings are masked without the scope data:read, since they may name values.";

@Resolver(() => TableAsset)
export class TableHistoryResolver {
  constructor(private readonly histories: AssetHistories) {}

  @FieldResolver(() => AssetHistoryEntryConnection, {
    description: "What changed of it and of its columns, newest first; 20 when no size is given.",
  })
  history(
    @Root() { id, fqn }: TableAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<AssetHistory>> {
    return this.histories.ofTable(requestContext(ctx), { id, fqn }, page);
  }
}

@Resolver(() => ColumnAsset)
export class ColumnHistoryResolver {
  constructor(private readonly histories: AssetHistories) {}

  @FieldResolver(() => AssetHistoryEntryConnection, {
    description: "What changed of it, with rules about it alone, newest first; 20 when no size is given.",
  })
  history(
    @Root() { id, fqn }: ColumnAsset,
    @Args(() => ForwardPage) page: ForwardPage,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<AssetHistory>> {
    return this.histories.ofColumn(requestContext(ctx), { id, fqn }, page);
  }
}

@Resolver(() => AssetHistory)
export class HistoryTextsResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description: "The tag, for changes of tags; null for kinds of which an asset has one, and for rules.",
  })
  tag(@Root() { kind, name }: AssetHistory): string | null {
    return kind === ProposedChangeKind.TAG ? name : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `What was there before: the tag, the text, the rule in words; null for nothing. ${MASKED}`,
  })
  before(@Root() { kind, before }: AssetHistory, @Ctx() ctx: GraphQLContext): string | null {
    return shownText(kind, entryText(kind, before), ctx);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `What was there from then on; null for nothing. ${MASKED}`,
  })
  after(@Root() { kind, after }: AssetHistory, @Ctx() ctx: GraphQLContext): string | null {
    return shownText(kind, entryText(kind, after), ctx);
  }
}
