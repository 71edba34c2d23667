import type { SourceSession } from "../../sources/source-session.js";
import { type SourceJob, sessionOptions } from "./sessions.js";

/**
 * Calls `work` for each item, some at a time, each in a session of its own that sees the leader's snapshot. Others than
 * the leader's are a help only: where one can't be opened in time, the rest do its part.
 */
export async function shareWork<Item>(
  job: SourceJob,
  leader: SourceSession,
  sessions: number,
  items: readonly Item[],
  work: (session: SourceSession, item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const workOff = async (session: SourceSession) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(session, next);
  };
  const helpers = Math.max(0, Math.min(sessions, items.length) - 1);
  const snapshot = helpers > 0 ? await leader.exportSnapshot() : "";
  const helping = Array.from({ length: helpers }, () => new Helper(job, snapshot));
  // Whoever still waits for a connection then would be too late, and others may be waiting for this task's.
  const lead = workOff(leader).finally(() => {
    for (const helper of helping) helper.stopWaiting();
  });
  try {
    await Promise.all([lead, ...helping.map((helper) => helper.help(workOff))]);
  } finally {
    await Promise.all(helping.map((helper) => helper.close()));
  }
}

/** A session besides the leader's. */
class Helper {
  private readonly waiting = new AbortController();
  private readonly opened: Promise<SourceSession | undefined>;
  private isOpen = false;

  constructor(job: SourceJob, snapshot: string) {
    const signal = AbortSignal.any([job.signal, this.waiting.signal]);
    this.opened = job.sources.open(job.target, { ...sessionOptions(job), signal, snapshot }).then(
      (session) => {
        this.isOpen = true;
        return session;
      },
      () => undefined,
    );
  }

  async help(workOff: (session: SourceSession) => Promise<void>): Promise<void> {
    const session = await this.opened;
    if (session) await workOff(session);
  }

  stopWaiting(): void {
    if (!this.isOpen) this.waiting.abort();
  }

  async close(): Promise<void> {
    this.stopWaiting();
    const session = await this.opened;
    await session?.close();
  }
}
