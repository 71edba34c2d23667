import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from } from "pg-copy-streams";
import type { Cell, TableRows } from "./rows.js";

const CHUNK_ROWS = 500;
const ESCAPES: Readonly<Record<string, string>> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Sends a table's rows by COPY, in its text format. */
export async function copyRows(client: pg.Client, { table, rows }: TableRows): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const stream = client.query(from(`copy ${table} (${columns.join(", ")}) from stdin`));
  await pipeline(Readable.from(chunks(rows)), stream);
}

function* chunks(rows: readonly object[]): Generator<string> {
  for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
    const lines = rows.slice(start, start + CHUNK_ROWS).map((row) => Object.values(row as Record<string, Cell>));
    yield lines.map((cells) => `${cells.map(encode).join("\t")}\n`).join("");
  }
}

function encode(cell: Cell): string {
  if (cell === null) return "\\N";
  const text = typeof cell === "object" ? `{${cell.map((item) => `"${item}"`).join(",")}}` : String(cell);
  return text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
}
