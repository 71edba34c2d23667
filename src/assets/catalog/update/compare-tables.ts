import { type Fqn, formatFqn } from "../../../platform/fqn.js";
import type { StoredConstraint } from "../constraints.js";
import type { TableName } from "../table.entity.js";
import { type CatalogChange, CatalogChangeKind, fromTo } from "./changes.js";
import { type ColumnDifferences, compareColumns } from "./compare-columns.js";
import { columnsOf, constraintsOf, type DescribedTable } from "./described.js";
import type { StoredTable } from "./stored.js";

export interface TableDifferences {
  readonly changes: CatalogChange[];
  /** Whether the table's own row has to be written. */
  readonly write: boolean;
  readonly columns: ColumnDifferences;
}

/** What of a table is other than the catalog knows. Of a new one the table is reported, not each of its columns. */
export function compareTable(fqn: Fqn, stored: StoredTable | undefined, described: DescribedTable): TableDifferences {
  const sameTable = stored?.oid === described.oid;
  const columns = compareColumns(fqn, stored?.columns ?? [], columnsOf(described), sameTable);
  if (!stored || stored.gone) {
    const added = { fqn, kind: CatalogChangeKind.ADDED, what: wordsOf(described.kind) };
    return { changes: [added], write: true, columns };
  }
  const what = tableDifferences(stored, described);
  const own = what.length > 0 ? [{ fqn, kind: CatalogChangeKind.CHANGED, what: what.join("; ") }] : [];
  // Estimates come and go with the source's statistics: they are written, but are no change of the table.
  const write = what.length > 0 || !sameTable || stored.estimatedRows !== described.estimatedRows;
  return { changes: [...own, ...columns.changes], write, columns };
}

/** `FOREIGN_TABLE` as `foreign table`. */
export const wordsOf = (kind: string): string => kind.toLowerCase().replaceAll("_", " ");

function tableDifferences(before: StoredTable, after: DescribedTable): string[] {
  const what: string[] = [];
  if (before.kind !== after.kind) what.push(fromTo("kind", wordsOf(before.kind), wordsOf(after.kind)));
  const [parentBefore, parentAfter] = [nameOf(before.partitionOf), nameOf(after.partitionOf)];
  if (parentBefore !== parentAfter) what.push(fromTo("partition of", parentBefore, parentAfter));
  if (before.comment !== after.comment) what.push("comment");
  return [...what, ...constraintDifferences(before.constraints, constraintsOf(after))];
}

const nameOf = (name: TableName | null) => name && formatFqn([name.schema, name.table]);

function constraintDifferences(before: readonly StoredConstraint[], after: readonly StoredConstraint[]): string[] {
  const known = new Map(before.map((constraint) => [constraint.name, constraint]));
  const there = new Set(after.map(({ name }) => name));
  const describe = ({ kind, name }: StoredConstraint) => `${wordsOf(kind)} ${name}`;
  return [
    ...after.flatMap((constraint) => {
      const old = known.get(constraint.name);
      if (!old) return [`${describe(constraint)} added`];
      return comparable(old) === comparable(constraint) ? [] : [`${describe(constraint)} changed`];
    }),
    ...before.filter(({ name }) => !there.has(name)).map((constraint) => `${describe(constraint)} gone`),
  ];
}

/** Its fields in one order: jsonb has an order of its own. */
function comparable(constraint: StoredConstraint): string {
  const { kind, name, columns } = constraint;
  if (constraint.kind === "CHECK") return JSON.stringify([kind, name, columns, constraint.expression]);
  if (constraint.kind !== "FOREIGN_KEY") return JSON.stringify([kind, name, columns]);
  const { target, definition } = constraint;
  return JSON.stringify([kind, name, columns, target.schema, target.table, target.columns, definition]);
}
