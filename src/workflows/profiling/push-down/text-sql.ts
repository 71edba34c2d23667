import { FORMATS, MOST_FREQUENT, SHAPE_LENGTH, SHAPE_RULES, WHITE_SPACE } from "../formats.js";

/** CTE `q`: lengths of the values. */
export function lengthsSql(unit: "characters" | "bytes"): string {
  const length = unit === "bytes" ? "octet_length(g.v)" : "char_length(g.t)";
  return `q AS (SELECT min(l.l) AS shortest, max(l.l) AS longest, sum(l.n * l.l) AS total
    FROM (SELECT g.n, ${length} AS l FROM g OFFSET 0) AS l)`;
}

/** CTE `h`: the shapes of the texts in `from`, whole, and their rows. */
export function shapesSql(from: string): string {
  const shape = SHAPE_RULES.reduce(
    (text, { run, becomes }) => `regexp_replace(${text}, ${literal(run)}, ${literal(becomes)}, 'g')`,
    "d.t",
  );
  return `h AS MATERIALIZED (SELECT ${shape} AS shape, sum(d.n) AS n FROM ${from} AS d GROUP BY 1)`;
}

export const FREQUENT_SHAPES = `(SELECT json_agg(json_build_array(f.shape, f.n) ORDER BY f.n DESC, f.shape)
  FROM (SELECT left(h.shape, ${SHAPE_LENGTH}) AS shape, sum(h.n) AS n FROM h
    GROUP BY 1 ORDER BY n DESC, shape LIMIT ${MOST_FREQUENT}) AS f)`;

/** White space is left as it is in a shape, so the few shapes tell which of the many texts are blank or padded. */
export const BLANKS = `(SELECT json_build_array(coalesce(sum(k.n) FILTER (WHERE k.core = 0), 0),
    coalesce(sum(k.n) FILTER (WHERE k.core > 0 AND k.core < k.l), 0))
  FROM (SELECT h.n, char_length(h.shape) AS l, char_length(btrim(h.shape, ${literal(WHITE_SPACE)})) AS core FROM h) AS k)`;

/** Formats that tell themselves by a character come first. */
const BY_LIKELIHOOD = FORMATS.map((format, index) => ({ ...format, index })).toSorted(
  (a, b) => Number(b.name === "EMAIL" || b.name === "URL") - Number(a.name === "EMAIL" || a.name === "URL"),
);

/**
 * Pairs of a format's place in FORMATS and its rows. Most texts have none, which one expression for all finds out; and no
 * text has two, so the first that fits is the one.
 */
export function formatsSql(from: string): string {
  const whens = BY_LIKELIHOOD.map(({ index, expression }) => `WHEN d.t ~ ${literal(expression)} THEN ${index}`);
  const any = literal(FORMATS.map(({ expression }) => expression).join("|"));
  const found = `SELECT CASE ${whens.join(" ")} END AS format, sum(d.n) AS n FROM ${from} AS d WHERE d.t ~ ${any} GROUP BY 1`;
  return `(SELECT json_agg(json_build_array(f.format, f.n)) FROM (${found}) AS f)`;
}

/** A string constant, whatever it holds. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
