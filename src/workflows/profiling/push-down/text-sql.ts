import { FORMATS, MOST_FREQUENT, SHAPE_LENGTH, SHAPE_RULES, WHITE_SPACE } from "../formats.js";

/** A string constant, whatever it holds. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Most frequent shapes as pairs; computed once a different text. */
export function shapesSql(): string {
  const shape = SHAPE_RULES.reduce(
    (text, { run, becomes }) => `regexp_replace(${text}, ${literal(run)}, ${literal(becomes)}, 'g')`,
    "d.t",
  );
  const shapes = `SELECT left(${shape}, ${SHAPE_LENGTH}) AS shape, sum(d.n) AS n FROM d
    GROUP BY 1 ORDER BY n DESC, shape LIMIT ${MOST_FREQUENT}`;
  return `(SELECT json_agg(json_build_array(h.shape, h.n) ORDER BY h.n DESC, h.shape) FROM (${shapes}) AS h)`;
}

/** CTE `q`: lengths of the values. */
export function lengthsSql(unit: "characters" | "bytes"): string {
  const length = unit === "bytes" ? "octet_length(g.v)" : "char_length(g.t)";
  return `q AS (SELECT min(l.l) AS shortest, max(l.l) AS longest, sum(l.n * l.l) AS total
    FROM (SELECT g.n, ${length} AS l FROM g OFFSET 0) AS l)`;
}

export function blanksSql(): string {
  const cores = `SELECT d.n, char_length(d.t) AS l, char_length(btrim(d.t, ${literal(WHITE_SPACE)})) AS core FROM d OFFSET 0`;
  return `b AS (SELECT coalesce(sum(k.n) FILTER (WHERE k.core = 0), 0) AS blank,
    coalesce(sum(k.n) FILTER (WHERE k.core > 0 AND k.core < k.l), 0) AS padded FROM (${cores}) AS k)`;
}

/** Rows of each format, in the order of FORMATS. */
export function formatsSql(): string {
  const counts = FORMATS.map(({ expression }) => `coalesce(sum(d.n) FILTER (WHERE d.t ~ ${literal(expression)}), 0)`);
  return `(SELECT json_build_array(${counts.join(", ")}) FROM d)`;
}
