import { GatewayError } from "./errors.js";

const FIRST_PAUSE_MS = 1_000;
export const LONGEST_PAUSE_MS = 30_000;
/** How often something is tried again in a row: about a minute and a half at most. */
export const TRIES = 8;

/** How long to wait after so many failures: a random part of a time that doubles, so that not all come back at once. */
export function pauseAfter(failures: number): number {
  return Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
}

/** Waits; an abort ends it at once, with the signal's reason. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, milliseconds);
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true });
  });
}

/** Tries again what fails for a while only. */
export async function patiently<Answer>(
  signal: AbortSignal | undefined,
  attempt: () => Promise<Answer>,
): Promise<Answer> {
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof GatewayError && error.retryable) || failures === TRIES) throw error;
    }
    await pause(pauseAfter(failures), signal);
  }
}
