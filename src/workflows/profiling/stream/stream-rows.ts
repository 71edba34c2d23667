import type { SourceSession } from "../../../sources/source-session.js";
import { MOST_SESSIONS, type ProfileJob } from "../profile-table.js";
import type { Rows } from "../sample.js";
import { sessionOptions } from "../sessions.js";
import type { SourceTable } from "../source-table.js";
import { copySql, pageRanges } from "./copy-sql.js";
import type { Duck } from "./duck.js";
import { loadRows } from "./load-rows.js";
import type { StreamColumn } from "./stream-column.js";

/** Below this a second stream costs more than it brings. */
const WORTH_TWO_STREAMS_PAGES = (64 * 1024 ** 2) / 8192;
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

/** Reads the table's rows into DuckDB: a large table by two sessions that see one snapshot, each a half of its pages. */
export async function streamRows(work: StreamJob): Promise<void> {
  const { job, leader, table, rows, columns } = work;
  const ranges = pageRanges(table.pages, rows.share === undefined ? streamCount(job, leader, table) : 1);
  const sessions = [leader];
  try {
    if (ranges.length > 1) {
      const snapshot = await leader.exportSnapshot();
      while (sessions.length < ranges.length) {
        sessions.push(await job.sources.open(job.target, { ...sessionOptions(job), snapshot }));
      }
    }
    const streams = ranges.map((range, index) => () => sessions[index]!.copyOut(copySql(columns, rows.from, range)));
    await loadRows(work.duck, work.folder, columns, streams, {
      signal: job.signal,
      bytes: table.sizeBytes && table.sizeBytes * (rows.share ?? 1),
      onShare: work.onShare,
    });
  } finally {
    await Promise.all(sessions.slice(1).map((session) => session.close()));
  }
}

function streamCount({ options, target }: ProfileJob, { serverVersion }: SourceSession, table: SourceTable): number {
  if (serverVersion < READS_RANGES || table.pages < WORTH_TWO_STREAMS_PAGES) return 1;
  return Math.min(MOST_SESSIONS, options.parallelWorkers, target.maxConnections ?? MOST_SESSIONS);
}
