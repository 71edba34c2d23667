import type { PushDownColumn } from "./push-down-column.js";

/**
 * The column's different values as a CTE `g`: `v` the value, `t` its text in byte order, `n` its rows, `x` as double.
 * `n` is double precision, which is exact up to 2^53: sums of bigint run in numeric and cost a third of the time.
 */
export function groupsSql(column: PushDownColumn, from: string): string {
  return `g AS MATERIALIZED (${groups(column, from)})`;
}

function groups(column: PushDownColumn, from: string): string {
  const { key, text } = column;
  const rows = `FROM ${from} WHERE ${isThere(column.ref)}`;
  const double = (value: string) => (column.asDouble ? `, ${column.asDouble(value)} AS x` : "");
  if (column.keyIsText) {
    return column.knownUnique
      ? `SELECT ${key} AS t, 1::float8 AS n ${rows}`
      : `SELECT ${key} AS t, count(*)::float8 AS n ${rows} GROUP BY 1`;
  }
  if (column.knownUnique) return `SELECT ${key} AS v, 1::float8 AS n, ${text(key)} AS t${double(key)} ${rows}`;
  const groups = `SELECT ${key} AS v, count(*)::float8 AS n`;
  return column.equalIsSameText
    ? `SELECT k.v, k.n, ${text("k.v")} AS t${double("k.v")} FROM (${groups} ${rows} GROUP BY 1) AS k`
    : `SELECT k.v, k.n, k.t${double("k.v")} FROM (${groups}, min(${text(key)}) AS t ${rows} GROUP BY 1) AS k`;
}

/** The different texts as a CTE `d` like `g`. */
export function textsSql({ ref, text }: PushDownColumn, from: string): string {
  const rows = `FROM ${from} WHERE ${isThere(ref)}`;
  return `d AS MATERIALIZED (SELECT ${text(ref)} AS t, count(*)::float8 AS n ${rows} GROUP BY 1)`;
}

/** Not `IS NOT NULL`: that is false for a composite value with an empty field, which is a value all the same. */
export function isThere(value: string): string {
  return `${value} IS DISTINCT FROM NULL`;
}
