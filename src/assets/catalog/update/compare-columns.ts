import type { Fqn } from "../../../platform/fqn.js";
import { type CatalogChange, CatalogChangeKind, fromTo } from "./changes.js";
import type { DescribedColumn } from "./described.js";
import type { StoredColumn } from "./stored.js";

export interface ColumnToWrite extends DescribedColumn {
  /** Undefined for a new one. */
  readonly id?: string;
  readonly ordinal: number;
}

export interface ColumnDifferences {
  readonly changes: CatalogChange[];
  readonly write: ColumnToWrite[];
  readonly goneIds: string[];
}

/**
 * Compares a table's columns by name. A column whose name is gone while its number in the same table has a new one was
 * renamed. Places are written but not reported: they move whenever a column before them is dropped.
 */
export function compareColumns(
  table: Fqn,
  stored: readonly StoredColumn[],
  described: readonly DescribedColumn[],
  sameTable: boolean,
): ColumnDifferences {
  const byName = new Map(stored.map((column) => [column.name, column]));
  const names = new Set(described.map(({ name }) => name));
  const lost = new Map(
    stored.filter(({ name, gone }) => !gone && !names.has(name)).map((column) => [column.number, column]),
  );
  const changes: CatalogChange[] = [];
  const write: ColumnToWrite[] = [];
  described.forEach((column, index) => {
    const fqn: Fqn = [...table, column.name];
    const ordinal = index + 1;
    const renamed = sameTable && !byName.has(column.name) ? lost.get(column.number) : undefined;
    const known = byName.get(column.name) ?? renamed;
    if (renamed) lost.delete(column.number);
    if (!known || known.gone) {
      changes.push({ fqn, kind: CatalogChangeKind.ADDED, what: `column ${column.type}` });
      write.push({ ...column, ordinal, ...(known && { id: known.id }) });
      return;
    }
    const what = [...(renamed ? [`renamed from ${renamed.name}`] : []), ...columnDifferences(known, column)];
    if (what.length > 0) changes.push({ fqn, kind: CatalogChangeKind.CHANGED, what: what.join("; ") });
    if (what.length > 0 || known.ordinal !== ordinal || known.number !== column.number) {
      write.push({ ...column, ordinal, id: known.id });
    }
  });
  for (const column of lost.values()) {
    changes.push({ fqn: [...table, column.name], kind: CatalogChangeKind.GONE, what: `column ${column.type}` });
  }
  return { changes, write, goneIds: [...lost.values()].map(({ id }) => id) };
}

function columnDifferences(before: StoredColumn, after: DescribedColumn): string[] {
  const what: string[] = [];
  if (before.type !== after.type) what.push(fromTo("type", before.type, after.type));
  if (before.nullable !== after.nullable) what.push(after.nullable ? "now nullable" : "not nullable any more");
  if (before.default !== after.default) what.push(fromTo("default", before.default, after.default));
  if (before.generated !== after.generated) what.push(fromTo("generated", before.generated, after.generated));
  if (before.identity !== after.identity) what.push(fromTo("identity", before.identity, after.identity));
  if (before.comment !== after.comment) what.push("comment");
  return what;
}
