/** SQL literals of doubles that bring a column's doubles near 1. */
export interface Scale {
  /** A power of two near the largest absolute value: dividing by it costs no digit. */
  readonly unit: number;
  /** What is nearer to 0 counts as 0: a 1e-100th of the unit. */
  readonly tiny: number;
  /** The smallest value, in units. */
  readonly least: number;
}

const LARGEST_EXPONENT = 1023;

export function scaleOf(min: number, max: number): Scale {
  const largest = Math.max(Math.abs(min), Math.abs(max)) || 1;
  const unit = 2 ** Math.min(Math.ceil(Math.log2(largest)), LARGEST_EXPONENT);
  return { unit, tiny: unit * 1e-100, least: min / unit };
}

/** A distance from the mean that differs from two standard deviations by less than this share is no outlier's. */
const ROUNDING = 1e-9;

/**
 * CTE `m`: mean and standard deviation of the double precision values in `g`, and the rows beyond two standard deviations.
 * PostgreSQL raises an error where double precision overflows or underflows, as the square of 1e200 or of 1e-200 does:
 * so values are counted in units near the largest, and from the smallest up, which also spares the digits of the variance.
 */
export function momentsSql({ unit, tiny, least }: Scale): string {
  const units = `CASE WHEN abs(g.x) < ${double(tiny)} THEN 0 ELSE g.x / ${double(unit)} END`;
  const scaled = `SELECT g.n, ${units} - ${double(least)} AS y FROM g WHERE g.x IS NOT NULL`;
  const mean = "SELECT sum(y.n) AS n, sum(y.n * y.y) / sum(y.n) AS mean FROM y";
  const squares = "sum(y.n * (y.y - mu.mean) * (y.y - mu.mean))";
  const deviation = `SELECT CASE WHEN mu.n > 1 THEN sqrt(${squares} / (mu.n - 1)) END AS sd FROM y, mu GROUP BY mu.n`;
  const far = `abs(y.y - mu.mean) > ${double(2 * (1 + ROUNDING))} * sd.sd`;
  const result = `SELECT mu.mean, sd.sd, coalesce(sum(y.n) FILTER (WHERE ${far}), 0) AS outliers
    FROM y, mu, sd GROUP BY mu.mean, sd.sd`;
  return `y AS MATERIALIZED (${scaled}), mu AS MATERIALIZED (${mean}), sd AS MATERIALIZED (${deviation}), m AS (${result})`;
}

/** Rows a bar: pairs of the bar's index, from 0, and its rows; a value is in the last bar that begins at or below it. */
export function histogramSql(lowerBounds: readonly number[]): string {
  const bar = `width_bucket(g.x, ARRAY[${lowerBounds.map(double)}]) - 1`;
  const bars = `SELECT ${bar} AS bar, sum(g.n) AS n FROM g WHERE g.x IS NOT NULL GROUP BY 1`;
  return `(SELECT json_agg(json_build_array(h.bar, h.n)) FROM (${bars}) AS h)`;
}

const double = (value: number) => `'${value}'::float8`;
