import type { SourceSession } from "../../sources/source-session.js";

/** A statement that somebody wrote may take so long while it is only proposed. */
const LONGEST_MS = 60_000;

/** Work whose statements get less than the session's time each. Where the source refuses one, the savepoint brings it back. */
export async function briefly<T>(session: SourceSession, work: () => Promise<T>): Promise<T> {
  const [limit] = await session.query<{ ms: string }>(
    "select setting as ms from pg_catalog.pg_settings where name = 'statement_timeout'",
  );
  const usual = Number(limit?.ms);
  await session.query(`set local statement_timeout = ${usual === 0 ? LONGEST_MS : Math.min(usual, LONGEST_MS)}`);
  const answer = await work();
  await session.query(`set local statement_timeout = ${usual}`);
  return answer;
}
