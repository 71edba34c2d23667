import { Field, Float, ID, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { DateTime } from "../../platform/scalars.js";
import { TableAsset } from "../catalog/table.entity.js";
import { ProfilingMode } from "../profile.model.js";

@ObjectType({ description: "Statistics of a table at one time. docs/profiling.md defines each figure." })
@Entity("table_profile")
@Index("table_profile_history", ["tableId", "id"])
@Index("table_profile_of_run", ["runId"])
export class TableProfile {
  @Field(() => ID, { description: "Id of the profile (UUIDv7: ids sort by time)." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => TableAsset, { name: "table_profile_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  @Field(() => ID, { description: "The run that made it." })
  @Column("uuid", { name: "run_id" })
  runId: string;

  @Field(() => DateTime, { description: "When it was made." })
  @Column("timestamptz", { name: "taken_at" })
  takenAt: Date;

  @Field(() => ProfilingMode, { description: "How exact it is." })
  @Column("text")
  mode: ProfilingMode;

  @Field(() => Float, { description: "Rows of the table." })
  @Column("double precision", { name: "row_count" })
  rowCount: number;

  @Field(() => Float, { description: "Rows that were read: all of them in the mode EXACT." })
  @Column("double precision", { name: "rows_read" })
  rowsRead: number;

  @Field(() => Float, { nullable: true, description: "Size in bytes, where the table has storage of its own." })
  @Column("double precision", { name: "size_bytes", nullable: true })
  sizeBytes: number | null;

  @Field(() => [[String]], {
    description: "Sets of columns whose values identify each row, declared or seen; smallest first.",
  })
  @Column("jsonb", { name: "candidate_keys" })
  candidateKeys: string[][];
}
