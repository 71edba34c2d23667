import type { StoredConstraint } from "../../../assets/catalog/constraints.js";
import type { SourceTable } from "../../profiling/source-table.js";
import type { LearnedColumn } from "../candidate.js";
import type { ColumnStatistics } from "../statistics/column-statistics.js";
import type { RowSets } from "../statistics/rows.js";

/** A table as rules between its columns, and with other tables, are looked for. */
export interface TableView {
  readonly table: SourceTable;
  readonly constraints: readonly StoredConstraint[];
  readonly rows: RowSets;
  readonly columns: readonly ViewedColumn[];
}

export interface ViewedColumn extends LearnedColumn {
  /** Of the half that is learned from. */
  readonly learned: ColumnStatistics;
}

/** Whether a declared key or unique index is made of some of the columns. */
export const hasKeyWithin = ({ table }: TableView, names: readonly string[]): boolean =>
  table.declaredKeys.some((key) => key.every((name) => names.includes(name)));

export const checksOf = (constraints: readonly StoredConstraint[], names: readonly string[]): string[] =>
  constraints.flatMap((constraint) =>
    constraint.kind === "CHECK" && names.every((name) => constraint.columns.includes(name))
      ? [constraint.expression]
      : [],
  );

/** The chance that two rows have the same value. */
export function sameChance({ values }: ColumnStatistics): number {
  if (!values || values.count === 0) return 1;
  const known = values.frequent.reduce((sum, { count }) => sum + (count / values.count) ** 2, 0);
  const rest = values.count - values.frequent.reduce((sum, { count }) => sum + count, 0);
  const others = values.distinct - values.frequent.length;
  return Math.min(1, known + (others > 0 ? (rest / values.count) ** 2 / others : 0));
}
