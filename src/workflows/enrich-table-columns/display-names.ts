import { capitalised } from "../wording/english.js";
import type { ColumnReading } from "./column-reading.js";
import { withoutBool } from "./flags.js";

/** A name for people for each column, no two alike in a table; columns whose name says nothing have none. */
export function displayNames(readings: readonly ColumnReading[]): ReadonlyMap<string, string> {
  const short = readings.map((reading) => ({ reading, title: shortTitle(reading) }));
  const uses = new Map<string, number>();
  for (const { title } of short)
    if (title !== undefined) uses.set(title.toLowerCase(), (uses.get(title.toLowerCase()) ?? 0) + 1);
  const titles = new Map<string, string>();
  const taken = new Set<string>();
  for (const { reading, title } of short) {
    if (title === undefined) continue;
    const unique = uses.get(title.toLowerCase()) === 1 ? title : reading.name.title;
    if (taken.has(unique.toLowerCase())) continue;
    taken.add(unique.toLowerCase());
    titles.set(reading.column.name, unique);
  }
  return titles;
}

function shortTitle({ name, unit }: ColumnReading): string | undefined {
  if (!name.meaningful || !/^[\p{Script=Latin}\p{N} ]+$/u.test(name.title)) return undefined;
  const words = withoutBool(name.words);
  // `weight_kg` is Weight (kg).
  if (
    unit &&
    unit.token !== null &&
    unit.token !== "percentage" &&
    words.length > 1 &&
    name.tokens.at(-1) === unit.token
  )
    return `${titleOf(words.slice(0, -1))} (${unit.unit})`;
  return words.length === name.words.length ? name.title : titleOf(words);
}

const titleOf = (words: readonly string[]): string => words.map((word) => capitalised(word)).join(" ");
