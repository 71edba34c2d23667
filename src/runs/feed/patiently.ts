import { setTimeout as pause } from "node:timers/promises";
import { isOutage } from "../../platform/outage.js";
import type { Bell } from "./wakes.js";

const PAUSE_MS = 500;

/**
 * Reads for a stream. While the database is away it tries again, until the stream has to end: the log is as it was when it
 * is back, and its reader need not notice.
 */
export async function patiently<T>(bell: Bell, signal: AbortSignal | undefined, read: () => Promise<T>): Promise<T> {
  while (true) {
    try {
      return await read();
    } catch (error) {
      if (!isOutage(error) || signal?.aborted) throw error;
      await pause(PAUSE_MS * (1 + Math.random()), undefined, { signal }).catch(() => undefined);
      bell.check();
    }
  }
}
