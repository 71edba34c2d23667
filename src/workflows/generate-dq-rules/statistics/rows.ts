import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import type { SourceTable } from "../../profiling/source-table.js";

/** Rows for a FROM: the table as `t`, and what they fulfil. */
export interface Rows {
  readonly from: string;
  readonly where: string;
}

/** What is read of a table. Rules are learned from one half of the rows and measured on the other. */
export interface RowSets {
  readonly count: number;
  /** True on the half that is learned from; of a row `t`. */
  readonly isLearned: string;
  /** All rows, for what one scan can count. */
  readonly everything: Rows;
  /** What the rest is read from: everything, or of a large table a sample. */
  readonly all: Rows;
  readonly learned: Rows;
  readonly sampled: boolean;
}

/** Up to here every row is read. */
const SMALL_ROWS = 100_000;
const SAMPLE_ROWS = 50_000;
/** Up to here each page is looked at for a sample, which is unbiased; beyond, whole pages are drawn. */
const LOOKS_AT_ALL_BYTES = 1024 ** 3;
const SEED = 0;
const MOST_HASHED = 8;
const HASHED_CHARACTERS = 64;

export async function rowSets(session: SourceSession, table: SourceTable): Promise<RowSets> {
  const from = `${table.quoted} t`;
  // Counted, and not the server's estimate, which changes though the rows don't.
  const [counted] = await session.query<{ rows: string }>(`select pg_catalog.count(*) as rows from ${from}`);
  const count = Number(counted!.rows);
  const isLearned = learned(table);
  const sampled = count > SMALL_ROWS && ["r", "p", "m"].includes(table.relkind);
  const method = (table.sizeBytes ?? 0) > LOOKS_AT_ALL_BYTES ? "system" : "bernoulli";
  const share = (100 * SAMPLE_ROWS) / count;
  const read = sampled ? `${from} tablesample ${method} (${share}) repeatable (${SEED})` : from;
  return {
    count,
    isLearned,
    everything: { from, where: "true" },
    all: { from: read, where: "true" },
    learned: { from: read, where: isLearned },
    sampled,
  };
}

/**
 * Halves by the hash of a declared key: rows keep their half when the table is rewritten or restored elsewhere. Without a key
 * by their place, without a place (foreign tables) by the beginnings of their values.
 */
function learned(table: SourceTable): string {
  const [key] = table.declaredKeys;
  const places = table.relkind === "f" ? [] : ["t.tableoid::pg_catalog.text", "t.ctid::pg_catalog.text"];
  const texts = key
    ? key.map(printed)
    : places.length > 0
      ? places
      : table.columns
          .filter(readable)
          .slice(0, MOST_HASHED)
          .map(({ name }) => printed(name));
  const text = `pg_catalog.concat_ws('|', ${texts.join(", ")})`;
  return `(pg_catalog.hashtextextended(${text} collate "C", 0) & 1) = 0`;
}

const readable = ({ skippedReason }: { readonly skippedReason: string | null }) => skippedReason === null;
const printed = (name: string) => `pg_catalog.left(t.${quoteIdentifier(name)}::pg_catalog.text, ${HASHED_CHARACTERS})`;
