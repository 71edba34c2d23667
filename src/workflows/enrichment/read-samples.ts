import { quoteIdentifier } from "../../sources/quote-identifier.js";
import type { SourceSession } from "../../sources/source-session.js";
import { readSourceTable } from "../profiling/read-source-table.js";
import type { SourceColumn, SourceTable } from "../profiling/source-table.js";
import type { ColumnSample, ColumnSamples } from "./column-samples.js";

const MOST_ROWS = 1000;
/** A table of very many columns gives fewer rows: what is read fits in memory. */
const MOST_CELLS = 200_000;
const LEAST_ROWS = 100;
const LONGEST_VALUE = 256;
/** Values of types that PostgreSQL prints as a whole before it cuts them are read up to so many stored bytes. */
const LARGEST_WHOLE = 100_000;
/** Bytes of a binary value: enough to know what kind of file it is. */
const FIRST_BYTES = 16;
/** A larger table is sampled by pages: its first rows are its oldest, and not like the others. */
const SMALL_PAGES = 64;
const LEAST_PAGES = 16;
const TEXTS = new Set(["text", "varchar", "bpchar", "name", "citext"]);

/** Reads the same rows each time as long as the table does not change. */
export async function readSamples(session: SourceSession, schema: string, name: string): Promise<ColumnSamples> {
  const table = await readSourceTable(session, schema, name);
  const readable = table.columns.filter(({ skippedReason }) => skippedReason === null);
  const rows = Math.max(LEAST_ROWS, Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(readable.length, 1))));
  const list = readable.map((column, index) => `${printed(column)} as c${index}`).join(", ");
  const read =
    readable.length === 0
      ? []
      : await session.query<Record<string, string | null>>(`select ${list} from ${sampled(table, rows)} limit ${rows}`);
  const samples = new Map<string, ColumnSample>();
  for (const [index, { name }] of readable.entries()) {
    const values = read.map((row) => row[`c${index}`] ?? null).filter((value) => value !== null);
    samples.set(name, { values, nulls: read.length - values.length, skippedReason: null });
  }
  for (const { name, skippedReason } of table.columns) {
    if (skippedReason !== null) samples.set(name, { values: [], nulls: 0, skippedReason });
  }
  return samples;
}

function printed({ name, baseType, kind }: SourceColumn): string {
  const column = `t.${quoteIdentifier(name)}`;
  const cast = `pg_catalog.left(${column}::pg_catalog.text, ${LONGEST_VALUE})`;
  if (TEXTS.has(baseType)) return cast;
  if (kind === "binary") return `pg_catalog.encode(pg_catalog.substr(${column}, 1, ${FIRST_BYTES}), 'hex')`;
  return `case when pg_catalog.pg_column_size(${column}) <= ${LARGEST_WHOLE} then ${cast} end`;
}

function sampled({ quoted, relkind, pages, estimatedRows }: SourceTable, rows: number): string {
  if ((relkind !== "r" && relkind !== "m") || pages <= SMALL_PAGES) return `${quoted} t`;
  // Half as many again: pages are drawn by chance, and the limit cuts off what is too much.
  const wanted = estimatedRows ? (1.5 * pages * rows) / estimatedRows : SMALL_PAGES;
  const share = Math.min(100, (100 * Math.max(wanted, LEAST_PAGES)) / pages);
  return `${quoted} t tablesample system (${share}) repeatable (1)`;
}
