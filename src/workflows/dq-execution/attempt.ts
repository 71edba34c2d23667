import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";

/** After these there is no session any more, or nobody who waits. */
const ENDS_SESSION = new Set(["SOURCE_CONNECTION_LOST", "SOURCE_CANCELLED", "SOURCE_ANSWER_TOO_LARGE"]);

/**
 * Does something that may fail without harm to what comes after it in the session's transaction: it stands between a
 * savepoint and the return to it, which also takes back what a rule's own SQL may have set. Answers the failure, if any.
 */
export async function attempt(session: SourceSession, work: () => Promise<void>): Promise<SourceError | undefined> {
  await session.query("savepoint rule");
  let failure: SourceError | undefined;
  try {
    await work();
  } catch (error) {
    if (!(error instanceof SourceError) || ENDS_SESSION.has(error.code)) throw error;
    failure = error;
  }
  await session.query("rollback to savepoint rule");
  await session.query("release savepoint rule");
  return failure;
}
