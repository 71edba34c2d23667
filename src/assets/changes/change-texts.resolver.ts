import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { MASK, readsData } from "../../platform/mask.js";
import { ProposedChangeKind } from "./change.model.js";
import { ProposedChange } from "./proposed-change.entity.js";

/** Kinds whose texts may name values of the data: bounds of a rule, codes of a column. */
const SHOWS_VALUES = new Set([ProposedChangeKind.DQ_RULE, ProposedChangeKind.CODING]);

@Resolver(() => ProposedChange)
export class ChangeTextsResolver {
  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What the catalog held; null for nothing, and for rules, whose earlier form is in `Table.dqRules`. Rules and codings are masked without the scope data:read, since they may name values.",
  })
  before(@Root() change: ProposedChange, @Ctx() ctx: GraphQLContext): string | null {
    return shown(change, change.before, ctx);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      "What it would hold; null where it should go. Rules and codings are masked without the scope data:read, since they may name values.",
  })
  after(@Root() change: ProposedChange, @Ctx() ctx: GraphQLContext): string | null {
    return shown(change, change.after, ctx);
  }
}

function shown({ kind }: ProposedChange, text: string | null, ctx: GraphQLContext): string | null {
  return text === null || !SHOWS_VALUES.has(kind) || readsData(ctx) ? text : MASK;
}
