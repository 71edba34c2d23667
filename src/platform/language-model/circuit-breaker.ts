const FAILURES_IN_A_ROW = 5;
const FIRST_PAUSE_MS = 60_000;
const LONGEST_PAUSE_MS = 600_000;

/**
 * Stops the asking for a while after some failures in a row, so that an endpoint that does not answer costs a run of
 * thousands of tables a few waits, not thousands. After the pause one failure is enough for the next, longer one.
 */
export class CircuitBreaker {
  private failures = 0;
  private pause = FIRST_PAUSE_MS;
  private pausedUntil = Number.NEGATIVE_INFINITY;

  constructor(private readonly now: () => number = () => performance.now()) {}

  get paused(): boolean {
    return this.now() < this.pausedUntil;
  }

  succeeded(): void {
    this.failures = 0;
    this.pause = FIRST_PAUSE_MS;
  }

  failed(): void {
    if (++this.failures < FAILURES_IN_A_ROW || this.paused) return; // questions of before the pause lengthen it not
    this.pausedUntil = this.now() + this.pause;
    this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MS);
  }
}
