import type { GraphQLError } from "graphql";
import type { Identity } from "../../platform/context.js";
import { streamErrors } from "./stream-errors.js";

/** A lost wake-up costs at most this long: whoever waits looks again on its own. */
const LOOK_AGAIN_MS = 5_000;

/** One stream's bell. It stays rung until the stream looks again, so that nothing between reading and waiting is lost. */
export interface Bell {
  /** Called before reading: what happens from here on rings the bell again. */
  silence(): void;
  /** Waits until it rings; not past the end of the stream's token. */
  wait(): Promise<void>;
  /** Throws where the stream has to end. */
  check(): void;
  remove(): void;
}

/** Wakes streams up by name. */
export class Wakes {
  private readonly bells = new Map<string, Set<() => void>>();
  private ended?: GraphQLError;

  /** Something happened; "" wakes everybody. */
  wake(name: string): void {
    for (const ringers of name === "" ? this.bells.values() : [this.bells.get(name)]) {
      for (const ring of ringers ?? []) ring();
    }
  }

  /** Ends all streams, now and later, with SERVER_GOING_AWAY. */
  end(): void {
    this.ended = streamErrors.goingAway();
    this.wake("");
  }

  /** `signal` aborts when the stream's reader is gone. */
  bell(name: string, { expiresAt }: Identity, signal: AbortSignal | undefined): Bell {
    let rung = true;
    let go: (() => void) | undefined;
    const ring = () => {
      rung = true;
      go?.();
    };
    const ringers = this.bells.get(name) ?? new Set();
    this.bells.set(name, ringers.add(ring));
    signal?.addEventListener("abort", ring);
    const check = () => {
      if (this.ended) throw this.ended;
      if (expiresAt * 1000 <= Date.now()) throw streamErrors.authExpired();
    };
    return {
      check,
      silence: () => {
        rung = false;
      },
      wait: async () => {
        check();
        if (!rung && !signal?.aborted) {
          let timer: NodeJS.Timeout | undefined;
          await new Promise<void>((resolve) => {
            go = resolve;
            timer = setTimeout(resolve, Math.min(expiresAt * 1000 - Date.now(), LOOK_AGAIN_MS));
          });
          clearTimeout(timer);
          go = undefined;
        }
        check();
      },
      remove: () => {
        signal?.removeEventListener("abort", ring);
        ringers.delete(ring);
        if (ringers.size === 0 && this.bells.get(name) === ringers) this.bells.delete(name);
      },
    };
  }
}
