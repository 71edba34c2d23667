import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import type { DqDimension } from "../rule.model.js";
import type { Metric, MetricValue } from "./metric.model.js";

/** What was measured of one column. */
export interface MeasuredColumn {
  readonly columnId: string;
  readonly values: readonly MetricValue[];
}

/** Metric, dimension of data quality, numerator, denominator. */
export type ColumnValue = readonly [Metric, DqDimension | null, string, string];

/**
 * That a run measured a table: its snapshots are what it measured of the table, and `columns` what of each column, in one row
 * since a service may have a million of them.
 */
@Entity("table_assessment")
@Index("table_assessment_latest", ["tableId", "ofMetadata", "takenAt", "runId"])
export class TableAssessment {
  @ForeignKey(() => TableAsset, { name: "table_assessment_table", onDelete: "CASCADE" })
  @PrimaryColumn("uuid", { name: "table_id", primaryKeyConstraintName: "table_assessment_pk" })
  tableId: string;

  @PrimaryColumn("uuid", { name: "run_id", primaryKeyConstraintName: "table_assessment_pk" })
  runId: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  /** Metrics of metadata, or else those of data quality. */
  @Column("boolean", { name: "of_metadata" })
  ofMetadata: boolean;

  @Column("timestamptz", { name: "taken_at" })
  takenAt: Date;

  /** By the columns' ids; those of which nothing was measured are left out. */
  @Column("jsonb")
  columns: Record<string, ColumnValue[]>;

  /** Metrics of columns that are stale, with the time since when. */
  @Column("jsonb", { default: {} })
  stale: Partial<Record<Metric, string>>;
}
