import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { ProposedChange } from "./proposed-change.entity.js";
import { shownText } from "./shown-text.js";

@Resolver(() => ProposedChange)
export class ChangeTextsResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the catalog held when it was found; null for nothing. Rules and codings are masked without the scope data:read, since they may name values.",
  })
  before(@Root() change: ProposedChange, @Ctx() ctx: GraphQLContext): string | null {
    return shownText(change.kind, change.before, ctx);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What it would hold; null where it should go. Rules and codings are masked without the scope data:read, since they may name values.",
  })
  after(@Root() change: ProposedChange, @Ctx() ctx: GraphQLContext): string | null {
    return shownText(change.kind, change.after, ctx);
  }
}
