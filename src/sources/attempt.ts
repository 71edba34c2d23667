import { SourceError } from "./source-error.js";
import type { SourceSession } from "./source-session.js";

/** After these there is no session any more, or nobody who waits. */
const FINAL = new Set(["SOURCE_CONNECTION_LOST", "SOURCE_CANCELLED", "SOURCE_UNREACHABLE", "SOURCE_ANSWER_TOO_LARGE"]);

/**
 * Does something that may fail without harm to what comes after it in the session's transaction: it stands between a
 * savepoint and the return to it, which also takes back what a statement that others wrote may have set. Answers the
 * failure, if any.
 */
export async function attempt<T>(session: SourceSession, work: () => Promise<T>): Promise<T | SourceError> {
  await session.query("savepoint attempt");
  let answer: T | SourceError;
  try {
    answer = await work();
  } catch (error) {
    if (!(error instanceof SourceError) || FINAL.has(error.code)) throw error;
    answer = error;
  }
  await session.query("rollback to savepoint attempt");
  await session.query("release savepoint attempt");
  return answer;
}
