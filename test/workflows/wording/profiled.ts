import type { TableFacts } from "../../../src/assets/facts/table-facts.js";
import { type ColumnProfile, ProfilingMode } from "../../../src/assets/profile.model.js";

/** A column's profile: how often each value occurs is enough. */
export function columnProfile(
  name: string,
  counts: Readonly<Record<string, number>>,
  more: Partial<ColumnProfile> = {},
) {
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const byCount = Object.entries(counts).sort(([, one], [, other]) => other - one);
  return {
    name,
    ordinal: 1,
    declaredType: "text",
    seenType: null,
    typeDistribution: [],
    skippedReason: null,
    estimated: false,
    rowCount: rows,
    nullCount: 0,
    completeness: 1,
    distinctCount: byCount.length,
    uniqueCount: byCount.filter(([, count]) => count === 1).length,
    uniqueness: byCount.length / rows,
    min: null,
    max: null,
    mean: null,
    standardDeviation: null,
    firstQuartile: null,
    median: null,
    thirdQuartile: null,
    percentile95: null,
    histogram: [],
    mostFrequent: byCount.slice(0, 10).map(([value, count]) => ({ value, count, share: count / rows })),
    length: null,
    blankCount: null,
    paddedCount: null,
    shapes: [],
    formats: [],
    outliers: null,
    nonFinite: null,
    sampleValues: [],
    ...more,
  } satisfies ColumnProfile;
}

export function profileOf(columns: ColumnProfile[], candidateKeys: string[][] = []): TableFacts["profile"] {
  const rowCount = columns[0]?.rowCount ?? 0;
  return {
    mode: ProfilingMode.EXACT,
    rowCount,
    rowsRead: rowCount,
    sizeBytes: null,
    candidateKeys,
    columns,
    takenAt: new Date("2025-01-01T00:00:00Z"),
  };
}
