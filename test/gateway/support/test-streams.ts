import { streamErrors } from "../../../src/runs/feed/stream-errors.js";

/** Streams that tests drive and look into. */
export class TestStreams {
  private readonly waiting = new Set<() => void>();
  private ended = false;
  /** The last number that `numbers` made. */
  produced = 0;
  /** Streams that have begun and not ended. */
  open = 0;

  /** Lets the queries go that `hold` holds. */
  release: () => void = () => {};
  held = 0;

  /** What a request that takes its time does. */
  async hold(): Promise<string> {
    this.held++;
    await new Promise<void>((resolve) => {
      this.release = resolve;
    });
    return "done";
  }

  reset(): void {
    this.held = 0;
    this.ended = false;
    this.produced = 0;
  }

  end(): void {
    this.ended = true;
    for (const go of this.waiting) go();
  }

  /** One message, and then silence until it is ended or its reader has gone, as in the feeds. */
  async *quiet(signal?: AbortSignal): AsyncGenerator<number> {
    this.open++;
    try {
      yield 0;
      while (!this.ended && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          this.waiting.add(resolve);
          signal?.addEventListener("abort", () => resolve(), { once: true });
        });
      }
      if (this.ended) throw streamErrors.goingAway();
    } finally {
      this.open--;
    }
  }

  async *numbers(upTo: number): AsyncGenerator<number> {
    this.open++;
    try {
      for (let n = 1; n <= upTo; n++) {
        this.produced = n;
        yield n;
      }
    } finally {
      this.open--;
    }
  }

  async *failing(error: () => Error): AsyncGenerator<number> {
    yield 1;
    throw error();
  }
}

/** The test schema's streams: one test file has one set of them. */
export const streams = new TestStreams();
