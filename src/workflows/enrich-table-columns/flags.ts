import type { Evidence } from "../../assets/changes/change.model.js";
import { isParticiple } from "../wording/english.js";
import { because } from "../wording/statement.js";
import type { ColumnReading } from "./column-reading.js";

/** Words that say how something is: what a yes or no can be asked of. */
export const ADJECTIVES = new Set(
  (
    "active inactive enabled disabled visible hidden public private default primary required optional valid invalid eligible " +
    "premium live final main global local virtual manual remote male female senior full empty high low safe secure single internal external " +
    "online offline taxable billable current available urgent mandatory featured discontinued new free open closed"
  ).split(" "),
);

/** By the list or by its ending. */
export const isAdjective = (word: string): boolean => ADJECTIVES.has(word) || /(ful|able|ible|less|ous)$/.test(word);

/** A flag in a column that is not boolean: `is_active smallint`, `discontinued integer`, `active char(1)`. */
export function flagLike({
  name,
  family,
  column,
  profile,
}: ColumnReading): { confidence: number; evidence: Evidence[] } | undefined {
  if (family !== "integer" && family !== "text" && family !== "own") return undefined;
  const words = withoutBool(name.words);
  const [first] = words;
  const last = words.at(-1) ?? "";
  const asked = words.length > 1 && /^(is|has|can|was|should|allow|allows)$/.test(first!);
  const named = last === "flag" || last === "indicator";
  const adjective = words.length === 1 && (ADJECTIVES.has(last) || isParticiple(last));
  if (!asked && !named && !adjective) return undefined;
  const wide = family === "text" && !/\((1|3|5)\)$/.test(column.type);
  const two = profile ? profile.distinctCount !== null && profile.distinctCount <= 2 : null;
  if (two === false || (adjective && !asked && !named && wide && two === null)) return undefined;
  const evidence = [because("column name", asked || named ? "Asks for yes or no." : "Says how something is.", 0.6)];
  if (two) evidence.push(because("profile", "Has no more than two different values.", 0.5));
  return { confidence: (asked || named ? 0.82 : 0.7) + (two ? 0.12 : 0), evidence };
}

/** `activebool` is the flag `active`. */
export const withoutBool = (words: readonly string[]): readonly string[] =>
  words.length > 1 && /^(bool|boolean|flag)$/.test(words.at(-1)!) ? words.slice(0, -1) : words;
