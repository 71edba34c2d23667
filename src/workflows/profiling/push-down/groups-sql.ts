import type { PushDownColumn } from "./push-down-column.js";

/**
 * The column's different values as a CTE `g`: `v` the value, `t` its text in byte order, `n` its rows, `x` as double.
 * `n` is double precision, which is exact up to 2^53: sums of bigint run in numeric and cost a third of the time.
 */
export function groupsSql(column: PushDownColumn, source: string): string {
  const { key } = column;
  const from = `FROM ${source} AS r WHERE ${isThere(column.ref)}`;
  const double = (value: string) => (column.asDouble ? `, ${column.asDouble(value)} AS x` : "");
  if (column.knownUnique) {
    return `g AS MATERIALIZED (SELECT ${key} AS v, 1::float8 AS n, ${column.text(key)} AS t${double(key)} ${from})`;
  }
  if (!column.equalIsSameText) {
    const text = `min(${column.text(key)})`;
    return `g AS MATERIALIZED (SELECT ${key} AS v, count(*)::float8 AS n, ${text} AS t${double(key)} ${from} GROUP BY 1)`;
  }
  const groups = `SELECT ${key} AS v, count(*)::float8 AS n ${from} GROUP BY 1`;
  return `g AS MATERIALIZED (SELECT k.v, k.n, ${column.text("k.v")} AS t${double("k.v")} FROM (${groups}) AS k)`;
}

/** Not `IS NOT NULL`: that is false for a composite value with an empty field, which is a value all the same. */
export function isThere(value: string): string {
  return `${value} IS DISTINCT FROM NULL`;
}
