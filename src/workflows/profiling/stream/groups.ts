import { count, type Duck } from "./duck.js";
import { orderName } from "./rows-sql.js";
import type { StreamColumn } from "./stream-column.js";

/**
 * A column's different values: DuckDB's temporary view `g` with the value `v`, its rows `n` and what it sorts by `o`. Of
 * numbers and times also the view `doubles` with the value's double `x` and its rows `n`.
 */
export interface Groups {
  readonly distinct: number;
  readonly unique: number;
  /** Rows that have a value. */
  readonly present: number;
  /** An expression of the value's text, as PostgreSQL prints it. */
  readonly text: string;
  /** Whether the value itself is what it sorts by. */
  readonly sortsByItself: boolean;
}

/** Below this, sorting instead of grouping saves nothing worth the question. */
const WORTH_ASKING = 10_000;
/** Estimates of unique columns come out as low as this. */
const MAYBE_UNIQUE = 0.8;

/**
 * Groups the field by value. Where equal values print differently, the smallest text by byte order stands for them. With
 * `ordered`, what the values sort by is DuckDB's table `sorted`: `o` and, unless all are different, its rows `n`.
 */
export async function groupValues(duck: Duck, column: StreamColumn, field: string, ordered: boolean): Promise<Groups> {
  const { normal } = column;
  const mixed = normal && (await duck.rows(`SELECT 1 FROM rows WHERE ${field} <> ${normal(field)} LIMIT 1`)).length > 0;
  const text = mixed ? "t" : column.text("v");
  const order = column.order("v");
  const sortsByItself = order === "v" && !mixed;
  if (ordered && !mixed) {
    const present = await allDifferent(duck, column, field);
    if (present !== null) return { distinct: present, unique: present, present, text, sortsByItself };
  }
  const groups = `SELECT ${mixed ? normal(field) : field} AS v, count(*) AS n${mixed ? `, min(${field}) AS t` : ""}
    FROM rows WHERE ${field} IS NOT NULL GROUP BY 1`;
  await duck.run(`CREATE OR REPLACE TEMP TABLE groups AS
    SELECT *${order === "v" ? "" : `, ${order} AS o`} FROM (${groups})`);
  await duck.run(`CREATE OR REPLACE TEMP VIEW g AS SELECT *${order === "v" ? ", v AS o" : ""} FROM groups`);
  if (ordered) {
    await duck.run("CREATE OR REPLACE TEMP TABLE sorted AS SELECT o, n FROM g ORDER BY o");
    await makeDoubles(duck, column, "n");
  }
  const counts = await duck.row(
    "SELECT count(*) AS values, count(*) FILTER (n = 1) AS uniques, sum(n) AS present FROM g",
  );
  const [distinct, unique, present] = [counts.values, counts.uniques, counts.present].map(count) as [
    number,
    number,
    number,
  ];
  return { distinct, unique, present, text, sortsByItself };
}

/**
 * A column whose values are all different is its own groups: that its sorted values show it costs a third of hashing
 * them, and they are sorted anyway. Null where a value occurs twice.
 */
async function allDifferent(duck: Duck, column: StreamColumn, field: string): Promise<number | null> {
  const there = `FROM rows WHERE ${field} IS NOT NULL`;
  const present = count((await duck.row(`SELECT count(*) AS n ${there}`)).n);
  if (present < WORTH_ASKING || !(await maybeUnique(duck, column, field, present))) return null;
  const order = column.keepsOrder ? orderName(field) : column.order(field);
  await duck.run(`CREATE OR REPLACE TEMP TABLE sorted AS SELECT ${order} AS o ${there} ORDER BY o`);
  const repeated = "SELECT 1 FROM (SELECT o, lag(o) OVER () AS last FROM sorted) WHERE o = last LIMIT 1";
  if (!column.column.knownUnique && (await duck.rows(repeated)).length > 0) return null;
  await duck.run(`CREATE OR REPLACE TEMP VIEW g AS SELECT ${field} AS v, 1 AS n, ${order} AS o ${there}`);
  await makeDoubles(duck, column, "1");
  return present;
}

async function maybeUnique(duck: Duck, { column }: StreamColumn, field: string, present: number): Promise<boolean> {
  if (column.knownUnique) return true;
  if (column.distinctEstimate !== null) {
    const estimate = column.distinctEstimate < 0 ? -column.distinctEstimate * present : column.distinctEstimate;
    return estimate > MAYBE_UNIQUE * present;
  }
  const { about } = await duck.row(`SELECT approx_count_distinct(${field}) AS about FROM rows`);
  return count(about) > MAYBE_UNIQUE * present;
}

/** From the sorted values: passing through them in order costs a fifth. */
async function makeDoubles(duck: Duck, { double }: StreamColumn, rows: string): Promise<void> {
  if (double)
    await duck.run(`CREATE OR REPLACE TEMP VIEW doubles AS SELECT ${double("o")} AS x, ${rows} AS n FROM sorted`);
}
