import { type ColumnProfile, SeenType, type TypeCount } from "../../assets/profile.model.js";
import { histogramBins } from "./histogram.js";
import type { ColumnKind, SourceColumn } from "./source-table.js";

/** A text and its rows. */
export type Counted = readonly [text: string, rows: number];

/** What either way finds out about a column; everything else of its profile follows from these. */
export interface RawFigures {
  readonly nulls: number;
  readonly distinct: number;
  readonly unique: number;
  /** Smallest and largest, printed. */
  readonly range?: readonly [string, string] | null;
  /** Printed values at 0.25, 0.5, 0.75 and 0.95. */
  readonly quartiles?: readonly [string, string, string, string] | null;
  readonly mean?: number | null;
  readonly standardDeviation?: number | null;
  /** Rows outside of `outlierBounds`. */
  readonly outliers?: number | null;
  /** Smallest and largest finite value as double precision, and the rows of each bar of `histogramBounds`. */
  readonly histogram?: { readonly low: number; readonly high: number; readonly rows: readonly number[] } | null;
  readonly nonFinite?: { readonly nan: number; readonly positiveInfinity: number; readonly negativeInfinity: number };
  /** The ten most frequent, in order. */
  readonly mostFrequent?: readonly Counted[];
  readonly length?: { readonly min: number; readonly max: number; readonly mean: number } | null;
  readonly blank?: number;
  readonly padded?: number;
  /** The ten most frequent, in order. */
  readonly shapes?: readonly Counted[];
  /** Rows of each format that occurs, in any order. */
  readonly formats?: readonly Counted[];
  /** Rows of each seen type, of texts; other kinds say it by their declaration. */
  readonly types?: readonly (readonly [SeenType, number])[];
  readonly samples?: readonly string[];
}

/** Which figures a kind of column has. */
export interface FiguresOfKind {
  readonly range: boolean;
  readonly quartiles: boolean;
  readonly moments: boolean;
  readonly histogram: boolean;
  readonly values: boolean;
  readonly length: boolean;
  readonly texts: boolean;
}

const NONE: FiguresOfKind = {
  range: false,
  quartiles: false,
  moments: false,
  histogram: false,
  values: true,
  length: false,
  texts: false,
};

export const FIGURES: Readonly<Record<ColumnKind, FiguresOfKind>> = {
  number: { ...NONE, range: true, quartiles: true, moments: true, histogram: true },
  time: { ...NONE, range: true, quartiles: true, histogram: true },
  ordered: { ...NONE, range: true, quartiles: true },
  text: { ...NONE, range: true, length: true, texts: true },
  boolean: { ...NONE, range: true },
  opaque: { ...NONE, length: true },
  binary: { ...NONE, values: false, length: true },
  geometric: { ...NONE, length: true },
};

export function toColumnProfile(
  column: SourceColumn,
  rowCount: number,
  raw: RawFigures,
  estimated = false,
): ColumnProfile {
  const present = rowCount - raw.nulls;
  const share = (count: number) => (present === 0 ? 0 : count / present);
  const types = typeDistribution(column, present, raw.types);
  const [firstQuartile = null, median = null, thirdQuartile = null, percentile95 = null] = raw.quartiles ?? [];
  const [min = null, max = null] = raw.range ?? [];
  return {
    ...emptyProfile(column, rowCount, estimated),
    seenType: seenType(types),
    typeDistribution: types,
    nullCount: raw.nulls,
    completeness: rowCount === 0 ? null : present / rowCount,
    distinctCount: raw.distinct,
    uniqueCount: raw.unique,
    uniqueness: present === 0 ? null : raw.distinct / present,
    min,
    max,
    mean: raw.mean ?? null,
    standardDeviation: raw.standardDeviation ?? null,
    firstQuartile,
    median,
    thirdQuartile,
    percentile95,
    histogram: raw.histogram ? histogramBins(raw.histogram, column.kind === "time") : [],
    mostFrequent: (raw.mostFrequent ?? []).map(([value, count]) => ({ value, count, share: share(count) })),
    length: raw.length ?? null,
    blankCount: raw.blank ?? null,
    paddedCount: raw.padded ?? null,
    shapes: (raw.shapes ?? []).map(([shape, count]) => ({ shape, count, share: share(count) })),
    formats: byCount(raw.formats ?? []).map(([format, count]) => ({ format, count, share: share(count) })),
    outliers: outliersOf(raw),
    nonFinite: raw.nonFinite ?? null,
    sampleValues: [...(raw.samples ?? [])],
  };
}

