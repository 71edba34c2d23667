import { setTimeout as sleep } from "node:timers/promises";

/** PostgreSQL's own escalation: fast shutdown (rolls back and writes all), immediate shutdown, and the last resort. */
const STEPS: readonly { signal: NodeJS.Signals; waitMs: number }[] = [
  { signal: "SIGINT", waitMs: 20_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 5_000 },
];
const LOOK_MS = 20;

export async function stopPostgres(pid: number, isGone: () => boolean | Promise<boolean>): Promise<void> {
  for (const { signal, waitMs } of STEPS) {
    const deadline = Date.now() + waitMs;
    sendSignal(pid, signal);
    while (Date.now() < deadline) {
      if (await isGone()) return;
      await sleep(LOOK_MS);
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) doesn't stop.`);
}

/** A process that is gone needs no signal. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
