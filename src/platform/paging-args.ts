import { ArgsType, Field, Int } from "type-graphql";
import type { PageArgs } from "./paging.js";
import { Cursor } from "./scalars.js";

/** A page of a list that is read forward. */
@ArgsType()
export class ForwardPage implements PageArgs {
  @Field(() => Int, { nullable: true, description: "How many, 1 to 100." })
  first?: number | null;

  @Field(() => Cursor, { nullable: true, description: "Only what follows this cursor." })
  after?: string | null;
}

/** A page of a list that is read forward with first and after, or backward with last and before. */
@ArgsType()
export class PageBothWays extends ForwardPage {
  @Field(() => Int, { nullable: true, description: "How many from the end, 1 to 100." })
  last?: number | null;

  @Field(() => Cursor, { nullable: true, description: "Only what comes before this cursor." })
  before?: string | null;
}
