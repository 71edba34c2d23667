import type { Evidence } from "../../assets/changes/change.model.js";

/** A piece of evidence. Clues of one source hang together: the weightiest counts fully, the others by a part. */
export interface Clue extends Evidence {
  readonly source: string;
  readonly detail: string;
  /** Log-odds. */
  readonly weight: number;
}

export const clue = (source: string, detail: string, weight: number): Clue => ({ source, detail, weight });

const SHARE_OF_DEPENDENT = 0.35;

/** Adds clues up as a naive Bayes does, but counts what says the same thing twice only in part. */
export function addUp(clues: readonly Clue[]): number {
  const bySource = new Map<string, number[]>();
  for (const { source, weight } of clues) {
    bySource.set(source, [...(bySource.get(source) ?? []), weight]);
  }
  let sum = 0;
  for (const weights of bySource.values()) {
    const strongest = weights.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a));
    const rest = weights.reduce((a, b) => a + b, 0) - strongest;
    sum += strongest + SHARE_OF_DEPENDENT * rest;
  }
  return sum;
}

export const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
