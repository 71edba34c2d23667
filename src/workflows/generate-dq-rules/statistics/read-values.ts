import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import type { SourceColumn } from "../../profiling/source-table.js";
import {
  FREQUENT_ROWS,
  LONGEST_TEXT,
  MOST_FREQUENT,
  type NumberStatistics,
  type ValueStatistics,
} from "./column-statistics.js";
import { asNumber } from "./number-sql.js";
import type { Rows } from "./rows.js";
import { TEXT_SQL, textStatistics } from "./text-sql.js";

/** Kinds whose values have equality and order. */
const COMPARED = new Set(["number", "time", "ordered", "text", "boolean"]);

/**
 * What the values of a column are like, computed by the source in one statement. Undefined for types that have no order.
 * `valuesMayLeave`: whether frequent values are part of the answer.
 */
export async function readValues(
  session: SourceSession,
  column: SourceColumn,
  rows: Rows,
  valuesMayLeave: boolean,
): Promise<ValueStatistics | null> {
  if (!COMPARED.has(column.kind) || column.baseType === "xml") return null;
  const text = column.kind === "text";
  const name = `t.${quoteIdentifier(column.name)}`;
  // Cut, so that values of megabytes are neither sorted nor kept; and in one collation, whatever the column's is.
  const value = text ? `pg_catalog.left(${name}::pg_catalog.text, ${LONGEST_TEXT}) collate "C"` : name;
  const shown = valuesMayLeave || !text;
  const number = asNumber(column);
  const [row] = await session.query<Row>(
    `with v as materialized (
       select ${value} as v, pg_catalog.count(*) as n from ${rows.from} where ${name} is not null and ${rows.where} group by 1
     )${text ? `, ${TEXT_SQL.shapes}` : ""}
     select pg_catalog.count(*) as "distinct", coalesce(pg_catalog.sum(v.n), 0) as "count",
       pg_catalog.count(*) filter (where v.n = 1) as singles, coalesce(min(v.n), 0) as fewest,
       (select pg_catalog.json_agg(pg_catalog.json_build_array(${shown ? `case when f.n >= ${FREQUENT_ROWS} then f.v::pg_catalog.text end` : "null"}, f.n) order by f.n desc, f.v)
         from (select v, n from v order by n desc, v limit ${MOST_FREQUENT}) f) as frequent
       ${number ? `, ${numberSql(number, rows)}` : ""}${text ? `, ${TEXT_SQL.figures}` : ""}
     from v`,
  );
  const frequent = (JSON.parse(row!.frequent ?? "[]") as [string | null, number][]) ?? [];
  return {
    count: Number(row!.count),
    distinct: Number(row!.distinct),
    singles: Number(row!.singles),
    fewest: Number(row!.fewest),
    frequent: frequent.map(([shownValue, count]) => ({ value: shownValue, count })),
    number: number ? numberStatistics(row!) : null,
    text: text ? textStatistics(row!) : null,
  };
}

export type Row = Readonly<Record<string, string | null>>;

/** The type's own order finds the ends: NaN and the infinities are left out of the numbers, and so of the ends. */
const numberSql = (number: string, rows: Rows): string => `(
  with x as materialized (select ${number} as x from ${rows.from} where ${rows.where}), ends as (select min(x) as a, max(x) as z from x)
  select pg_catalog.json_build_object('count', pg_catalog.count(x.x), 'whole', pg_catalog.bool_and(x.x = pg_catalog.trunc(x.x)),
    'atMin', pg_catalog.count(*) filter (where x.x = ends.a), 'atMax', pg_catalog.count(*) filter (where x.x = ends.z),
    'quantiles', pg_catalog.percentile_disc(array[0.01, 0.05, 0.5, 0.95, 0.99]) within group (order by x.x))
  from x, ends where x.x is not null) as numbers`;

function numberStatistics({ numbers }: Row): NumberStatistics | null {
  const found = JSON.parse(numbers ?? "null") as NumberStatistics | null;
  return found && found.count > 0 ? found : null;
}
