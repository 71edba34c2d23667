import type pg from "pg";
import type { OracleColumn } from "./columns.js";
import { one } from "./query.js";

/** Text of the smallest or largest value; of several equal ones the smallest text. */
export async function extreme(client: pg.Client, table: string, c: OracleColumn, which: "min" | "max") {
  const direction = which === "min" ? "asc" : "desc";
  const by = c.kind === "text" ? c.text : c.value;
  const sql = `select left(${c.text}, 256) from ${table} as t
    where ${c.value} is distinct from null order by ${by} ${direction}, ${c.text} limit 1`;
  return (await one<string>(client, sql)) ?? null;
}

/** Text of a value that occurs: percentile_disc; of several equal ones the smallest text. */
export async function percentile(client: pg.Client, table: string, c: OracleColumn, share: number) {
  const sql = `select left(min(${c.text}), 256) from ${table} as t
    where ${c.value} = (select percentile_disc(${share}) within group (order by ${c.value}) from ${table} as t)`;
  return (await one<string>(client, sql)) ?? null;
}
