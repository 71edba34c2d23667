import type { SourceSession } from "../../../sources/source-session.js";
import { MOST_SESSIONS, type ProfileJob } from "../profile-table.js";
import type { Rows } from "../sample.js";
import { openBeside } from "../sessions.js";
import type { SourceTable } from "../source-table.js";
import { copySql, pageRanges } from "./copy-sql.js";
import type { Duck } from "./duck.js";
import { loadRows } from "./load-rows.js";
import { RangeReader } from "./range-reader.js";
import type { StreamColumn } from "./stream-column.js";

/** Below this a second stream costs more than it brings. */
const WORTH_TWO_STREAMS_PAGES = (64 * 1024 ** 2) / 8192;
/** Two streams take turns at ranges of this size or, of a very large table, at so many. */
const RANGE_PAGES = (16 * 1024 ** 2) / 8192;
const MOST_RANGES = 200;
/** Before 14 a range of pages is found by reading all of them. */
const READS_RANGES = 140_000;

interface StreamJob {
  readonly job: ProfileJob;
  readonly leader: SourceSession;
  readonly table: SourceTable;
  readonly rows: Rows;
  readonly columns: readonly StreamColumn[];
  readonly duck: Duck;
  readonly folder: string;
  onShare(share: number): void;
}

/** Reads the table's rows into DuckDB: a large table by two sessions of one snapshot, each one range of pages after the other. */
export async function streamRows(work: StreamJob): Promise<void> {
  const { job, leader, table, rows, columns } = work;
  const tooLate = new AbortController(); // for a second session: nothing is left to read
  const two = isWorthTwo(work);
  const ranges = two ? Math.min(MOST_RANGES, Math.ceil(table.pages / RANGE_PAGES)) : 1;
  const waiting = pageRanges(table.pages, ranges).map((range) => copySql(columns, rows.from, range));
  const second = two ? openBeside(job, await leader.exportSnapshot(), tooLate.signal) : undefined;
  second?.catch(() => undefined); // its reader says so
  const readers = [Promise.resolve(leader), ...(second ? [second] : [])].map(
    (session) => new RangeReader(session, waiting, () => tooLate.abort()),
  );
  try {
    await loadRows(work.duck, work.folder, columns, readers, {
      signal: job.signal,
      bytes: table.sizeBytes && table.sizeBytes * (rows.share ?? 1),
      onShare: work.onShare,
    });
  } finally {
    tooLate.abort();
    await second?.then(
      (session) => session?.close(),
      () => undefined,
    );
  }
}

function isWorthTwo({ job, leader, table, rows }: StreamJob): boolean {
  const allowed = Math.min(job.options.parallelWorkers, job.target.maxConnections ?? MOST_SESSIONS) >= 2;
  const whole = rows.share === undefined;
  return allowed && whole && leader.serverVersion >= READS_RANGES && table.pages >= WORTH_TWO_STREAMS_PAGES;
}
