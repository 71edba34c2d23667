const FAILURES_IN_A_ROW = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 600_000;

/**
 * Stops the asking for a while after some failures in a row, so that an endpoint that does not answer costs a run of
 * thousands of tables a few waits, not thousands. After the pause one question tries it, while the others pause on.
 */
export class CircuitBreaker {
  private failures = 0;
  private pause = FIRST_PAUSE_MS;
  private pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether the next question may be asked. */
  admits(): boolean {
    if (this.now() < this.pausedUntil) return false;
    if (this.failures >= FAILURES_IN_A_ROW) this.rest();
    return true;
  }

  succeeded(): void {
    this.failures = 0;
    this.pause = FIRST_PAUSE_MS;
    this.pausedUntil = Number.NEGATIVE_INFINITY;
  }

  /** Those of questions that were under way when a pause began don't lengthen it. */
  failed(): void {
    if (++this.failures === FAILURES_IN_A_ROW) this.rest();
  }

  private rest(): void {
    this.pausedUntil = this.now() + this.pause;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }
}
