import type { Clue } from "../clue.js";
import type { PiiKind } from "../pii-kind.js";

/** What the values say for or against a kind. */
export interface ValueClue extends Clue {
  readonly kind: PiiKind;
  /** Log-odds that they also say for or against the row being about a person. */
  readonly personal?: number;
}

export const percent = (share: number): string => `${Math.round(share * 100)} %`;
