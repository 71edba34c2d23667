import { Field, Float, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import type { Fqn } from "../../platform/fqn.js";
import { AssetKind } from "../asset-kind.js";
import { DataAsset } from "../data-asset.js";
import type { StoredConstraint } from "./constraints.js";
import { SchemaAsset } from "./schema.entity.js";
import { TableKind } from "./table-kind.js";

/** A schema and a table of it, in the same database. */
export interface TableName {
  readonly schema: string;
  readonly table: string;
}

@ObjectType("Table", { implements: DataAsset, description: "A table, view or the like of a schema." })
@Entity("catalog_table")
@Unique("catalog_table_name", ["schemaId", "name"])
@Index("catalog_table_constraints", { synchronize: false })
export class TableAsset extends DataAsset {
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => SchemaAsset, { name: "catalog_table_schema", onDelete: "CASCADE" })
  @Column("uuid", { name: "schema_id" })
  schemaId: string;

  @Column({ type: "text", collation: "C" })
  name: string;

  @Field(() => TableKind, { description: "Whether it is a table, a view …" })
  @Column("text", { name: "table_kind" })
  tableKind: TableKind;

  @Column("text", { nullable: true })
  comment: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "Rows as the source's statistics estimate them; null where it has none.",
  })
  @Column("double precision", { name: "estimated_rows", nullable: true })
  estimatedRows: number | null;

  /** The partitioned table whose rows it holds a part of. */
  @Column("jsonb", { name: "partition_of", nullable: true })
  partitionOfName: TableName | null;

  @Column("jsonb")
  constraints: StoredConstraint[];

  /** The source's own number of it: another one under the same name is another table. */
  @Column("bigint", { name: "source_oid" })
  sourceOid: string;

  @Column("timestamptz", { name: "first_seen_at" })
  firstSeenAt: Date;

  @Column("timestamptz", { name: "gone_at", nullable: true })
  goneAt: Date | null;

  fqn: Fqn;
  readonly kind = AssetKind.TABLE;
}
