import type { RuleDefinition } from "../../quality/rule.model.js";
import type { Candidate } from "./candidate.js";

/** A rule that is proposed. */
export interface FoundRule {
  readonly candidate: Candidate;
  readonly definition: RuleDefinition;
  readonly threshold: number;
  readonly confidence: number;
  /** Rows that it was measured on and not learned from; 0 where there were none to measure. */
  readonly heldRows: number;
  readonly heldFailing: number;
}

/** What a person reviews of a table: thirty, or five for two columns of a wide one, but never more than a hundred. */
const LEAST_CAP = 30;
const A_COLUMN = 2.5;
const MOST_CAP = 100;
const OF_ONE_COLUMN = 4;

/** The most valuable first, those that most speaks for; of one column a few. */
export function ranked(rules: readonly FoundRule[], columns: number): FoundRule[] {
  const ofColumn = new Map<string, number>();
  const cap = Math.min(MOST_CAP, Math.max(LEAST_CAP, A_COLUMN * columns));
  return rules
    .map((rule, place) => ({ rule, place, score: rule.candidate.worth * (0.5 + 0.5 * rule.confidence) }))
    .toSorted((a, b) => b.score - a.score || a.place - b.place)
    .map(({ rule }) => rule)
    .filter(({ candidate }) => {
      if (candidate.columns.length !== 1) return true;
      const [column] = candidate.columns as [string];
      const count = (ofColumn.get(column) ?? 0) + 1;
      ofColumn.set(column, count);
      return count <= OF_ONE_COLUMN;
    })
    .slice(0, cap);
}
