import { Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import type { GraphQLContext } from "../../platform/context.js";
import type { Fqn } from "../../platform/fqn.js";
import { requestContext } from "../../platform/guard.js";
import { Catalog } from "./catalog.service.js";
import { ColumnAsset } from "./column.entity.js";
import { CheckConstraint, ForeignKeyConstraint, KeyConstraint, type StoredConstraint } from "./constraints.js";
import { TableAsset, type TableName } from "./table.entity.js";

type Of<Kind> = Extract<StoredConstraint, { kind: Kind }>;

/** A table's constraints of one kind, in the order of their names. */
const ofKind = <Kind extends StoredConstraint["kind"]>({ constraints }: TableAsset, kind: Kind): Of<Kind>[] =>
  constraints.filter((constraint): constraint is Of<Kind> => constraint.kind === kind);

const besides = ({ fqn }: TableAsset, { schema, table }: TableName): Fqn => [fqn[0], fqn[1]!, schema, table];

@Resolver(() => TableAsset)
export class TableConstraintResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => KeyConstraint, { nullable: true, description: "Its primary key." })
  primaryKey(@Root() table: TableAsset): KeyConstraint | null {
    return ofKind(table, "PRIMARY_KEY")[0] ?? null;
  }

  @FieldResolver(() => [KeyConstraint], { description: "Its unique constraints, by name." })
  uniqueConstraints(@Root() table: TableAsset): KeyConstraint[] {
    return ofKind(table, "UNIQUE");
  }

  @FieldResolver(() => [ForeignKeyConstraint], { description: "Its foreign keys, by name." })
  foreignKeys(@Root() table: TableAsset): ForeignKeyConstraint[] {
    return ofKind(table, "FOREIGN_KEY").map(({ target, ...key }) => ({
      ...key,
      targetTableFqn: besides(table, target),
      targetColumns: target.columns,
    }));
  }

  @FieldResolver(() => [CheckConstraint], { description: "Its check constraints, by name." })
  checkConstraints(@Root() table: TableAsset): CheckConstraint[] {
    return ofKind(table, "CHECK");
  }

  @FieldResolver(() => TableAsset, {
    nullable: true,
    description: "The partitioned table that it is a partition of; null where it is none.",
  })
  async partitionOf(@Root() table: TableAsset, @Ctx() ctx: GraphQLContext): Promise<TableAsset | null> {
    if (!table.partitionOfName) return null;
    const parent = await this.catalog.find(requestContext(ctx), besides(table, table.partitionOfName));
    return parent as TableAsset | null;
  }
}

@Resolver(() => ForeignKeyConstraint)
export class ForeignKeyResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => TableAsset, {
    nullable: true,
    description: "The table that is referred to; null where the catalog does not have it.",
  })
  async targetTable(
    @Root() { targetTableFqn }: ForeignKeyConstraint,
    @Ctx() ctx: GraphQLContext,
  ): Promise<TableAsset | null> {
    return (await this.catalog.find(requestContext(ctx), targetTableFqn)) as TableAsset | null;
  }
}

@Resolver(() => ColumnAsset)
export class ColumnKeyResolver {
  constructor(private readonly catalog: Catalog) {}

  @FieldResolver(() => Boolean, { description: "Whether it is the primary key, or a part of it." })
  async isPrimaryKey(@Root() { fqn, name }: ColumnAsset, @Ctx() ctx: GraphQLContext): Promise<boolean> {
    const table = await this.catalog.find(requestContext(ctx), fqn.slice(0, 4) as unknown as Fqn);
    if (!table) return false; // gone from the catalog meanwhile
    return ofKind(table as TableAsset, "PRIMARY_KEY").some(({ columns }) => columns.includes(name));
  }
}
