import type { ColumnProfile } from "../../assets/profile.model.js";
import type { SourceTable } from "./source-table.js";

/** Sets of columns that identify each row: by number of columns, then declared ones first, then by the columns' order. */
export function candidateKeys(table: SourceTable, columns: readonly ColumnProfile[]): string[][] {
  const ordinals = new Map(table.columns.map(({ name, ordinal }) => [name, ordinal]));
  const places = (key: readonly string[]) => key.map((name) => ordinals.get(name)!).toSorted((a, b) => a - b);
  const keys = new Map<string, { key: string[]; places: number[]; seen: number }>();
  const add = (key: readonly string[], seen: number) => {
    const sorted = places(key);
    if (!keys.has(`${sorted}`)) keys.set(`${sorted}`, { key: [...key], places: sorted, seen });
  };
  for (const key of table.declaredKeys) add(key, 0);
  for (const column of columns) if (isSeenUnique(column)) add([column.name], 1);
  return [...keys.values()]
    .toSorted((a, b) => a.key.length - b.key.length || a.seen - b.seen || compare(a.places, b.places))
    .map(({ key }) => key);
}

function isSeenUnique({ estimated, rowCount, distinctCount }: ColumnProfile): boolean {
  return !estimated && rowCount > 0 && distinctCount === rowCount;
}

function compare(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((place, index) => place !== b[index]);
  return different < 0 ? 0 : a[different]! - b[different]!;
}
