import { DqDimension, DqRuleKind, DqSeverity } from "../../../quality/rule.model.js";
import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { because, type Candidate } from "../candidate.js";
import { IDENTIFYING } from "../names.js";
import type { Rows } from "../statistics/rows.js";
import { checksOf, type TableView, type ViewedColumn } from "./table-view.js";

const MOST_COLUMNS = 12;
const MOST_PARTS = 4;
const LEAST_ROWS = 10;
const MOST_RULES = 3;
const LEAST_SHARE = 0.985;
/** Of a row without one of the values nothing can be said; a column that often has none is no part of a sum. */
const MOST_NULLS = 0.2;

interface Sums {
  readonly rows: number;
  readonly of: readonly number[];
}

/**
 * Columns that are the sum of others. Where they are in each row, so are the columns' sums: those of two sets of rows tell
 * nearly all other combinations apart without reading a row twice.
 */
export async function sums(session: SourceSession, view: TableView): Promise<Candidate[]> {
  const columns = view.columns.filter(isQuantity).slice(0, MOST_COLUMNS);
  if (columns.length < 3) return [];
  const learned = await sumsOf(session, columns, view.rows.learned);
  const all = await sumsOf(session, columns, view.rows.all);
  if (learned.rows < LEAST_ROWS || all.rows === learned.rows) return [];
  const found: Candidate[] = [];
  for (const [total, whole] of columns.entries()) {
    const parts = combinations(columns.map((_, index) => index).filter((index) => index !== total)).find(
      (some) => addsUp(total, some, learned, columns) && addsUp(total, some, all, columns),
    );
    if (
      !parts ||
      found.some((other) =>
        sameEquation(
          other,
          whole,
          parts.map((part) => columns[part]!),
        ),
      )
    )
      continue;
    const candidate = sum(
      whole,
      parts.map((part) => columns[part]!),
      learned.rows,
    );
    if (checksOf(view.constraints, candidate.columns).length === 0) found.push(candidate);
  }
  return found.slice(0, MOST_RULES);
}

function isQuantity({ column, words, identifies, learned }: ViewedColumn): boolean {
  const varied = (learned.values?.distinct ?? 0) > 1;
  return (
    column.kind === "number" &&
    column.baseType !== "money" &&
    !identifies &&
    !IDENTIFYING.in(words) &&
    varied &&
    learned.nulls <= MOST_NULLS * learned.rows
  );
}

async function sumsOf(session: SourceSession, columns: readonly ViewedColumn[], { from, where }: Rows): Promise<Sums> {
  const names = columns.map(({ column }) => `t.${quoteIdentifier(column.name)}`);
  const list = names.map((name, index) => `pg_catalog.sum(${name}::pg_catalog.numeric) as s${index}`).join(", ");
  const present = names.map((name) => `${name} is not null`).join(" and ");
  const [row] = await session.query<Record<string, string | null>>(
    `select pg_catalog.count(*) as rows, ${list} from ${from} where ${present} and ${where}`,
  );
  return { rows: Number(row!.rows), of: names.map((_, index) => Number(row![`s${index}`] ?? 0)) };
}

/** Of two to four, the smaller ones first. */
function combinations(indexes: readonly number[]): number[][] {
  let some: number[][] = indexes.map((index) => [index]);
  const found: number[][] = [];
  for (let size = 2; size <= MOST_PARTS; size++) {
    some = some.flatMap((chosen) =>
      indexes.filter((index) => index > chosen.at(-1)!).map((index) => [...chosen, index]),
    );
    found.push(...some);
  }
  return found;
}

function addsUp(
  total: number,
  parts: readonly number[],
  { rows, of }: Sums,
  columns: readonly ViewedColumn[],
): boolean {
  const smallest = Math.abs(of[total]!) * 1e-4;
  if (of[total] === 0 || parts.some((part) => Math.abs(of[part]!) <= smallest)) return false;
  const difference = Math.abs(of[total]! - parts.reduce((added, part) => added + of[part]!, 0));
  const tolerance = Number(toleranceOf([total, ...parts].map((index) => columns[index]!)));
  return difference <= tolerance * rows * 0.6 + Math.abs(of[total]!) * 1e-9;
}

/** What rounding may make of it: nothing of whole numbers, a unit of the last place of others. */
export function toleranceOf(columns: readonly ViewedColumn[]): string {
  if (columns.every(({ learned }) => learned.values?.number?.whole)) return "0";
  const largest = Math.max(
    ...columns.map(({ learned }) => Math.max(Math.abs(learned.bounds?.min ?? 0), Math.abs(learned.bounds?.max ?? 0))),
  );
  // PostgreSQL reads six digits out of a real.
  if (columns.some(({ column }) => column.baseType === "float4") && largest > 1000)
    return (largest * 1e-5).toPrecision(1);
  return "0.01";
}

function sum(total: ViewedColumn, parts: readonly ViewedColumn[], rows: number): Candidate {
  const names = parts.map(({ column }) => column.name);
  const whole = total.column.name;
  return {
    definition: { kind: DqRuleKind.SUM, total: whole, parts: names, tolerance: toleranceOf([total, ...parts]) },
    columns: [whole, ...names],
    name: `${whole} is the sum of ${names.join(", ")}`,
    dimension: DqDimension.CONSISTENCY,
    severity: DqSeverity.HIGH,
    worth: 1,
    leastShare: LEAST_SHARE,
    trust: 1,
    evidence: [
      because("values: sums", `Added up over ${rows} rows, and over others, the columns come to the same.`, 1),
    ],
  };
}

function sameEquation({ columns }: Candidate, total: ViewedColumn, parts: readonly ViewedColumn[]): boolean {
  const names = [total, ...parts].map(({ column }) => column.name);
  return names.length === columns.length && names.every((name) => columns.includes(name));
}
