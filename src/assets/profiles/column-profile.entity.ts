import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import type { ColumnProfile } from "../profile.model.js";
import { TableProfile } from "./table-profile.entity.js";

/** One column of a table's profile. Its history is that of the column's name. */
@Entity("column_profile")
@Index("column_profile_history", ["tableId", "name", "profileId"])
export class ColumnProfileRow {
  @ForeignKey(() => TableProfile, { name: "column_profile_profile", onDelete: "CASCADE" })
  @PrimaryColumn("uuid", { name: "profile_id", primaryKeyConstraintName: "column_profile_pk" })
  profileId: string;

  @PrimaryColumn("integer", { primaryKeyConstraintName: "column_profile_pk" })
  ordinal: number;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @Column("uuid", { name: "table_id" })
  tableId: string;

  @Column({ type: "text", collation: "C" })
  name: string;

  @Column("jsonb")
  payload: ColumnProfile;
}
