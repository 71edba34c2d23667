import { isThere } from "./groups-sql.js";
import type { PushDownColumn } from "./push-down-column.js";

/** Smallest, quartiles, 95th percentile, largest: as `percentile_disc` finds them, so each is a value that occurs. */
const SHARES = [0, 0.25, 0.5, 0.75, 0.95, 1];

/**
 * CTEs that end in `p(a)`: the texts of the values at SHARES, in that order; nulls without values. Where few values
 * repeat often, running sums over the sorted groups are nearly free; where most differ, one sort of the rows costs half.
 */
export function orderSql(column: PushDownColumn, table: string): string {
  return column.manyValues || column.knownUnique ? fromRows(column, table) : fromGroups();
}

function fromRows(column: PushDownColumn, table: string): string {
  const rows = `FROM ${table} WHERE ${isThere(column.ref)}`;
  const [value, from] = column.knownUnique ? ["g.v", "FROM g"] : [column.key, rows];
  const found = `SELECT percentile_disc(ARRAY[${SHARES}]::float8[]) WITHIN GROUP (ORDER BY ${value}) AS v ${from}`;
  const at = SHARES.map((_, index) => `o.v[${index + 1}]`);
  const printed = column.equalIsSameText
    ? `SELECT ARRAY[${at.map(column.text)}] AS a FROM o`
    : `SELECT ARRAY[${at.map((one) => `min(g.t) FILTER (WHERE g.v = ${one})`)}] AS a FROM g, o`;
  return `o AS MATERIALIZED (${found}), p AS (${printed})`;
}

/** The group that holds row `ceil(share * rows)`, counted from 1, in the order of the values. */
function fromGroups(): string {
  const sums = "SELECT g.t, g.n, sum(g.n) OVER (ORDER BY g.v ROWS UNBOUNDED PRECEDING) AS up_to FROM g";
  const at = SHARES.map((share) => {
    const rank = `greatest(1, ceil(${share}::float8 * w.n))`;
    return `min(s.t) FILTER (WHERE s.up_to >= ${rank} AND s.up_to - s.n < ${rank})`;
  });
  return `s AS (${sums}), w AS (SELECT sum(g.n) AS n FROM g), p AS (SELECT ARRAY[${at}] AS a FROM s, w)`;
}
