import { SHAPE_RULES } from "../formats.js";
import { type Duck, literal } from "./duck.js";

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
 * An expression of the shape of `v`. Replacing runs costs ten times what it costs to see that a text has a certain shape:
 * so for many values the shapes that most of them are going to have are looked for first.
 */
export async function shapeSql(duck: Duck, distinct: number): Promise<string> {
  if (distinct <= 2 * LOOKED_AT) return BY_RULES;
  const seen =
    await duck.rows(`SELECT shape FROM (SELECT ${BY_RULES} AS shape FROM (SELECT v FROM g LIMIT ${LOOKED_AT}))
    WHERE strlen(shape) <= ${LONGEST_KNOWN}
    GROUP BY 1 HAVING count(*) >= ${LEAST_SHARE * LOOKED_AT} ORDER BY count(*) DESC, 1 LIMIT ${KNOWN_SHAPES}`);
  const known = seen.map(({ shape }) => {
    const expression = literal(textsOfShape(String(shape)));
    return `WHEN regexp_matches(v, ${expression}) THEN ${literal(String(shape))}`;
  });
  return known.length > 0 ? `CASE ${known.join(" ")} ELSE ${BY_RULES} END` : BY_RULES;
}

/** The expression that exactly the texts of a shape match. */
export function textsOfShape(shape: string): string {
  const runs = new Map(SHAPE_RULES.map(({ run, becomes }) => [becomes, run]));
  const parts = [...shape].map((character) => runs.get(character) ?? character.replace(/[^\w\s]/u, "\\$&"));
  return `^${parts.join("")}$`;
}
