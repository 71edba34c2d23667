import { Arg, Authorized, Ctx, Mutation, Resolver } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import { withUserErrors } from "../../platform/errors.js";
import { requestContext } from "../../platform/guard.js";
import { AssetEdits } from "./asset-edits.js";
import { UpdateColumnInput, UpdateTableInput } from "./edit.inputs.js";
import { UpdateColumnPayload, UpdateTablePayload } from "./edit.types.js";

const NO_TABLE: UpdateTablePayload = { table: null, userErrors: [] };
const NO_COLUMN: UpdateColumnPayload = { column: null, userErrors: [] };

@Resolver()
export class AssetEditsResolver {
  constructor(private readonly edits: AssetEdits) {}

  @Authorized("approvals:write")
  @Mutation(() => UpdateTablePayload, {
    nullable: true,
    description:
      "Writes a person's own texts and tags of a table. Runs leave them as they are, and put nothing in the place of what was taken away.",
  })
  updateTable(
    @Ctx() ctx: GraphQLContext,
    @Arg("input", () => UpdateTableInput, { description: "The table, and what is said of it." })
    input: UpdateTableInput,
  ): Promise<UpdateTablePayload> {
    const work = async () => ({ ...NO_TABLE, table: await this.edits.updateTable(requestContext(ctx), input) });
    return withUserErrors(work, NO_TABLE);
  }

  @Authorized("approvals:write")
  @Mutation(() => UpdateColumnPayload, {
    nullable: true,
    description:
      "Writes a person's own texts and tags of a column. Runs leave them as they are, and put nothing in the place of what was taken away.",
  })
  updateColumn(
    @Ctx() ctx: GraphQLContext,
    @Arg("input", () => UpdateColumnInput, { description: "The column, and what is said of it." })
    input: UpdateColumnInput,
  ): Promise<UpdateColumnPayload> {
    const work = async () => ({ ...NO_COLUMN, column: await this.edits.updateColumn(requestContext(ctx), input) });
    return withUserErrors(work, NO_COLUMN);
  }
}
