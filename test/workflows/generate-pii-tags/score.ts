import type { ColumnVerdict } from "../../../src/workflows/generate-pii-tags/detect.js";
import type { Label } from "./read-fixture.js";

export interface Judged {
  readonly where: string;
  readonly label: Label;
  readonly verdict: ColumnVerdict;
}

/** F1 of "is personal data", and of the right kind, over the columns on which reasonable people agree. */
export function f1(judged: readonly Judged[], right: (kind: string | null, found: string | null) => boolean): number {
  let [hits, found, wanted] = [0, 0, 0];
  for (const { label, verdict } of judged) {
    if (label.ambiguous) continue;
    const tag = verdict.tag?.kind ?? null;
    if (label.kind) wanted++;
    if (tag) found++;
    if (label.kind && tag && right(label.kind, tag)) hits++;
  }
  return (2 * hits) / (found + wanted);
}

export const isPersonal = () => true;
export const sameKind = (kind: string | null, found: string | null) => kind === found;
