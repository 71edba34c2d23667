import { Field, Float, Int, ObjectType, registerEnumType } from "type-graphql";
import { MaskedWithoutDataRead } from "../platform/mask.js";

/** How a profile was computed. docs/profiling.md defines each figure. */
export enum ProfilingMode {
  EXACT = "EXACT",
  APPROXIMATE = "APPROXIMATE",
}
registerEnumType(ProfilingMode, {
  name: "ProfilingMode",
  description: "How exact a profile is.",
  valuesConfig: {
    EXACT: { description: "Every row is read; every figure is exact." },
    APPROXIMATE: { description: "A sample of the rows is read; what is estimated is marked." },
  },
});

/** What the values of a column look like, whatever type the column declares. */
export enum SeenType {
  BOOLEAN = "BOOLEAN",
  INTEGER = "INTEGER",
  DECIMAL = "DECIMAL",
  DATE = "DATE",
  TIMESTAMP = "TIMESTAMP",
  UUID = "UUID",
  JSON = "JSON",
  TEXT = "TEXT",
}
registerEnumType(SeenType, {
  name: "SeenType",
  description: "What the values look like, whatever the column declares.",
  valuesConfig: {
    BOOLEAN: { description: "True or false." },
    INTEGER: { description: "Whole numbers." },
    DECIMAL: { description: "Numbers with a fraction or an exponent." },
    DATE: { description: "Days." },
    TIMESTAMP: { description: "Points in time." },
    UUID: { description: "UUIDs." },
    JSON: { description: "JSON objects and arrays." },
    TEXT: { description: "Anything else." },
  },
});

@ObjectType({ description: "A value and how often it occurs." })
export class ValueCount {
  @MaskedWithoutDataRead()
  @Field(() => String, {
    nullable: true,
    description: "The value as PostgreSQL prints it (at most 256 characters); masked without the scope data:read.",
  })
  value: string;
  @Field(() => Float, { description: "Rows that hold it." })
  count: number;
  @Field(() => Float, { description: "Its share of the rows that are not null, 0 to 1." })
  share: number;
}

@ObjectType({
  description: "One bar of a histogram. Lower bound included; upper bound excluded, but included in the last bar.",
})
export class HistogramBin {
  @MaskedWithoutDataRead()
  @Field(() => String, {
    description: "Lower bound: a number, or an ISO 8601 time; masked without the scope data:read.",
  })
  lower: string;
  @MaskedWithoutDataRead()
  @Field(() => String, { description: "Upper bound; masked without the scope data:read." })
  upper: string;
  @Field(() => Float, { description: "Rows in the bar." })
  count: number;
}

@ObjectType({ description: "The shape of a text: runs of upper-case letters as A, lower-case as a, digits as 9." })
export class ShapeCount {
  @MaskedWithoutDataRead()
  @Field(() => String, {
    description:
      "The shape, e.g. `Aa Aa` for `Mary Smith`. Letters beyond A to Z stay as they are: masked without the scope data:read.",
  })
  shape: string;
  @Field(() => Float, { description: "Rows of that shape." })
  count: number;
  @Field(() => Float, { description: "Its share of the rows that are not null, 0 to 1." })
  share: number;
}

@ObjectType({ description: "How many values have a well-known format." })
export class FormatCount {
  @Field(() => String, {
    description: "EMAIL, URL, UUID, PHONE, DATE, TIMESTAMP, IP_ADDRESS, INTEGER, DECIMAL, BOOLEAN or JSON.",
  })
  format: string;
  @Field(() => Float, { description: "Rows with it." })
  count: number;
  @Field(() => Float, { description: "Their share of the rows that are not null, 0 to 1." })
  share: number;
}

@ObjectType({ description: "How many values look like a type." })
export class TypeCount {
  @Field(() => SeenType, { description: "The type that the values look like." })
  type: SeenType;
  @Field(() => Float, { description: "Rows." })
  count: number;
}

@ObjectType({
  description: "Values that are not finite; they are left out of mean, standard deviation, histogram and outliers.",
})
export class NonFiniteCounts {
  @Field(() => Float, { description: "NaN." })
  nan: number;
  @Field(() => Float, { description: "Infinity." })
  positiveInfinity: number;
  @Field(() => Float, { description: "-Infinity." })
  negativeInfinity: number;
}

@ObjectType({ description: "Values further than two standard deviations from the mean." })
export class Outliers {
  @Field(() => Float, { description: "Rows below or above the bounds." })
  count: number;
  @Field(() => Float, { description: "Mean minus two standard deviations." })
  lowerBound: number;
  @Field(() => Float, { description: "Mean plus two standard deviations." })
  upperBound: number;
}

