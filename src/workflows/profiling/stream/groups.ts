import { count, type Duck } from "./duck.js";
import type { StreamColumn } from "./stream-column.js";

/** A column's different values: DuckDB's temporary table `g` with the value `v` and its rows `n`. */
export interface Groups {
  readonly distinct: number;
  readonly unique: number;
  /** Rows that have a value. */
  readonly present: number;
  /** An expression of the value's text, as PostgreSQL prints it. */
  readonly text: string;
}

/** Groups the field by value. Where equal values print differently, the smallest text by byte order stands for them. */
export async function groupValues(duck: Duck, column: StreamColumn, field: string): Promise<Groups> {
  const { normal } = column;
  const mixed = normal && (await duck.rows(`SELECT 1 FROM rows WHERE ${field} <> ${normal(field)} LIMIT 1`)).length > 0;
  const [value, text] = mixed ? [normal(field), `, min(${field}) AS t`] : [field, ""];
  await duck.run(`CREATE OR REPLACE TEMP TABLE g AS SELECT ${value} AS v, count(*) AS n${text}
    FROM rows WHERE ${field} IS NOT NULL GROUP BY 1`);
  const counts = await duck.row(
    "SELECT count(*) AS values, count(*) FILTER (n = 1) AS uniques, sum(n) AS present FROM g",
  );
  return {
    distinct: count(counts.values),
    unique: count(counts.uniques),
    present: count(counts.present),
    text: mixed ? "t" : column.text("v"),
  };
}
