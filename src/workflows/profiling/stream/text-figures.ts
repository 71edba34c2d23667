import { SeenType } from "../../../assets/profile.model.js";
import type { Counted, RawFigures } from "../figures.js";
import { MOST_FREQUENT, SHAPE_LENGTH, WHITE_SPACE } from "../formats.js";
import { count, type Duck } from "./duck.js";
import type { Groups } from "./groups.js";
import { literal } from "./literal.js";
import { shapesSql } from "./shape-sql.js";

/** Shortest, longest and mean length of the values of `g`. */
export async function lengthFigures(duck: Duck, length: string): Promise<RawFigures["length"]> {
  const { shortest, longest, mean } = await duck.row(
    `SELECT min(l) AS shortest, max(l) AS longest, sum(n * l)::DOUBLE / sum(n)::DOUBLE AS mean
     FROM (SELECT ${length} AS l, n FROM g)`,
  );
  return shortest == null ? null : { min: count(shortest), max: count(longest), mean: Number(mean) };
}

/** Shapes, blanks and formats of the texts of `g`. */
export async function textFigures(
  duck: Duck,
  { present, distinct }: Groups,
): Promise<Pick<RawFigures, "shapes" | "blank" | "padded" | "formats" | "types">> {
  await duck.run(`CREATE OR REPLACE TEMP TABLE shapes AS ${await shapesSql(duck, distinct)}`);
  return { ...(await shapeFigures(duck)), ...(await formatFigures(duck, present)) };
}

/** White space is left as it is in a shape, so the few shapes tell of the many texts which are blank or padded. */
async function shapeFigures(duck: Duck) {
  const core = `trim(shape, ${literal(WHITE_SPACE)})`;
  const { blank, padded } = await duck.row(
    `SELECT sum(n) FILTER (${core} = '') AS blank, sum(n) FILTER (${core} NOT IN ('', shape)) AS padded FROM shapes`,
  );
  const shapes = await duck.rows(
    `SELECT left(shape, ${SHAPE_LENGTH}) AS t, sum(n) AS n FROM shapes
     GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_FREQUENT}`,
  );
  return {
    shapes: shapes.map(({ t, n }): Counted => [String(t), count(n)]),
    blank: count(blank),
    padded: count(padded),
  };
}

async function formatFigures(duck: Duck, present: number) {
  const rows = await duck.rows("SELECT format, sum(n) AS n FROM shapes WHERE format IS NOT NULL GROUP BY 1");
  const formats = rows.map(({ format, n }): Counted => [String(format), count(n)]);
  const types = formats.flatMap(([name, n]): [SeenType, number][] => (name in SeenType ? [[name as SeenType, n]] : []));
  const typed = types.reduce((sum, [, n]) => sum + n, 0);
  return { formats, types: [...types, [SeenType.TEXT, present - typed] as [SeenType, number]] };
}
