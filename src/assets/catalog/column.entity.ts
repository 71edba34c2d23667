import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { AssetKind } from "../asset-kind.js";
import { DataAsset } from "../data-asset.js";
import { TableAsset } from "./table.entity.js";

export enum ColumnGeneration {
  STORED = "STORED",
  VIRTUAL = "VIRTUAL",
}
registerEnumType(ColumnGeneration, {
  name: "ColumnGeneration",
  description: "How a generated column comes by its values.",
  valuesConfig: {
    STORED: { description: "Computed when a row is written." },
    VIRTUAL: { description: "Computed when a row is read." },
  },
});

export enum ColumnIdentity {
  ALWAYS = "ALWAYS",
  BY_DEFAULT = "BY_DEFAULT",
}
registerEnumType(ColumnIdentity, {
  name: "ColumnIdentity",
  description: "Whether the source numbers an identity column's rows always or by default.",
  valuesConfig: {
    ALWAYS: { description: "Always numbered by the source." },
    BY_DEFAULT: { description: "Numbered by the source where no value is given." },
  },
});

@ObjectType("Column", { implements: DataAsset, description: "A column of a table." })
@Entity("catalog_column")
@Unique("catalog_column_name", ["tableId", "name"])
export class ColumnAsset extends DataAsset {
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => TableAsset, { name: "catalog_column_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  @Column({ type: "text", collation: "C" })
  name: string;

  @Field(() => Int, { description: "Its place in the table, from 1, without a gap." })
  @Column("integer")
  ordinal: number;

  @Field(() => String, { description: "The type as PostgreSQL prints it, e.g. `numeric(5,2)`." })
  @Column("text")
  type: string;

  @Field(() => Boolean, { description: "Whether a row may have no value in it." })
  @Column("boolean")
  nullable: boolean;

  @Field(() => String, {
    name: "default",
    nullable: true,
    description: "The expression of its default, or of a generated column.",
  })
  @Column("text", { name: "default_expression", nullable: true })
  defaultExpression: string | null;

  @Field(() => ColumnGeneration, {
    nullable: true,
    description: "How its values are generated; null where they aren't.",
  })
  @Column("text", { nullable: true })
  generated: ColumnGeneration | null;

  @Field(() => ColumnIdentity, {
    nullable: true,
    description: "Whether it is an identity column; null where it isn't.",
  })
  @Column("text", { nullable: true })
  identity: ColumnIdentity | null;

  @Column("text", { nullable: true })
  comment: string | null;

  /** The source's own number of it, which a new name does not change. */
  @Column("integer", { name: "source_number" })
  sourceNumber: number;

  @Column("timestamptz", { name: "first_seen_at" })
  firstSeenAt: Date;

  @Column("timestamptz", { name: "gone_at", nullable: true })
  goneAt: Date | null;

  fqn: Fqn;
  readonly kind = AssetKind.COLUMN;
}
