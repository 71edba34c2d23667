import { type Candidate, keyOf, type LearnedColumn } from "../candidate.js";
import type { ColumnStatistics } from "../statistics/column-statistics.js";
import { acceptedValues } from "./accepted-values.js";
import { length } from "./length.js";
import { presence } from "./presence.js";
import { ranges } from "./range.js";
import { singleKey } from "./single-key.js";
import { textForms } from "./text-form.js";

/** All that one half of a column's values keeps, by key: also rules of which another says the same better. */
export function learnedRules(column: LearnedColumn, statistics: ColumnStatistics): Map<string, Candidate> {
  const found = [singleKey, presence, acceptedValues, length].map((learn) => learn(column, statistics));
  return new Map(
    [...found, ...textForms(column, statistics), ...ranges(column, statistics)]
      .filter((each) => each !== undefined)
      .map((each) => [keyOf(each), each]),
  );
}

/**
 * What all values keep and one half of them showed as well. A list says all that bounds, shapes and lengths could say, and a
 * shape all that a length could; but where some rows don't keep the former, the latter is the bound that all keep.
 */
export function columnRules(
  column: LearnedColumn,
  statistics: ColumnStatistics,
  learned: ReadonlyMap<string, Candidate>,
): Candidate[] {
  const shown = (candidate: Candidate | undefined): Candidate[] =>
    candidate && learned.has(keyOf(candidate)) ? [candidate] : [];
  const found = [...shown(singleKey(column, statistics)), ...shown(presence(column, statistics))];
  // The database keeps the list itself.
  if (column.checks.some((check) => /\bANY\b/.test(check))) return found;
  const accepted = shown(acceptedValues(column, statistics));
  found.push(...accepted);
  if (accepted.some(({ strict }) => strict)) return found;
  const all = textForms(column, statistics).flatMap(shown);
  const first = all.findIndex(({ strict }) => strict);
  const forms = first < 0 ? all : all.slice(0, first + 1);
  found.push(...forms, ...ranges(column, statistics).flatMap(shown));
  const isCode = forms.some(({ form, strict }) => strict && form === "code");
  return isCode ? found : [...found, ...shown(length(column, statistics))];
}
