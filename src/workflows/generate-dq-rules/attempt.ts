import { SourceError } from "../../sources/source-error.js";
import type { SourceSession } from "../../sources/source-session.js";

/** What ends the session, or the run: nothing more can be tried. */
const FINAL = new Set(["SOURCE_CANCELLED", "SOURCE_CONNECTION_LOST", "SOURCE_UNREACHABLE"]);

/** Does work that the source may refuse; the session's transaction goes on all the same. Answers what was refused. */
export async function attempt<T>(session: SourceSession, work: () => Promise<T>): Promise<T | SourceError> {
  await session.query("savepoint attempt");
  let answer: T;
  try {
    answer = await work();
  } catch (error) {
    if (!(error instanceof SourceError) || FINAL.has(error.code)) throw error;
    await session.query("rollback to savepoint attempt");
    return error;
  }
  await session.query("release savepoint attempt");
  return answer;
}
