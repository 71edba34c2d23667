/** What a rule's run over rows came to. */
export interface Outcome {
  readonly checked: number;
  readonly failing: number;
}

/** 95 % of the time the true share is not lower. */
const Z = 1.645;

/** Lower bound of the Wilson interval of a share: few rows say little, even if all of them hold. */
export function lowerBound({ checked, failing }: Outcome): number {
  if (checked === 0) return 0;
  const share = (checked - failing) / checked;
  const z2 = Z * Z;
  const centre = share + z2 / (2 * checked);
  const spread = Z * Math.sqrt((share * (1 - share)) / checked + z2 / (4 * checked * checked));
  return Math.max(0, (centre - spread) / (1 + z2 / checked));
}

/** So far two samples of the same rows may differ, in rows: three standard deviations, and some for few rows. */
const noise = (failing: number, share: number) => 4 * Math.sqrt(failing * (1 - share)) + 2;

/**
 * The share that must hold: less than now by what chance may bring; where all hold now, less than all by the rows that may lack
 * it though none was seen that does.
 */
export function thresholdFor({ checked, failing }: Outcome, slack: number): number {
  if (checked === 0) return 1;
  // Half a row more, since other rows are never exactly as many.
  const allowed = failing === 0 ? (slack > 0 ? slack + 0.5 : 0) : failing + noise(failing, failing / checked);
  return Math.max(0, Math.floor((1 - allowed / checked) * 1e6) / 1e6);
}
