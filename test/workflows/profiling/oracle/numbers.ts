import type pg from "pg";
import type { OracleColumn } from "./columns.js";
import { count, one, rows } from "./query.js";

/** The value as double precision, null where it isn't finite. */
export function asDouble(c: OracleColumn): string {
  switch (c.baseType) {
    case "float4":
    case "float8":
      return `case when ${c.value} not in ('NaN', 'Infinity', '-Infinity') then ${c.value}::float8 end`;
    case "numeric":
      return `case when ${c.text} in ('NaN', 'Infinity', '-Infinity') or abs(${c.value}) >= 1.797693134862315808e308 then null
        when abs(${c.value}) < 2.4703282292062328e-324 then 0 else ${c.value}::float8 end`;
    case "money":
      return `${c.value}::numeric::float8`;
    case "oid":
      return `${c.value}::bigint::float8`;
    case "date":
    case "timestamp":
    case "timestamptz":
      return `case when isfinite(${c.value}) then extract(epoch from ${c.value})::float8 end`;
    default:
      return `${c.value}::float8`;
  }
}

/** Double precision squares overflow beyond 1e154; there the oracle computes in numeric, as text in double's digits. */
async function needsNumeric(client: pg.Client, table: string, x: string): Promise<boolean> {
  const sql = `select coalesce(max(abs(x)), 0) > 1e100 or coalesce(min(abs(x)) filter (where x <> 0), 1) < 1e-100
    from (select ${x} as x from ${table} as t) as doubles`;
  return (await one<boolean>(client, sql)) === true;
}

export async function moments(client: pg.Client, table: string, c: OracleColumn) {
  const x = asDouble(c);
  const number = (await needsNumeric(client, table, x)) ? `(${x})::text::numeric` : x;
  const mean = finite(await one<string>(client, `select avg(${number})::text from ${table} as t`));
  const sd = finite(await one<string>(client, `select stddev_samp(${number})::text from ${table} as t`));
  if (mean === null || sd === null) return { mean, standardDeviation: sd, outliers: null };
  const [lowerBound, upperBound] = [mean - 2 * sd, mean + 2 * sd];
  if (!Number.isFinite(lowerBound) || !Number.isFinite(upperBound)) {
    return { mean, standardDeviation: sd, outliers: null };
  }
  const far = `abs(x::text::numeric - '${mean}'::numeric) > 2.000000002 * '${sd}'::numeric`;
  const outside = await count(
    client,
    `select count(*) from (select ${x} as x from ${table} as t) as doubles where ${far}`,
  );
  return { mean, standardDeviation: sd, outliers: { count: outside, lowerBound, upperBound } };
}

function finite(text: string | null | undefined): number | null {
  const number = text === null || text === undefined ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : null;
}

export async function histogram(client: pg.Client, table: string, c: OracleColumn) {
  const doubles = `(select ${asDouble(c)} as x from ${table} as t)`;
  const [ends] = await rows<[number | null, number | null]>(client, `select min(x), max(x) from ${doubles} as d`);
  const [low, high] = ends ?? [null, null];
  if (low === null || high === null || low < -1e306 || high > 1e306) return [];
  const print = c.kind === "time" ? (seconds: number) => new Date(Math.round(seconds * 1000)).toISOString() : String;
  if (c.kind === "time" && (low < -8.64e12 || high > 8.64e12)) return [];
  const one = high - low < 1e-300;
  const bars = await rows<[number, number, string]>(
    client,
    one
      ? `select min(x), max(x), count(*) from ${doubles} as d where x is not null`
      : `with e as (select min(x) as a, max(x) as b from ${doubles} as d),
           bars as (select i, a + (b - a) * i / 10 as lower,
             case when i < 9 then a + (b - a) * (i + 1) / 10 else b end as upper
             from e, generate_series(0, 9) as i)
         select lower, upper, (select count(*) from ${doubles} as d where x >= lower and (x < upper or i = 9))
         from bars order by i`,
  );
  return bars.map(([lower, upper, n]) => ({ lower: print(lower), upper: print(upper), count: Number(n) }));
}

export async function nonFinite(client: pg.Client, table: string, c: OracleColumn) {
  if (!["numeric", "float4", "float8", "date", "timestamp", "timestamptz"].includes(c.baseType)) return null;
  const like = (word: string) => count(client, `select count(*) from ${table} as t where lower(${c.text}) = '${word}'`);
  return {
    nan: await like("nan"),
    positiveInfinity: await like("infinity"),
    negativeInfinity: await like("-infinity"),
  };
}
