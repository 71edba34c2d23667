import type { StoredConstraint } from "../../assets/catalog/constraints.js";
import { attempt } from "../../sources/attempt.js";
import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";
import { TableSkipped } from "../profiling/profile-table.js";
import { readSourceTable } from "../profiling/read-source-table.js";
import type { SourceTable } from "../profiling/source-table.js";
import { nameWords } from "../vocabulary/name-words.js";
import { type Candidate, keyOf, type LearnedColumn } from "./candidate.js";
import { columnRules, learnedRules } from "./kinds/column-rules.js";
import { isPersonal } from "./personal.js";
import { columnOrders } from "./relations/column-order.js";
import { compositeKeys } from "./relations/composite-keys.js";
import { dependencies } from "./relations/dependencies.js";
import { freshness } from "./relations/freshness.js";
import { type NeighbourColumn, readNeighbours } from "./relations/read-neighbours.js";
import { references } from "./relations/references.js";
import { rowCount } from "./relations/row-count.js";
import { sums } from "./relations/sum.js";
import type { TableView, ViewedColumn } from "./relations/table-view.js";
import { totals } from "./relations/totals.js";
import type { ColumnStatistics } from "./statistics/column-statistics.js";
import { countColumns } from "./statistics/counters.js";
import { readValues } from "./statistics/read-values.js";
import { type RowSets, rowSets } from "./statistics/rows.js";

/** A candidate as all rows have it, and as the half that it was learned from has it. */
export interface Learned {
  readonly candidate: Candidate;
  readonly onHalf: Candidate;
}

export interface LearnedTable {
  readonly table: SourceTable;
  readonly rows: RowSets;
  readonly neighbours: readonly NeighbourColumn[];
  readonly learned: readonly Learned[];
  readonly columnsSkipped: number;
}

export interface TableToLearn {
  readonly schema: string;
  readonly name: string;
  readonly constraints: readonly StoredConstraint[];
  /** Tags of personal data, by column. */
  readonly piiTags: ReadonlyMap<string, readonly string[]>;
  /** Whether values of texts may leave the source. */
  readonly valuesMayLeave: boolean;
}

/** Of a wider table the first columns are looked at. */
const MOST_COLUMNS = 300;

/** Looks for rules that a table's rows keep: everything is computed by the source, and only figures come back. */
export async function learnTable(session: SourceSession, input: TableToLearn): Promise<LearnedTable> {
  const table = await readSourceTable(session, input.schema, input.name);
  if (table.relkind === "v") throw new TableSkipped("A view: rules are proposed for the tables that it reads.");
  const rows = await rowSets(session, table);
  const columns = table.columns.filter(({ skippedReason }) => skippedReason === null).slice(0, MOST_COLUMNS);
  const skipped = table.columns.length - columns.length;
  if (rows.count === 0) return { table, rows, neighbours: [], learned: [], columnsSkipped: skipped };
  const counters = await countColumns(session, columns, rows);
  const views: ViewedColumn[] = [];
  const learned: Learned[] = [];
  for (const column of columns) {
    const view = viewOf(column, table, input);
    const count = counters.get(column.name)!;
    const read = (where: RowSets["all"]) =>
      attempt(session, () => readValues(session, column, where, input.valuesMayLeave));
    const [half, all] = [await read(rows.learned), await read(rows.all)];
    const statistics = (part: "learned" | "all", values: typeof half): ColumnStatistics => ({
      ...count[part],
      values: values instanceof SourceError ? null : values,
    });
    const onHalf = statistics("learned", half);
    views.push({ ...view, learned: onHalf });
    const byKey = learnedRules(view, onHalf);
    const found = columnRules(view, statistics("all", all), byKey);
    learned.push(...found.map((candidate) => ({ candidate, onHalf: byKey.get(keyOf(candidate))! })));
  }
  const neighbours = await readNeighbours(session, table.schema);
  const relations = await related(session, { table, constraints: input.constraints, rows, columns: views }, neighbours);
  return { table, rows, neighbours, learned: [...relations, ...learned], columnsSkipped: skipped };
}

/** Rules that have no bounds are the same on a half as on all rows. */
async function related(
  session: SourceSession,
  view: TableView,
  neighbours: readonly NeighbourColumn[],
): Promise<Learned[]> {
  const searches = [
    () => references(session, view, neighbours),
    () => totals(session, view, neighbours),
    () => sums(session, view),
    () => columnOrders(session, view),
    () => compositeKeys(session, view),
    () => dependencies(session, view),
    () => freshness(session, view),
  ];
  const found: Candidate[] = [];
  for (const search of searches) {
    const candidates = await attempt(session, search);
    if (!(candidates instanceof SourceError)) found.push(...candidates);
  }
  found.push(...rowCount(view.rows.count));
  return found.map((candidate) => ({ candidate, onHalf: candidate }));
}

function viewOf(
  column: SourceTable["columns"][number],
  { declaredKeys, name: tableName }: SourceTable,
  { constraints, piiTags, valuesMayLeave }: TableToLearn,
): LearnedColumn {
  const { name } = column;
  const words = nameWords(name);
  const alone = (names: readonly string[]) => names.length === 1 && names[0] === name;
  const foreign = constraints.some(({ kind, columns }) => kind === "FOREIGN_KEY" && columns.includes(name));
  return {
    column,
    words,
    personal: isPersonal(words, tableName, piiTags.get(name) ?? []),
    shown: valuesMayLeave,
    key:
      declaredKeys.some(alone) ||
      constraints.some(({ kind, columns }) => (kind === "PRIMARY_KEY" || kind === "UNIQUE") && alone(columns)),
    identifies: foreign || declaredKeys[0]?.includes(name) === true,
    checks: constraints.flatMap((each) => (each.kind === "CHECK" && alone(each.columns) ? [each.expression] : [])),
  };
}
