import type { GraphQLError } from "graphql";
import { streamErrors } from "./stream-errors.js";

/** A lost wake-up costs at most this long: whoever waits looks again on its own. */
const LOOK_AGAIN_MS = 5_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

interface Topic {
  version: number;
  waiting: Set<() => void>;
}

/**
 * Wakes streams up. A stream notes the version before it reads and waits for a later one: a wake-up between reading and
 * waiting is not lost.
 */
export class Wakes {
  private readonly topics = new Map<string, Topic>();
  private ended?: GraphQLError;

  version(name: string): number {
    return this.topics.get(name)?.version ?? 0;
  }

  /** Something happened; "" wakes everybody. */
  wake(name: string): void {
    for (const topic of name === "" ? this.topics.values() : [this.topics.get(name)]) {
      if (!topic) continue;
      topic.version++;
      for (const go of [...topic.waiting]) go();
    }
  }

  /** Ends all streams, now and later. */
  end(): void {
    this.ended = streamErrors.goingAway();
    this.wake("");
  }

  /** Waits for a version after `seen`, but not past the token's end. */
  async wait(name: string, seen: number, expiresAt: number): Promise<void> {
    this.check(expiresAt);
    const topic = this.topics.get(name) ?? { version: seen, waiting: new Set() };
    this.topics.set(name, topic);
    if (topic.version === seen) {
      const left = Math.min(expiresAt * 1000 - Date.now(), LOOK_AGAIN_MS, LONGEST_TIMER_MS);
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(timer);
          topic.waiting.delete(go);
          resolve();
        };
        const timer = setTimeout(go, left);
        topic.waiting.add(go);
      });
    }
    this.check(expiresAt);
  }

  /** Forgets a topic that nobody waits for. */
  release(name: string): void {
    if (this.topics.get(name)?.waiting.size === 0) this.topics.delete(name);
  }

  check(expiresAt: number): void {
    if (this.ended) throw this.ended;
    if (expiresAt * 1000 <= Date.now()) throw streamErrors.authExpired();
  }
}
