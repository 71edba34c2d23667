import { SeenType } from "../../../assets/profile.model.js";
import type { Counted, RawFigures } from "../figures.js";
import type { Doubles } from "./doubles-sql.js";
import type { Scale } from "./number-sql.js";

/** What the statement of column-sql.ts answers; pairs and triples hold nulls where the column has no value. */
export interface Answer {
  /** Different values, those that occur once, and rows that have one. */
  readonly counts: readonly [number, number, number];
  readonly frequent?: Counted[] | null;
  readonly samples?: string[] | null;
  /** At the shares of order-sql.ts. */
  readonly order?: [string, string, string, string, string, string] | null;
  readonly range?: [string, string];
  /** Shortest, longest, and all together. */
  readonly length?: [number, number, number];
  readonly blanks?: [number, number];
  readonly shapes?: Counted[] | null;
  readonly formats?: Counted[] | null;
  readonly nonFinite?: [number, number, number];
  /** Of the scaled values, from the least one up. */
  readonly moments?: [number, number | null, number] | null;
  readonly histogram?: [number, number][] | null;
}

/** The statement's answer as the figures that both ways of computing a profile have in common. */
export function rawFigures(answer: Answer, rowCount: number, doubles: Doubles | null): RawFigures {
  const { order, counts } = answer;
  const [distinct, unique, present] = counts;
  const formats = answer.formats === undefined ? undefined : (answer.formats ?? []);
  return {
    // A view may give other rows each time that it is read.
    nulls: Math.max(0, rowCount - present),
    distinct,
    unique,
    range: present === 0 ? null : order ? [order[0], order[5]] : answer.range,
    quartiles: present === 0 || !order ? null : [order[1], order[2], order[3], order[4]],
    ...(doubles && answer.moments ? momentsOf(answer.moments, doubles.scale) : {}),
    histogram:
      doubles && answer.histogram ? { low: doubles.low, high: doubles.high, rows: barRows(answer.histogram) } : null,
    nonFinite: nonFiniteOf(answer),
    mostFrequent: answer.frequent ?? [],
    length: present > 0 && answer.length ? lengthOf(answer.length, present) : null,
    blank: answer.blanks?.[0],
    padded: answer.blanks?.[1],
    shapes: answer.shapes ?? [],
    formats,
    types: formats && typesOf(formats, present),
    samples: answer.samples ?? [],
  };
}

function momentsOf([mean, deviation, outliers]: NonNullable<Answer["moments"]>, { unit, least }: Scale) {
  const standardDeviation = deviation === null ? null : deviation * unit;
  return {
    mean: (least + mean) * unit,
    standardDeviation: Number.isFinite(standardDeviation) ? standardDeviation : null,
    outliers,
  };
}

function barRows(pairs: readonly (readonly [bar: number, rows: number])[]): number[] {
  const rows = new Map(pairs.filter(([bar]) => bar >= 0));
  return Array.from({ length: Math.max(-1, ...rows.keys()) + 1 }, (_, bar) => rows.get(bar) ?? 0);
}

function nonFiniteOf({ nonFinite }: Answer): RawFigures["nonFinite"] {
  return nonFinite && { nan: nonFinite[0], positiveInfinity: nonFinite[1], negativeInfinity: nonFinite[2] };
}

function lengthOf([min, max, total]: NonNullable<Answer["length"]>, present: number): RawFigures["length"] {
  return { min, max, mean: total / present };
}

/** No text has two of the formats, so what has none that is a type is TEXT. */
function typesOf(formats: readonly Counted[], present: number): [SeenType, number][] {
  const types = formats.flatMap(([name, rows]): [SeenType, number][] =>
    name in SeenType ? [[name as SeenType, rows]] : [],
  );
  const typed = types.reduce((sum, [, rows]) => sum + rows, 0);
  return [...types, [SeenType.TEXT, present - typed]];
}
