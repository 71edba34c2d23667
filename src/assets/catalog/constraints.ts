import { Field, ObjectType } from "type-graphql";
import type { Fqn } from "../../platform/fqn.js";
import { AssetFqn } from "../../platform/scalars.js";

interface Stored<Kind> {
  readonly kind: Kind;
  readonly name: string;
  readonly columns: readonly string[];
}

interface StoredForeignKey extends Stored<"FOREIGN_KEY"> {
  readonly target: { readonly schema: string; readonly table: string; readonly columns: readonly string[] };
  /** As PostgreSQL prints it, with its actions. */
  readonly definition: string;
}

interface StoredCheck extends Stored<"CHECK"> {
  readonly expression: string;
}

/** Constraints as they are stored with their table; columns and tables by name, as the source has them. */
export type StoredConstraint = Stored<"PRIMARY_KEY"> | Stored<"UNIQUE"> | StoredForeignKey | StoredCheck;

@ObjectType({ description: "Columns whose values identify a row." })
export class KeyConstraint {
  @Field(() => String, { description: "Name of the constraint." })
  name: string;

  @Field(() => [String], { description: "Its columns, in the key's order." })
  columns: readonly string[];
}

@ObjectType({ description: "Columns that refer to a row of another table." })
export class ForeignKeyConstraint {
  @Field(() => String, { description: "Name of the constraint." })
  name: string;

  @Field(() => [String], { description: "The columns that refer, in the key's order." })
  columns: readonly string[];

  @Field(() => AssetFqn, { description: "Name of the table that is referred to." })
  targetTableFqn: Fqn;

  @Field(() => [String], { description: "The columns that are referred to, in the same order." })
  targetColumns: readonly string[];

  @Field(() => String, {
    description: "The constraint as PostgreSQL prints it, with what happens on update and delete.",
  })
  definition: string;
}

@ObjectType({ description: "A condition that each row fulfils." })
export class CheckConstraint {
  @Field(() => String, { description: "Name of the constraint." })
  name: string;

  @Field(() => [String], { description: "The columns that the condition uses." })
  columns: readonly string[];

  @Field(() => String, { description: "The condition as PostgreSQL prints it." })
  expression: string;
}
