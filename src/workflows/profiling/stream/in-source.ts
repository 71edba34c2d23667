import type { SourceSession } from "../../../sources/source-session.js";
import type { RawFigures } from "../figures.js";
import { type Answer, rawFigures } from "../push-down/column-figures.js";
import { columnSql } from "../push-down/column-sql.js";
import { doublesOf, type EndsRow, endsSql } from "../push-down/doubles-sql.js";
import { pushDownColumn } from "../push-down/push-down-column.js";
import type { Rows } from "../sample.js";
import type { SourceColumn, SourceTable } from "../source-table.js";

/** The figures of a column whose values DuckDB can't hold or order as PostgreSQL does, computed by PostgreSQL. */
export async function figuresInSource(
  session: SourceSession,
  table: SourceTable,
  { from }: Rows,
  column: SourceColumn,
  samples: number,
): Promise<RawFigures> {
  const sql = pushDownColumn(column, table);
  const [ends] = await session.query<EndsRow>(endsSql([sql], from));
  const doubles = doublesOf(ends!, 0, column.kind === "time");
  const statement = columnSql(sql, column.kind, from, doubles, samples);
  const [row] = await session.query<{ figures: string }>(statement);
  return rawFigures(JSON.parse(row!.figures) as Answer, Number(ends!.rows), doubles);
}
