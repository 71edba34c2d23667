import type { GraphQLContext } from "../../platform/context.js";
import { MASK, readsData } from "../../platform/mask.js";
import { ProposedChangeKind } from "./change.model.js";

/** Kinds whose texts may name values of the data: bounds of a rule, codes of a column. */
const SHOWS_VALUES = new Set([ProposedChangeKind.DQ_RULE, ProposedChangeKind.CODING]);

/** A text of what the catalog holds, masked where it may name values that the request must not see. */
export const shownText = (kind: ProposedChangeKind, text: string | null, ctx: GraphQLContext): string | null =>
  text === null || !SHOWS_VALUES.has(kind) || readsData(ctx) ? text : MASK;
