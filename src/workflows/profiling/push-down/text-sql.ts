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

const length = (from: number, to: number) => `octet_length(d.t) BETWEEN ${from} AND ${to}`;
const only = (characters: string) => `rtrim(d.t, '${characters}') = ''`;

/**
 * What must hold of a text for a format's expression to fit, and is cheap to see: PostgreSQL builds an expression's automaton
 * anew for every text. Those that few other texts pass come first.
 */
const HINTS: readonly (readonly [format: string, hint: string])[] = [
  ["EMAIL", "strpos(d.t, '@') > 0"],
  ["URL", "strpos(d.t, '://') > 0"],
  ["UUID", length(36, 36)],
  ["BOOLEAN", length(1, 5)],
  ["INTEGER", `${length(1, 19)} AND ${only("0123456789-")}`],
  ["DECIMAL", "strpos(d.t, '.') > 0 AND d.t >= '-' AND d.t < ':'"],
  ["DATE", `${length(8, 10)} AND ${only("0123456789-/.")}`],
  ["TIMESTAMP", `${length(16, 40)} AND d.t >= '0' AND d.t < ':'`],
  ["PHONE", `${length(4, 40)} AND ${only("0123456789 .()+-")}`],
  ["IP_ADDRESS", `${length(2, 45)} AND ${only("0123456789abcdefABCDEF:.")}`],
  ["JSON", "left(ltrim(d.t, E' \\t\\n\\r'), 1) IN ('{', '[')"],
];

/** Pairs of a format and its rows. No text has two, so the first that fits is the one. */
export function formatsSql(from: string): string {
  const whens = HINTS.map(([name, hint]) => {
    const { expression } = FORMATS.find((format) => format.name === name)!;
    return `WHEN ${hint} AND d.t ~ ${literal(expression)} THEN '${name}'`;
  });
  const found = `SELECT CASE ${whens.join(" ")} END AS format, sum(d.n) AS n FROM ${from} AS d GROUP BY 1`;
  return `(SELECT json_agg(json_build_array(f.format, f.n)) FILTER (WHERE f.format IS NOT NULL) FROM (${found}) AS f)`;
}

/** A string constant, whatever it holds. */
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
