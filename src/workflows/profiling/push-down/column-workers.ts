import type { SourceSession } from "../../../sources/source-session.js";
import type { ProfileJob } from "../profile-table.js";

/**
 * Calls `work` for each column, some at a time, each in a session of its own that sees the leader's snapshot. Others than
 * the leader's are a help only: where one can't be opened, the rest do its part.
 */
export async function eachColumn<Column>(
  job: ProfileJob,
  leader: SourceSession,
  sessions: number,
  columns: readonly Column[],
  work: (session: SourceSession, column: Column) => Promise<void>,
): Promise<void> {
  const waiting = [...columns];
  const workOff = async (session: SourceSession) => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await work(session, next);
  };
  const opened: SourceSession[] = [];
  const help = async (snapshot: string) => {
    const session = await job.sources.open(job.target, { ...sessionOptions(job), snapshot }).catch(() => undefined);
    if (!session) return;
    opened.push(session);
    await workOff(session);
  };
  const helpers = Math.min(sessions, columns.length) - 1;
  const snapshot = helpers > 0 ? await leader.exportSnapshot() : "";
  try {
    await Promise.all([workOff(leader), ...Array.from({ length: Math.max(0, helpers) }, () => help(snapshot))]);
  } finally {
    await Promise.all(opened.map((session) => session.close()));
  }
}

export function sessionOptions({ applicationName, statementTimeoutMs, signal }: ProfileJob) {
  return { applicationName, statementTimeoutMs, signal };
}
