import type { Readable } from "node:stream";
import type { Duck } from "./duck.js";
import { literal } from "./duck.js";
import { Fifo } from "./fifo.js";
import type { StreamColumn } from "./stream-column.js";

/** The longest line that DuckDB takes: its buffers are as large, so much longer ones only where it has to be. */
export const LONG_LINE = 32 * 1024 ** 2;
export const LONGEST_LINE = 256 * 1024 ** 2;

const PROGRESS_MS = 500;

interface LoadOptions {
  readonly signal: AbortSignal;
  readonly longestLine: number;
  /** About how many come. */
  readonly bytes: number | null;
  onShare(share: number): void;
}

export const fieldName = (index: number) => `c${index}`;

/** Fills DuckDB's table `rows` from streams of CSV; field i is column `c<i>`. */
export async function loadRows(
  duck: Duck,
  folder: string,
  columns: readonly StreamColumn[],
  streams: readonly (() => Readable)[],
  { signal, longestLine, bytes, onShare }: LoadOptions,
): Promise<void> {
  const fifos = await Fifo.make(folder, streams.length);
  const failed = new AbortController();
  const read = new AbortController();
  const stop = AbortSignal.any([signal, failed.signal]);
  // What fails first is the reason: it makes the other side fail too.
  let reason: { error: unknown } | undefined;
  const fail = (error: unknown) => {
    reason ??= { error };
    failed.abort();
  };
  const reading = duck
    .run(loadSql(columns, fifos, longestLine))
    .catch(fail)
    .finally(() => read.abort());
  const writing = fifos.map((fifo, index) => fifo.fill(streams[index]!, stop, read.signal).catch(fail));
  const watch = setInterval(() => {
    const written = fifos.reduce((sum, fifo) => sum + fifo.written, 0);
    if (bytes) onShare(Math.min(1, written / bytes));
  }, PROGRESS_MS);
  await Promise.all([reading, ...writing]);
  clearInterval(watch);
  signal.throwIfAborted();
  if (reason) throw reason.error;
  // Sorted tables are read in their order from here on.
  await duck.run("SET preserve_insertion_order = true");
}

function loadSql(columns: readonly StreamColumn[], fifos: readonly Fifo[], longestLine: number): string {
  const fields = columns.map(({ type }, index) => `${fieldName(index)}: '${type}'`);
  if (columns.length < 2) fields.push("filler: 'VARCHAR'");
  const stored = columns.map(({ stored }, index) => {
    const field = fieldName(index);
    return stored ? `${field}::${stored} AS ${field}` : field;
  });
  return `CREATE TABLE rows AS SELECT ${[...stored, ...(columns.length < 2 ? ["filler"] : [])].join(", ")}
    FROM read_csv([${fifos.map(({ path }) => literal(path))}], auto_detect=false, header=false, parallel=false,
      delim=',', quote='"', escape='"', new_line='\\n', allow_quoted_nulls=false, max_line_size=${longestLine},
      buffer_size=${longestLine}, columns={${fields.join(", ")}})`;
}
