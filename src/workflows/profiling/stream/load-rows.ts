import type { Readable } from "node:stream";
import { type Duck, literal } from "./duck.js";
import { Fifo } from "./fifo.js";
import { LineParts } from "./line-parts.js";
import { fieldsSql, tableSql } from "./rows-sql.js";
import type { StreamColumn } from "./stream-column.js";

/** The longest line that DuckDB takes: its buffers are as large, so much longer ones only where it has to be. */
export const LONG_LINE = 4 * 1024 ** 2;
export const LONGEST_LINE = 256 * 1024 ** 2;
/** DuckDB keeps the text of a file until it has read all of it, so it gets files of this size. */
const PART_BYTES = 32 * 1024 ** 2;
const PROGRESS_MS = 500;

interface LoadOptions {
  readonly signal: AbortSignal;
  readonly longestLine: number;
  /** About how many come. */
  readonly bytes: number | null;
  onShare(share: number): void;
}

/** Fills DuckDB's table `rows` from streams of COPY, all at the same time. */
export async function loadRows(
  duck: Duck,
  folder: string,
  columns: readonly StreamColumn[],
  streams: readonly (() => Readable)[],
  { signal, longestLine, bytes, onShare }: LoadOptions,
): Promise<void> {
  await duck.run(tableSql(columns));
  const fifos = await Fifo.make(folder, streams.length);
  const failed = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  // What fails first is the reason: it makes the rest fail too.
  let reason: { error: unknown } | undefined;
  const fail = (error: unknown) => {
    reason ??= { error };
    failed.abort();
  };
  const sources = streams.map((open) => open());
  const parts = sources.map((source) => new LineParts(source));
  const watch = setInterval(() => {
    const given = parts.reduce((sum, part) => sum + part.bytes, 0);
    if (bytes) onShare(Math.min(1, given / bytes));
  }, PROGRESS_MS);
  const loads = fifos.map(async (fifo, index) => {
    const connection = index === 0 ? duck : await duck.another();
    const sql = `INSERT INTO rows SELECT ${fieldsSql(columns, literal(fifo.path), longestLine)}`;
    while (!parts[index]!.over && !stop.aborted) await loadPart(connection, sql, fifo, parts[index]!, stop, fail);
    if (index > 0) connection.disconnect();
  });
  await Promise.all(loads);
  clearInterval(watch);
  if (stop.aborted) for (const source of sources) source.destroy();
  signal.throwIfAborted();
  if (reason) throw reason.error;
  // Sorted tables are read in their order from here on.
  await duck.run("SET preserve_insertion_order = true");
}

/** One side writes to the pipe what the other reads. Never fails; who fails calls `fail`, and both come to their end. */
async function loadPart(
  duck: Duck,
  sql: string,
  fifo: Fifo,
  parts: LineParts,
  stop: AbortSignal,
  fail: (error: unknown) => void,
): Promise<void> {
  const read = new AbortController();
  const reading = duck
    .run(sql)
    .catch(fail)
    .finally(() => read.abort());
  const either = AbortSignal.any([stop, read.signal]);
  const writing = async () => {
    const end = await fifo.open(read.signal);
    if (!end) return;
    try {
      if (!stop.aborted) await parts.next(PART_BYTES, (bytes) => end.write(bytes, either));
      await end.end();
    } finally {
      end.destroy();
    }
  };
  // A pipe that broke only says that the reader has gone: why, he says himself, a moment later.
  const failed = (error: { code?: string }) => (error.code === "EPIPE" ? reading.then(() => fail(error)) : fail(error));
  await Promise.all([reading, writing().catch(failed)]);
}