@ObjectType({ description: "Lengths of the texts, in characters (of bytea: in bytes)." })
export class LengthStatistics {
  @Field(() => Int, { description: "Shortest." })
  min: number;
  @Field(() => Int, { description: "Longest." })
  max: number;
  @Field(() => Float, { description: "Mean." })
  mean: number;
}

@ObjectType({ description: "Statistics of one column. docs/profiling.md defines each figure." })
export class ColumnProfile {
  @Field(() => String, { description: "Name of the column." })
  name: string;
  @Field(() => Int, { description: "Its position in the table, from 1." })
  ordinal: number;
  @Field(() => String, { description: "The type as PostgreSQL prints it, e.g. `numeric(5,2)`." })
  declaredType: string;
  @Field(() => SeenType, {
    nullable: true,
    description: "The narrowest type that all values look like; null without values.",
  })
  seenType: SeenType | null;
  @Field(() => [TypeCount], { description: "How many values look like which type." })
  typeDistribution: TypeCount[];
  @Field(() => String, {
    nullable: true,
    description: "Why the column was left out, or what of it (e.g. no right to read it).",
  })
  skippedReason: string | null;
  @Field(() => Boolean, { description: "True where figures are estimates from a sample." })
  estimated: boolean;
  @Field(() => Float, { description: "Rows." })
  rowCount: number;
  @Field(() => Float, { description: "Rows without a value." })
  nullCount: number;
  @Field(() => Float, { nullable: true, description: "Share of rows with a value, 0 to 1; null without rows." })
  completeness: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Different values; null for types that have no equality, e.g. json.",
  })
  distinctCount: number | null;
  @Field(() => Float, { nullable: true, description: "Values that occur exactly once." })
  uniqueCount: number | null;
  @Field(() => Float, { nullable: true, description: "distinctCount divided by the rows with a value, 0 to 1." })
  uniqueness: number | null;
  @MaskedWithoutDataRead()
  @Field(() => String, { nullable: true, description: "Smallest value; texts compare by byte (collation C)." })
  min: string | null;
  @MaskedWithoutDataRead()
  @Field(() => String, { nullable: true, description: "Largest value." })
  max: string | null;
  @Field(() => Float, { nullable: true, description: "Mean of the finite numbers." })
  mean: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Standard deviation of the sample (n - 1) of the finite numbers.",
  })
  standardDeviation: number | null;
  @MaskedWithoutDataRead()
  @Field(() => String, { nullable: true, description: "First quartile, a value that occurs (percentile_disc)." })
  firstQuartile: string | null;
  @MaskedWithoutDataRead()
  @Field(() => String, { nullable: true, description: "Median, a value that occurs." })
  median: string | null;
  @MaskedWithoutDataRead()
  @Field(() => String, { nullable: true, description: "Third quartile, a value that occurs." })
  thirdQuartile: string | null;
  @MaskedWithoutDataRead()
  @Field(() => String, { nullable: true, description: "95th percentile, a value that occurs." })
  percentile95: string | null;
  @Field(() => [HistogramBin], {
    description: "Ten bars of equal width over the finite numbers or times; empty for other types.",
  })
  histogram: HistogramBin[];
  @Field(() => [ValueCount], { description: "The ten most frequent values, most frequent first, then by byte order." })
  mostFrequent: ValueCount[];
  @Field(() => LengthStatistics, { nullable: true, description: "Lengths of texts." })
  length: LengthStatistics | null;
  @Field(() => Float, { nullable: true, description: "Texts that are empty or white space only." })
  blankCount: number | null;
  @Field(() => Float, {
    nullable: true,
    description: "Texts with white space at the start or the end, blank ones not counted.",
  })
  paddedCount: number | null;
  @Field(() => [ShapeCount], { description: "The ten most frequent shapes of texts." })
  shapes: ShapeCount[];
  @Field(() => [FormatCount], { description: "Well-known formats among the texts, most frequent first." })
  formats: FormatCount[];
  @Field(() => Outliers, { nullable: true, description: "Values beyond two standard deviations; numbers only." })
  outliers: Outliers | null;
  @Field(() => NonFiniteCounts, { nullable: true, description: "NaN and infinities, of types that have them." })
  nonFinite: NonFiniteCounts | null;
  @MaskedWithoutDataRead()
  @Field(() => [String], {
    description:
      "Sample values (at most 256 characters each), as many as the run asked for; masked without the scope data:read.",
  })
  sampleValues: string[];
}

/** What one profiling task computes; both ways of computing it give the same. */
export interface TableProfileResult {
  mode: ProfilingMode;
  rowCount: number;
  /** Rows that were read: rowCount in EXACT mode. */
  rowsRead: number;
  sizeBytes: number | null;
  /** Sets of columns whose values identify each row, declared or seen; smallest first. */
  candidateKeys: string[][];
  columns: ColumnProfile[];
}
