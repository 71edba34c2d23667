const SPACE = "E' \\t\\n\\r\\f\\x0B'";
const SHAPE = ["[A-Z]+", "[a-z]+", "[0-9]+"].reduce(
  (text, run, index) => `regexp_replace(${text}, '${run}', '${"Aa9"[index]}', 'g')`,
  "g.t",
);

export interface TextPattern {
  readonly name: string;
  /** An expression of one text `t`, true where it has the format. */
  readonly matches: (text: string) => string;
}

/** Ten most frequent shapes as pairs; computed once a different value. */
export function shapesSql(): string {
  const shapes = `SELECT left(${SHAPE}, 64) AS shape, sum(g.n) AS n FROM g GROUP BY 1 ORDER BY n DESC, shape LIMIT 10`;
  return `(SELECT json_agg(json_build_array(h.shape, h.n) ORDER BY h.n DESC, h.shape) FROM (${shapes}) AS h)`;
}

/** CTE `q`: lengths of the values. */
export function lengthsSql(length: string): string {
  return `q AS (SELECT min(l.l) AS shortest, max(l.l) AS longest, sum(l.n * l.l) / sum(l.n) AS mean
    FROM (SELECT g.n, ${length} AS l FROM g OFFSET 0) AS l)`;
}

export function blanksSql(): string {
  const cores = `SELECT g.n, char_length(g.t) AS l, char_length(btrim(g.t, ${SPACE})) AS core FROM g OFFSET 0`;
  return `b AS (SELECT coalesce(sum(k.n) FILTER (WHERE k.core = 0), 0) AS blank,
    coalesce(sum(k.n) FILTER (WHERE k.core > 0 AND k.core < k.l), 0) AS padded FROM (${cores}) AS k)`;
}

export function formatsSql(): string {
  return "NULL::json";
}
