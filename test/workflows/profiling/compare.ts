import type { ColumnProfile, TableProfileResult } from "../../../src/assets/profile.model.js";
import type { OracleProfile } from "./oracle/oracle.js";

/** Everything in which a profile differs from the oracle's, one line each; nothing where they are equal. */
export function differences(profile: TableProfileResult, oracle: OracleProfile): string[] {
  const { candidateKeys, columns, sizeBytes: _, ...table } = profile;
  const { keys, columns: expected, ...expectedTable } = oracle;
  const names = [...new Set([...columns.map((c) => c.name), ...expected.map((c) => c.name)])];
  return [
    ...unequal("table", table, expectedTable, 0),
    ...unequal("candidateKeys", candidateKeys.map((key) => JSON.stringify(key)).sort(), keys, 0),
    ...names.flatMap((name) => {
      const [have, want] = [columns.find((c) => c.name === name), expected.find((c) => c.name === name)];
      return have && want ? columnDifferences(have, want) : [`column ${name} is in one of them only`];
    }),
  ];
}

/** The same of two profiles. */
export function profileDifferences(profile: TableProfileResult, other: TableProfileResult): string[] {
  const { columns, ...table } = profile;
  const { columns: others, ...otherTable } = other;
  const each = columns.flatMap((column, index) => unequal(column.name, column, others[index], sizeOf(column)));
  return [...unequal("table", table, otherTable, 0), ...unequal("columns", columns.length, others.length, 0), ...each];
}

function columnDifferences(have: ColumnProfile, want: OracleProfile["columns"][number]): string[] {
  const { skippedReason, ...figures } = have;
  const { skipped, ...expected } = want;
  return unequal(have.name, { ...figures, skipped: skippedReason !== null }, { ...expected, skipped }, sizeOf(have));
}

/** The largest number of a column: rounding is relative to it. */
function sizeOf({ min, max, standardDeviation }: ColumnProfile): number {
  const ends = [min, max, standardDeviation ?? 0].map((end) => Math.abs(Number(end)));
  return Math.max(0, ...ends.filter(Number.isFinite));
}

/**
 * Where two profiles differ. Doubles agree to 1e-9, or to the last digits of the column's largest value, where a mean near 0
 * comes of large values, or to the last digits that doubles have at all.
 */
export function unequal(path: string, have: unknown, want: unknown, size: number): string[] {
  if (typeof have === "number" && typeof want === "number") {
    const close =
      Math.abs(have - want) <= Math.max(1e-9 * Math.max(Math.abs(have), Math.abs(want)), 1e-13 * size, SMALLEST);
    return have === want || close ? [] : [`${path}: ${have}, not ${want}`];
  }
  if (have && want && typeof have === "object" && typeof want === "object") {
    const keys = [...new Set([...Object.keys(have), ...Object.keys(want)])];
    const part = (of: object, key: string) => (of as Record<string, unknown>)[key];
    return keys.flatMap((key) => unequal(`${path}.${key}`, part(have, key), part(want, key), size));
  }
  return Object.is(have, want) ? [] : [`${path}: ${shown(have)}, not ${shown(want)}`];
}

/** Nearer to 0 doubles have few digits left. */
const SMALLEST = 1e-310;

const shown = (value: unknown) => `${JSON.stringify(value)}`.slice(0, 200);
