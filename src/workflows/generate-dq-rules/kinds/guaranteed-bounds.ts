import type { LearnedColumn } from "../candidate.js";
import type { TextBounds } from "./range.js";

const COMPARISON = /(>=|<=|>|<)\s*\(?'?(-?[0-9][0-9.]*)/g;

/** Without the bounds that a check constraint guarantees: only what it leaves open is worth a rule. */
export function looserThanChecks(found: TextBounds, { checks }: Pick<LearnedColumn, "checks">): TextBounds {
  let { min, max } = found;
  for (const check of checks) {
    for (const [, operator, text] of check.matchAll(COMPARISON)) {
      const bound = Number(text);
      if (operator!.startsWith(">") && min !== null && bound >= Number(min)) min = null;
      if (operator!.startsWith("<") && max !== null && bound <= Number(max)) max = null;
    }
  }
  return { min, max, why: found.why };
}
