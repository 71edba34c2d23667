import type { ColumnProfile, TableProfileResult } from "../../../assets/profile.model.js";
import { SourceError } from "../../../sources/source-error.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { candidateKeys } from "../candidate-keys.js";
import { skippedProfile, toColumnProfile } from "../figures.js";
import type { ComputeProfile, ProfileJob } from "../profile-table.js";
import { pushDownProfile } from "../push-down/push-down-profile.js";
import { readSourceTable } from "../read-source-table.js";
import { countedRows, rowsToRead } from "../sample.js";
import { openLeader } from "../sessions.js";
import type { SourceColumn, SourceTable } from "../source-table.js";
import { makeSpillFolder, removeSpillFolder } from "../spill.js";
import { computeColumns } from "./compute-columns.js";
import { count, Duck, DuckError } from "./duck.js";
import { figuresInSource } from "./in-source.js";
import { type StreamColumn, streamColumn } from "./stream-column.js";
import { streamRows } from "./stream-rows.js";

/** Share of a task's progress at which all rows have come. */
const LOADED = 0.6;

interface Columns {
  readonly streamed: readonly StreamColumn[];
  /** Those that PostgreSQL computes, in the same snapshot. */
  readonly inSource: readonly SourceColumn[];
}

/**
 * The rows stream once, by COPY, into a DuckDB in this process, which computes the figures. What DuckDB can't read as
 * PostgreSQL means it (dates before Christ, NaN among decimals) is noticed when it comes; PostgreSQL computes those
 * columns then, and where nothing else helps, the whole profile. `tasks`: how many this process may work on at once, and share its memory.
 */
export function streamProfile(spillDir: string, tasks = 1): ComputeProfile {
  return async (job) => {
    for (const trusting of [true, false]) {
      try {
        return await profileOnce(job, spillDir, tasks, trusting);
      } catch (error) {
        if (job.signal.aborted) throw SourceError.of("SOURCE_CANCELLED");
        if (!(error instanceof DuckError)) throw error;
      }
    }
    return pushDownProfile(job);
  };
}

async function profileOnce(
  job: ProfileJob,
  spillDir: string,
  tasks: number,
  trusting: boolean,
): Promise<TableProfileResult> {
  const folder = await makeSpillFolder(spillDir);
  const opening = Duck.open(folder, job.options.parallelWorkers, tasks, job.signal);
  opening.catch(() => undefined); // it is awaited later, and perhaps not at all
  let leader: SourceSession | undefined;
  try {
    leader = await openLeader(job);
    const table = await readSourceTable(leader, job.table.schema, job.table.name);
    return await profileWith(job, leader, table, await opening, folder, trusting);
  } finally {
    const closing = opening.then((duck) => duck.close());
    await Promise.allSettled([closing, leader?.close()]);
    await removeSpillFolder(folder);
  }
}

async function profileWith(
  job: ProfileJob,
  leader: SourceSession,
  table: SourceTable,
  duck: Duck,
  folder: string,
  trusting: boolean,
): Promise<TableProfileResult> {
  const { streamed, inSource } = divide(table, trusting);
  const rows = rowsToRead(table, job.options.mode);
  const estimated = rows.share !== undefined;
  await streamRows({
    job,
    leader,
    table,
    rows,
    columns: streamed,
    duck,
    folder,
    onShare: (share) => job.progress(share * LOADED),
  });
  const rowCount = count((await duck.row("SELECT count(*) AS n FROM rows")).n);
  const profiles = new Map<number, ColumnProfile>();
  const done = (profile: ColumnProfile) => {
    profiles.set(profile.ordinal, profile);
    job.progress(LOADED + ((1 - LOADED) * profiles.size) / table.columns.length);
  };
  const samples = job.options.sampleDataLimit;
  const computed = await Promise.allSettled([
    computeColumns(duck, {
      columns: streamed,
      rowCount,
      samples,
      done: ({ column }, raw) => done(toColumnProfile(column, rowCount, raw, estimated)),
    }),
    (async () => {
      for (const column of inSource) {
        const raw = await figuresInSource(leader, table, rows, column, samples);
        done(toColumnProfile(column, rowCount, raw, estimated));
      }
    })(),
  ]);
  for (const part of computed) if (part.status === "rejected") throw part.reason;
  const columns = table.columns.map((column) => profiles.get(column.ordinal) ?? skippedProfile(column, rowCount));
  return {
    mode: job.options.mode,
    ...(await countedRows(leader, table, rows, rowCount)),
    sizeBytes: table.sizeBytes,
    candidateKeys: candidateKeys(table, columns),
    columns,
  };
}

function divide(table: SourceTable, trusting: boolean): Columns {
  const streamed: StreamColumn[] = [];
  const inSource: SourceColumn[] = [];
  for (const column of table.columns) {
    if (column.skippedReason !== null) continue;
    const stream = streamColumn(column);
    if (stream && (trusting || !stream.fragile)) streamed.push(stream);
    else inSource.push(column);
  }
  return { streamed, inSource };
}
