import type { Evidence, Finding, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { Origin } from "../../assets/changes/change.model.js";

/** Below this nothing is proposed: a guess is no description. */
export const LEAST_CONFIDENCE = 0.5;

/** Texts are for people: none is longer, in characters. */
const LONGEST_TEXT = 1000;

interface Statement {
  readonly column: string | null;
  readonly kind: ProposedChangeKind;
  readonly value: string;
  readonly confidence: number;
  readonly summary: string;
  readonly evidence: readonly Evidence[];
  readonly origin?: Origin;
}

/** A finding of this room's kinds: text, with its reasons; the weightiest evidence first. */
export function statement({ column, kind, value, confidence, summary, evidence, origin }: Statement): Finding {
  const characters = Array.from(value);
  return {
    column,
    kind,
    name: "",
    value: characters.length > LONGEST_TEXT ? `${characters.slice(0, LONGEST_TEXT - 1).join("")}…` : value,
    confidence: Math.round(confidence * 100) / 100,
    justification: { summary, evidence: [...evidence].sort((one, other) => other.weight - one.weight) },
    origin: origin ?? Origin.RULES,
  };
}

export const because = (source: string, detail: string, weight: number): Evidence => ({ source, detail, weight });
