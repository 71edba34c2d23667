import { Field, ID, Int, ObjectType } from "type-graphql";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { TableAsset } from "../../assets/catalog/table.entity.js";
import { DateTime, Decimal } from "../../platform/scalars.js";
import { exactShare } from "../exact-share.js";
import { DqDimension } from "../rule.model.js";
import { Metric, type MetricValue } from "./metric.model.js";

@ObjectType({ description: "A metric of a table at one time." })
@Entity("metric_snapshot")
@Index("metric_snapshot_of_assessment", ["tableId", "runId"])
@Index("metric_snapshot_stale", { synchronize: false })
export class MetricSnapshot implements MetricValue {
  @Field(() => ID, { description: "Id of the snapshot (UUIDv7: ids sort by time)." })
  @PrimaryColumn("uuid")
  id: string;

  @Column("text", { name: "tenant_id" })
  tenantId: string;

  @ForeignKey(() => TableAsset, { name: "metric_snapshot_table", onDelete: "CASCADE" })
  @Column("uuid", { name: "table_id" })
  tableId: string;

  @Field(() => Metric, { description: "What is measured." })
  @Column("text")
  metric: Metric;

  @Field(() => DqDimension, {
    nullable: true,
    description: "The dimension of data quality; null for metrics of metadata.",
  })
  @Column("text", { nullable: true })
  dimension: DqDimension | null;

  @Field(() => Decimal, { description: "A whole number of any size." })
  @Column("numeric")
  numerator: string;

  @Field(() => Decimal, { description: "A whole number of any size; 0 where nothing was measured." })
  @Column("numeric")
  denominator: string;

  @Field(() => Int, { description: "Assets that count: 1 or 0 for metrics of tables, columns for those of columns." })
  @Column("integer", { name: "asset_count" })
  assetCount: number;

  @Field(() => ID, { description: "The run that made it." })
  @Column("uuid", { name: "run_id" })
  runId: string;

  @Field(() => DateTime, { description: "When it was made." })
  @Column("timestamptz", { name: "taken_at" })
  takenAt: Date;

  @Column("timestamptz", { name: "stale_since", nullable: true })
  staleSince: Date | null;

  @Field(() => Boolean, {
    description:
      "What it measured has changed since: scorecards leave it out, and the next assessment measures it anew.",
  })
  get isStale(): boolean {
    return this.staleSince !== null;
  }

  @Field(() => Decimal, {
    nullable: true,
    description: "Numerator divided by denominator, 0 to 1, as a decimal of at most 12 places; null where that is 0.",
  })
  get score(): string | null {
    return exactShare(BigInt(this.numerator), BigInt(this.denominator));
  }
}
