import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Decimal } from "../../platform/scalars.js";
import { exactShare } from "../exact-share.js";
import { DqDimension } from "../rule.model.js";

export enum Metric {
  TABLES_DESCRIBED = "TABLES_DESCRIBED",
  TABLES_NAMED = "TABLES_NAMED",
  TABLES_COMMENTED = "TABLES_COMMENTED",
  TABLES_SENSITIVITY_TAGGED = "TABLES_SENSITIVITY_TAGGED",
  TABLES_KEYED = "TABLES_KEYED",
  TABLES_RELATED = "TABLES_RELATED",
  TABLES_PROFILED = "TABLES_PROFILED",
  TABLES_WITH_RULES = "TABLES_WITH_RULES",
  COLUMNS_DESCRIBED = "COLUMNS_DESCRIBED",
  COLUMNS_NAMED = "COLUMNS_NAMED",
  COLUMNS_COMMENTED = "COLUMNS_COMMENTED",
  COLUMNS_PII_ASSESSED = "COLUMNS_PII_ASSESSED",
  COLUMNS_PII_TAGGED = "COLUMNS_PII_TAGGED",
  COLUMNS_SENSITIVITY_TAGGED = "COLUMNS_SENSITIVITY_TAGGED",
  ROWS_HOLDING = "ROWS_HOLDING",
  CELLS_FILLED = "CELLS_FILLED",
}
registerEnumType(Metric, {
  name: "Metric",
  description:
    "What is measured, as numerator of denominator. docs/workflows/metadata-assessment.md and dq-assessment.md define each. More will come: treat an unknown one as such.",
  valuesConfig: {
    TABLES_DESCRIBED: { description: "Tables with a description, of all tables." },
    TABLES_NAMED: { description: "Tables with a name for people, of all tables." },
    TABLES_COMMENTED: { description: "Tables with a comment in the source, of all tables." },
    TABLES_SENSITIVITY_TAGGED: { description: "Tables with a tag `Sensitivity.…`, of all tables." },
    TABLES_KEYED: { description: "Tables with a primary key or a unique constraint, of those that can have one." },
    TABLES_RELATED: {
      description: "Tables that foreign keys connect with another or themselves, of those that can have one.",
    },
    TABLES_PROFILED: { description: "Tables with a profile, of all tables." },
    TABLES_WITH_RULES: { description: "Tables with an active rule of data quality, of all tables." },
    COLUMNS_DESCRIBED: { description: "Columns with a description, of all columns." },
    COLUMNS_NAMED: { description: "Columns with a name for people, of all columns." },
    COLUMNS_COMMENTED: { description: "Columns with a comment in the source, of all columns." },
    COLUMNS_PII_ASSESSED: {
      description: "Columns that a run has looked for personal data in since they are there, of all columns.",
    },
    COLUMNS_PII_TAGGED: {
      description:
        "Columns with a tag `PII.…`, of all columns. Says how much personal data there is; more is not better.",
    },
    COLUMNS_SENSITIVITY_TAGGED: { description: "Columns with a tag `Sensitivity.…`, of all columns." },
    ROWS_HOLDING: {
      description: "Rows that hold, of the rows checked, in the latest executions of the active rules of a dimension.",
    },
    CELLS_FILLED: {
      description:
        "Cells with a value, of all cells, in the latest profile. Stands for completeness where no rule measures it.",
    },
  },
});

/** A metric of one table, or of many. Numerator and denominator are whole numbers of any size. */
export interface MetricValue {
  readonly metric: Metric;
  /** Null for metrics of metadata. */
  readonly dimension: DqDimension | null;
  readonly numerator: string;
  readonly denominator: string;
  /** Tables or columns that count. */
  readonly assetCount: number;
}

@ObjectType({ description: "A metric over all tables of a run." })
export class MetricTotal implements MetricValue {
  @Field(() => Metric, { description: "What is measured." })
  metric: Metric;

  @Field(() => DqDimension, {
    nullable: true,
    description: "The dimension of data quality; null for metrics of metadata.",
  })
  dimension: DqDimension | null;

  @Field(() => Decimal, { description: "A whole number of any size." })
  numerator: string;

  @Field(() => Decimal, { description: "A whole number of any size; 0 where nothing was measured." })
  denominator: string;

  @Field(() => Int, { description: "Tables that count, or columns, for metrics of columns." })
  assetCount: number;

  @Field(() => Decimal, {
    nullable: true,
    description: "Numerator divided by denominator, 0 to 1, as a decimal of at most 12 places; null where that is 0.",
  })
  score: string | null;
}

/** Adds values up by metric and dimension. */
export class MetricTotals {
  private readonly totals = new Map<string, Omit<MetricTotal, "score">>();

  add(values: readonly MetricValue[]): void {
    for (const value of values) {
      const key = `${value.metric} ${value.dimension}`;
      const total = this.totals.get(key);
      if (!total) {
        this.totals.set(key, { ...value });
        continue;
      }
      total.numerator = String(BigInt(total.numerator) + BigInt(value.numerator));
      total.denominator = String(BigInt(total.denominator) + BigInt(value.denominator));
      total.assetCount += value.assetCount;
    }
  }

  /** In the order of the enums. */
  list(): MetricTotal[] {
    const place = ({ metric, dimension }: MetricValue) =>
      METRICS.indexOf(metric) * DIMENSIONS.length + (dimension ? DIMENSIONS.indexOf(dimension) : 0);
    return [...this.totals.values()]
      .sort((a, b) => place(a) - place(b))
      .map((total) => ({ ...total, score: exactShare(BigInt(total.numerator), BigInt(total.denominator)) }));
  }
}

const METRICS = Object.values(Metric);
const DIMENSIONS = Object.values(DqDimension);
