import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import type { SourceColumn } from "../../profiling/source-table.js";
import { asNumber } from "./number-sql.js";
import type { RowSets } from "./rows.js";

/** What one scan of the table counts of a column. */
export interface Counters {
  readonly rows: number;
  readonly nulls: number;
  readonly bounds: { readonly min: number; readonly max: number } | null;
}

/** Of all rows, and of the half that is learned from. */
export interface BothCounters {
  readonly all: Counters;
  readonly learned: Counters;
}

const COLUMNS_AT_ONCE = 60;

type Row = Readonly<Record<string, string | null>>;

/** By column, in one scan for each sixty of them. */
export async function countColumns(
  session: SourceSession,
  columns: readonly SourceColumn[],
  { everything, isLearned }: RowSets,
): Promise<ReadonlyMap<string, BothCounters>> {
  const found = new Map<string, BothCounters>();
  for (let at = 0; at < columns.length; at += COLUMNS_AT_ONCE) {
    const some = columns.slice(at, at + COLUMNS_AT_ONCE);
    const list = some.flatMap((column, index) => countersOf(column, index)).join(", ");
    const rows = await session.query<Row>(
      `select ${isLearned} as learned, pg_catalog.count(*) as rows, ${list} from ${everything.from} group by 1`,
    );
    const learned = rows.find((row) => row.learned === "t");
    const held = rows.find((row) => row.learned !== "t");
    for (const [index, { name }] of some.entries()) {
      const half = countersIn(learned, index);
      found.set(name, { all: together(half, countersIn(held, index)), learned: half });
    }
  }
  return found;
}

function countersOf(column: SourceColumn, index: number): string[] {
  const number = asNumber(column);
  const bounds = number ? [`min(${number}) as a${index}`, `max(${number}) as z${index}`] : [];
  return [`pg_catalog.count(t.${quoteIdentifier(column.name)}) as n${index}`, ...bounds];
}

function countersIn(row: Row | undefined, index: number): Counters {
  if (!row) return { rows: 0, nulls: 0, bounds: null };
  const [min, max] = [row[`a${index}`], row[`z${index}`]];
  const rows = Number(row.rows);
  return {
    rows,
    nulls: rows - Number(row[`n${index}`]),
    bounds: min != null && max != null ? { min: Number(min), max: Number(max) } : null,
  };
}

function together(a: Counters, b: Counters): Counters {
  const bounds = [a.bounds, b.bounds].filter((each) => each !== null);
  return {
    rows: a.rows + b.rows,
    nulls: a.nulls + b.nulls,
    bounds:
      bounds.length === 0
        ? null
        : { min: Math.min(...bounds.map(({ min }) => min)), max: Math.max(...bounds.map(({ max }) => max)) },
  };
}