/** Of a column that can't be read nothing is known but why. */
export function skippedProfile(column: SourceColumn, rowCount: number): ColumnProfile {
  return emptyProfile(column, rowCount, false);
}

function emptyProfile(column: SourceColumn, rowCount: number, estimated: boolean): ColumnProfile {
  return {
    name: column.name,
    ordinal: column.ordinal,
    declaredType: column.declaredType,
    seenType: null,
    typeDistribution: [],
    skippedReason: column.skippedReason,
    estimated,
    rowCount,
    nullCount: 0,
    completeness: null,
    distinctCount: null,
    uniqueCount: null,
    uniqueness: null,
    min: null,
    max: null,
    mean: null,
    standardDeviation: null,
    firstQuartile: null,
    median: null,
    thirdQuartile: null,
    percentile95: null,
    histogram: [],
    mostFrequent: [],
    length: null,
    blankCount: null,
    paddedCount: null,
    shapes: [],
    formats: [],
    outliers: null,
    nonFinite: null,
    sampleValues: [],
  };
}

/** Values beyond these are outliers; null where there are none to speak of. */
export function outlierBounds(mean: number | null, standardDeviation: number | null): [number, number] | null {
  if (mean === null || standardDeviation === null) return null;
  const bounds: [number, number] = [mean - 2 * standardDeviation, mean + 2 * standardDeviation];
  return bounds.every(Number.isFinite) ? bounds : null;
}

function outliersOf({ mean = null, standardDeviation = null, outliers }: RawFigures): ColumnProfile["outliers"] {
  const bounds = outlierBounds(mean, standardDeviation);
  return bounds && { count: outliers ?? 0, lowerBound: bounds[0], upperBound: bounds[1] };
}

const DECLARED: Readonly<Record<string, SeenType>> = {
  int2: SeenType.INTEGER,
  int4: SeenType.INTEGER,
  int8: SeenType.INTEGER,
  oid: SeenType.INTEGER,
  numeric: SeenType.DECIMAL,
  float4: SeenType.DECIMAL,
  float8: SeenType.DECIMAL,
  money: SeenType.DECIMAL,
  bool: SeenType.BOOLEAN,
  date: SeenType.DATE,
  timestamp: SeenType.TIMESTAMP,
  timestamptz: SeenType.TIMESTAMP,
  uuid: SeenType.UUID,
  json: SeenType.JSON,
  jsonb: SeenType.JSON,
};

function typeDistribution(column: SourceColumn, present: number, types: RawFigures["types"]): TypeCount[] {
  const seen = types ?? [[DECLARED[column.baseType] ?? SeenType.TEXT, present] as const];
  return byCount(seen).map(([type, count]) => ({ type, count }));
}

function seenType(types: readonly TypeCount[]): SeenType | null {
  const [first, ...others] = types.map(({ type }) => type);
  if (!first || others.length === 0) return first ?? null;
  const only = (a: SeenType, b: SeenType) => types.every(({ type }) => type === a || type === b);
  if (only(SeenType.INTEGER, SeenType.DECIMAL)) return SeenType.DECIMAL;
  if (only(SeenType.DATE, SeenType.TIMESTAMP)) return SeenType.TIMESTAMP;
  return SeenType.TEXT;
}

/** Those that occur, by rows descending, then name. */
function byCount<Name extends string>(counts: readonly (readonly [Name, number])[]): (readonly [Name, number])[] {
  return counts.filter(([, count]) => count > 0).toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : Number(a > b)));
}
