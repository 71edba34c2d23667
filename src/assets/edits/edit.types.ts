import { Field, ObjectType } from "type-graphql";
import { UserError } from "../../platform/errors.js";
import { ColumnAsset } from "../catalog/column.entity.js";
import { TableAsset } from "../catalog/table.entity.js";

@ObjectType({ description: "Answer to a person's change of a table." })
export class UpdateTablePayload {
  @Field(() => TableAsset, { nullable: true, description: "The table as it is now." })
  table: TableAsset | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}

@ObjectType({ description: "Answer to a person's change of a column." })
export class UpdateColumnPayload {
  @Field(() => ColumnAsset, { nullable: true, description: "The column as it is now." })
  column: ColumnAsset | null;

  @Field(() => [UserError], { description: "What is wrong with the input; empty when all went well." })
  userErrors: UserError[];
}
