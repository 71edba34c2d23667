import { clue } from "./clue.js";
import { jsonFields } from "./json-values.js";
import { type ColumnView, judgeColumn, type Verdict } from "./judge-column.js";
import type { PiiKind } from "./pii-kind.js";
import { sampled } from "./values/sampled.js";
import { valueClues } from "./values/value-clues.js";
import { tokens } from "./words/tokens.js";

/** Rows of a hundred that must have a key for it to count. */
const RARE = 0.05;

/** An object of keys and values is judged key by key; the column is what most of its rows surely have. */
export function judgeJson(
  view: ColumnView,
  texts: readonly string[],
  kinds: ReadonlySet<PiiKind>,
  byName: readonly Verdict[],
): Verdict[] {
  const found: { verdict: Verdict; rank: number }[] = byName.map((verdict) => ({
    verdict,
    rank: verdict.probability * 0.5,
  }));
  for (const [key, values] of jsonFields(texts)) {
    const share = Math.min(1, values.length / texts.length);
    if (share < RARE) continue;
    const [best] = judgeColumn(
      {
        ...view,
        words: tokens(key),
        commentWords: [],
        keys: [],
        clinical: [],
        type: { family: "text", array: false, length: null },
        values: valueClues(sampled(values, false), "text"),
      },
      kinds,
    );
    if (!best) continue;
    const clues = [
      clue("keys of the JSON objects", `${Math.round(share * 100)} % of the rows have such a key.`, 1),
      ...best.clues,
    ];
    found.push({ verdict: { ...best, clues }, rank: best.probability * (0.5 + 0.5 * share) });
  }
  return found
    .sort((a, b) => b.rank - a.rank || (a.verdict.kind < b.verdict.kind ? -1 : 1))
    .map(({ verdict }) => verdict);
}
