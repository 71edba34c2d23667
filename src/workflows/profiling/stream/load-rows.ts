import { rm } from "node:fs/promises";
import type { Duck } from "./duck.js";
import { LineFiles } from "./line-files.js";
import { literal } from "./literal.js";
import type { RangeReader } from "./range-reader.js";
import { fieldsSql, tableSql } from "./rows-sql.js";
import type { StreamColumn } from "./stream-column.js";

/** One such file of each stream is read by DuckDB while the next one is written; the first is small, to begin soon. */
const FILE_BYTES = 32 * 1024 ** 2;
const FIRST_FILE_BYTES = 8 * 1024 ** 2;
const PROGRESS_MS = 500;

interface LoadOptions {
  readonly signal: AbortSignal;
  /** About how many come. */
  readonly bytes: number | null;
  onShare(share: number): void;
}

/** Fills DuckDB's table `rows` from several readers, all at the same time. */
export async function loadRows(
  duck: Duck,
  folder: string,
  columns: readonly StreamColumn[],
  readers: readonly RangeReader[],
  { signal, bytes, onShare }: LoadOptions,
): Promise<void> {
  await duck.run(tableSql(columns));
  const lines = readers.map((reader, index) => new LineFiles(`rows${index}-`, reader));
  const watch = setInterval(() => {
    const written = lines.reduce((sum, each) => sum + each.written, 0);
    if (bytes) onShare(Math.min(1, written / bytes));
  }, PROGRESS_MS);
  // What fails first is the reason: all the others are ended then.
  let reason: { error: unknown } | undefined;
  const fail = (error: unknown) => {
    reason ??= { error };
    for (const reader of readers) reader.close();
  };
  const loads = lines.map(async (files, index) => {
    const connection = index === 0 ? duck : await duck.another().catch(fail);
    if (!connection) return;
    const insert = (path: string) =>
      connection.run(`INSERT INTO rows SELECT ${fieldsSql(columns, literal(path), readers[index]!.longestLine)}`);
    await loadFiles(files, folder, insert).catch(fail);
    if (index > 0) connection.disconnect();
  });
  await Promise.all(loads).finally(() => clearInterval(watch));
  signal.throwIfAborted();
  if (reason) throw reason.error;
  // Sorted tables are read in their order from here on.
  await duck.run("SET preserve_insertion_order = true");
}

async function loadFiles(lines: LineFiles, folder: string, insert: (path: string) => Promise<void>): Promise<void> {
  let last: Promise<void> = Promise.resolve();
  try {
    for (let size = FIRST_FILE_BYTES; ; size = FILE_BYTES) {
      const file = await lines.next(folder, size);
      if (!file) break;
      await last;
      last = insert(file).finally(() => rm(file));
      last.catch(() => undefined); // it is awaited, but perhaps only after the next file has failed
    }
  } finally {
    await last;
  }
}
