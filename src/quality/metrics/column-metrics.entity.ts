import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
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

/** What a run measured of each column of a table: one row for all of them, since a service may have a million. */
@Entity("column_metrics")
export class ColumnMetrics {
  @ForeignKey(() => TableAsset, { name: "column_metrics_table", onDelete: "CASCADE" })
  @PrimaryColumn("uuid", { name: "table_id", primaryKeyConstraintName: "column_metrics_pk" })
  tableId: string;

  @PrimaryColumn("uuid", { name: "run_id", primaryKeyConstraintName: "column_metrics_pk" })
  runId: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  /** By the columns' ids; those of which nothing was measured are left out. */
  @Column("jsonb")
  columns: Record<string, ColumnValue[]>;

  /** Metrics that are stale, with the time since when. */
  @Column("jsonb", { default: {} })
  stale: Partial<Record<Metric, string>>;
}
