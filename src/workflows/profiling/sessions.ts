import { quoteIdentifier } from "../../sources/quote-identifier.js";
import { SourceError } from "../../sources/source-error.js";
import type { SessionOptions, SourceSession } from "../../sources/source-session.js";
import type { ProfileJob } from "./profile-table.js";

/** Work on one table of a source. */
export type SourceJob = Pick<
  ProfileJob,
  "sources" | "target" | "table" | "signal" | "applicationName" | "statementTimeoutMs"
>;

/** PostgreSQL cuts longer identifiers off, and would lock another table. */
const LONGEST_NAME = 63;

/**
 * The session whose snapshot the results describe. Its table is locked before the snapshot is taken, so that no rewrite
 * gets in between. What can't be locked (materialised views, foreign tables, tables with rights on some columns only)
 * is read all the same.
 */
export async function openLeader(job: SourceJob): Promise<SourceSession> {
  const names = [job.table.schema, job.table.name];
  if (names.some((name) => Buffer.byteLength(name) > LONGEST_NAME || name.includes("\0"))) {
    throw SourceError.of("SOURCE_OBJECT_GONE");
  }
  const lockTable = names.map(quoteIdentifier).join(".");
  try {
    return await job.sources.open(job.target, { ...sessionOptions(job), lockTable });
  } catch (error) {
    const code = error instanceof SourceError ? error.code : "";
    if (code !== "SOURCE_ERROR" && code !== "SOURCE_PERMISSION_DENIED") throw error;
    return job.sources.open(job.target, sessionOptions(job));
  }
}

/** How long a task that has a session waits for another, which it could do without and others may be waiting for too. */
const LONGEST_WAIT_MS = 2_000;

/**
 * A session that sees the leader's snapshot. Undefined where none can be had soon, that is before `tooLate` is aborted, or
 * the snapshot isn't known there.
 */
export async function openBeside(
  job: SourceJob,
  snapshot: string,
  tooLate: AbortSignal,
): Promise<SourceSession | undefined> {
  const waiting = new AbortController();
  const stopWaiting = () => waiting.abort();
  const timer = setTimeout(stopWaiting, LONGEST_WAIT_MS);
  tooLate.addEventListener("abort", stopWaiting);
  const signal = AbortSignal.any([job.signal, waiting.signal]);
  try {
    return await job.sources.open(job.target, { ...sessionOptions(job), signal, snapshot });
  } catch (error) {
    if (job.signal.aborted) throw error;
    return undefined;
  } finally {
    clearTimeout(timer);
    tooLate.removeEventListener("abort", stopWaiting);
  }
}

export function sessionOptions({ applicationName, statementTimeoutMs, signal }: SourceJob): SessionOptions {
  return { applicationName, statementTimeoutMs, signal };
}
