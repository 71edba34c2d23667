import { SHAPE_RULES } from "../formats.js";
import type { Duck } from "./duck.js";
import { formatSql } from "./format-sql.js";
import { literal } from "./literal.js";

/** How many values are looked at, and how many of the shapes that are seen there are then looked for. */
const LOOKED_AT = 2048;
const KNOWN_SHAPES = 8;
const LEAST_SHARE = 0.02;
const LONGEST_KNOWN = 100;

const BY_RULES = SHAPE_RULES.reduce(
  (text, { run, becomes }) => `regexp_replace(${text}, ${literal(run)}, ${literal(becomes)}, 'g')`,
  "v",
);

/**
 * A query of the texts `v` of `g` for their `shape` and `format`, with their rows `n`. Replacing runs costs ten times what
 * it costs to see that a text has a certain shape: so for many texts the shapes that most of them are going to have are
 * looked for first. A shape also says which formats its texts can have, mostly none.
 */
export async function shapesSql(duck: Duck, distinct: number): Promise<string> {
  const known = distinct > 2 * LOOKED_AT ? await frequentShapes(duck) : [];
  const shapes = known.map((shape) => `WHEN regexp_matches(v, ${literal(textsOfShape(shape))}) THEN ${literal(shape)}`);
  const formats = known.map((shape) => `WHEN ${literal(shape)} THEN ${formatSql(shape)}`);
  const choose = (of: string, whens: readonly string[], otherwise: string) =>
    whens.length > 0 ? `CASE ${of} ${whens.join(" ")} ELSE ${otherwise} END` : otherwise;
  return `SELECT shape, ${choose("shape", formats, formatSql())} AS format, sum(n) AS n
    FROM (SELECT v, n, ${choose("", shapes, BY_RULES)} AS shape FROM g) GROUP BY 1, 2`;
}

async function frequentShapes(duck: Duck): Promise<string[]> {
  const seen =
    await duck.rows(`SELECT shape FROM (SELECT ${BY_RULES} AS shape FROM (SELECT v FROM g LIMIT ${LOOKED_AT}))
    WHERE strlen(shape) <= ${LONGEST_KNOWN}
    GROUP BY 1 HAVING count(*) >= ${LEAST_SHARE * LOOKED_AT} ORDER BY count(*) DESC, 1 LIMIT ${KNOWN_SHAPES}`);
  return seen.map(({ shape }) => String(shape));
}

/** The expression that exactly the texts of a shape match. */
export function textsOfShape(shape: string): string {
  const runs = new Map(SHAPE_RULES.map(({ run, becomes }) => [becomes, run]));
  const parts = [...shape].map((character) => runs.get(character) ?? character.replace(/[!-/:-@[-`{-~]/, "\\$&"));
  return `^${parts.join("")}$`;
}
