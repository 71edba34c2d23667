import { FIGURES, type RawFigures } from "../figures.js";
import type { Duck } from "./duck.js";
import { groupValues } from "./groups.js";
import { numberFigures } from "./number-figures.js";
import type { StreamColumn } from "./stream-column.js";
import { lengthFigures, textFigures } from "./text-figures.js";
import { frequentValues, hashedSamples, orderFigures, textRange } from "./value-figures.js";

/** Every figure of a column, from its field of DuckDB's table `rows`. */
export async function columnFigures(
  duck: Duck,
  column: StreamColumn,
  field: string,
  rowCount: number,
  samples: number,
): Promise<RawFigures> {
  const { kind } = column.column;
  const has = FIGURES[kind];
  const groups = await groupValues(duck, column, field, has.quartiles);
  const { distinct, unique, present, text } = groups;
  const length = kind === "binary" ? "split_part(v, ':', 1)::BIGINT" : `length(${text})`;
  return {
    nulls: rowCount - present,
    distinct,
    unique,
    ...(has.values ? { mostFrequent: await frequentValues(duck, column, groups) } : {}),
    ...(has.quartiles ? await orderFigures(duck, groups, samples) : {}),
    ...(has.values && !has.quartiles ? { samples: await hashedSamples(duck, groups, samples) } : {}),
    ...(has.range && !has.quartiles ? { range: await textRange(duck, groups) } : {}),
    ...(has.histogram ? await numberFigures(duck, column, groups) : {}),
    ...(has.length ? { length: await lengthFigures(duck, length) } : {}),
    ...(has.texts ? await textFigures(duck, groups) : {}),
  };
}
