import { ProposedChangeKind } from "../changes/change.model.js";
import { ruleInWords } from "../changes/rule-in-words.js";

/** What clients read of a stored row of an annotation or rule; null for nothing. */
export function entryText(kind: ProposedChangeKind, row: object | null): string | null {
  if (row === null) return null;
  if (kind !== ProposedChangeKind.DQ_RULE) return (row as { value: string | null }).value;
  const { status, ...rule } = row as { name: string; threshold: number; status: string };
  if (status === "ARCHIVED") return null;
  return status === "PAUSED" ? `${ruleInWords(rule)} (paused)` : ruleInWords(rule);
}
