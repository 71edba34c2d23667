import { ProfilingMode, type TableProfileResult } from "../../assets/profile.model.js";
import type { SourceSession } from "../../sources/source-session.js";
import type { SourceTable } from "./source-table.js";

/** Which rows are read. Both ways read the same, and the same again as long as the table stays as it is. */
export interface Rows {
  /** The table with the alias `r`, for FROM. */
  readonly from: string;
  /** Of a sample, its share of the table's rows. */
  readonly share?: number;
}

const SAMPLE_ROWS = 100_000;
/** A sample of more than half of the rows is hardly cheaper than all of them. */
const LARGEST_SHARE = 0.5;
/** Up to here every page is looked at, which is unbiased; beyond whole pages are drawn, which spares reading the others. */
const LOOKS_AT_ALL_BYTES = 10 * 1024 ** 3;
/** What a row is taken to need where PostgreSQL has not counted yet. */
const BYTES_A_ROW = 100;
const SEED = 0;

export function rowsToRead(table: SourceTable, mode: ProfilingMode): Rows {
  const all = { from: `${table.quoted} AS r` };
  const bytes = table.sizeBytes ?? 0;
  const rows = table.estimatedRows ?? bytes / BYTES_A_ROW;
  const sampled = mode === ProfilingMode.APPROXIMATE && ["r", "p", "m"].includes(table.relkind);
  if (!sampled || rows * LARGEST_SHARE <= SAMPLE_ROWS) return all;
  const share = SAMPLE_ROWS / rows;
  const method = bytes > LOOKS_AT_ALL_BYTES ? "SYSTEM" : "BERNOULLI";
  return { from: `${all.from} TABLESAMPLE ${method} (${share * 100}) REPEATABLE (${SEED})`, share };
}

/** Rows of the table and of what was read of it. */
export async function countedRows(
  session: SourceSession,
  table: SourceTable,
  { share }: Rows,
  rowsRead: number,
): Promise<Pick<TableProfileResult, "rowCount" | "rowsRead">> {
  if (share === undefined) return { rowCount: rowsRead, rowsRead };
  if ((table.sizeBytes ?? 0) > LOOKS_AT_ALL_BYTES) return { rowCount: Math.round(rowsRead / share), rowsRead };
  const [all] = await session.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table.quoted} AS r`);
  return { rowCount: Number(all!.rows), rowsRead };
}
