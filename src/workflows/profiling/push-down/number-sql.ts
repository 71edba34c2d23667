/**
 * CTE `m`: mean, standard deviation and outliers of the double precision values in `g`. PostgreSQL raises an error
 * where double precision overflows or underflows, as the square of 1e200 or of 1e-200 does, so the values are scaled
 * first: divided by a power of two ($scale) that brings the largest near 1, and taken for 0 below $tiny.
 */
export function momentsSql(scale: string, tiny: string): string {
  const scaled = `SELECT g.n, CASE WHEN abs(g.x) < ${tiny} THEN 0 ELSE g.x / ${scale} END AS y FROM g WHERE g.x IS NOT NULL`;
  const mean = "SELECT sum(y.n) AS n, sum(y.n * y.y) / sum(y.n) AS mean FROM y";
  const squares = "sum(y.n * (y.y - mu.mean) * (y.y - mu.mean))";
  const deviation = `SELECT CASE WHEN mu.n > 1 THEN sqrt(${squares} / (mu.n - 1)) END AS sd FROM y, mu GROUP BY mu.n`;
  const outside = "(y.y < mu.mean - 2 * sd.sd OR y.y > mu.mean + 2 * sd.sd)";
  const outliers = `coalesce(sum(y.n) FILTER (WHERE ${outside}), 0)`;
  const result = `SELECT mu.mean, sd.sd, ${outliers} AS outliers FROM y, mu, sd GROUP BY mu.mean, sd.sd`;
  return `y AS MATERIALIZED (${scaled}), mu AS MATERIALIZED (${mean}), sd AS MATERIALIZED (${deviation}), m AS (${result})`;
}

/** Rows a bar: pairs of the bar's index and its rows; $bounds are those between the bars. */
export function histogramSql(bounds: string): string {
  const bars = `SELECT width_bucket(g.x, ${bounds}::float8[]) AS bar, sum(g.n) AS n FROM g WHERE g.x IS NOT NULL GROUP BY 1`;
  return `(SELECT json_agg(json_build_array(h.bar, h.n) ORDER BY h.bar) FROM (${bars}) AS h)`;
}
