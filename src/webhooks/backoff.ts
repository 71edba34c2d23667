const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;

/** Milliseconds after so many attempts until the next: 5 s, 10 s, 20 s … 1 h, of which up to half is left to chance. */
export function backoffMs(attempts: number, random: () => number): number {
  const full = Math.min(FIRST_MS * 2 ** (attempts - 1), LONGEST_MS);
  return full / 2 + (full / 2) * random();
}
