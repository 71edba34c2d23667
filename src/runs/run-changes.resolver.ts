import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { ProposedChangeConnection } from "../assets/changes/change.connection.js";
import { ChangeDecision, type ProposedChange } from "../assets/changes/proposed-change.entity.js";
import { ProposedChanges } from "../assets/changes/proposed-changes.js";
import type { GraphQLContext } from "../platform/context.js";
import { requestContext } from "../platform/guard.js";
import type { Connection } from "../platform/paging.js";
import { Cursor } from "../platform/scalars.js";
import { WorkflowRun } from "./run.entity.js";

/** From a run to what it proposes. */
@Resolver(() => WorkflowRun)
export class RunChangesResolver {
  constructor(private readonly changes: ProposedChanges) {}

  @FieldResolver(() => ProposedChangeConnection, {
    description:
      "What it found, by table, then in the order of the run; saved to the catalog where `saveAll` is true. Empty for types that propose nothing.",
  })
  proposedChanges(
    @Root() run: WorkflowRun,
    @Arg("first", () => Int, { defaultValue: 50, description: "How many, 1 to 100." }) first: number,
    @Arg("after", () => Cursor, { nullable: true, description: "Only what follows this cursor." }) after: string | null,
    @Arg("decision", () => ChangeDecision, { nullable: true, description: "Only changes of which this became." })
    decision: ChangeDecision | null,
    @Ctx() ctx: GraphQLContext,
  ): Promise<Connection<ProposedChange>> {
    return this.changes.ofRun(requestContext(ctx), run.id, decision ?? null, { first, after });
  }
}
