import type { ColumnProfile } from "../../../assets/profile.model.js";
import type { SourceSession } from "../../../sources/source-session.js";
import { candidateKeys } from "../candidate-keys.js";
import { skippedProfile, toColumnProfile } from "../figures.js";
import { type ComputeProfile, MOST_SESSIONS } from "../profile-table.js";
import { readSourceTable } from "../read-source-table.js";
import { countedRows, rowsToRead } from "../sample.js";
import { openLeader } from "../sessions.js";
import { shareWork } from "../share-work.js";
import type { SourceColumn } from "../source-table.js";
import { type Answer, rawFigures } from "./column-figures.js";
import { columnSql } from "./column-sql.js";
import { type Doubles, doublesOf, type EndsRow, endsSql } from "./doubles-sql.js";
import { type PushDownColumn, pushDownColumn } from "./push-down-column.js";

interface Readable {
  readonly column: SourceColumn;
  readonly sql: PushDownColumn;
  doubles: Doubles | null;
}

/** Below this many values another session costs more than it helps. */
const WORTH_A_SESSION = 200_000;
/** Columns whose ends are looked for in one scan: a statement has 1,664 columns at most. */
const ENDS_AT_ONCE = 400;

/** PostgreSQL computes the profile: nothing leaves the database but figures, and the values that the profile shows. */
export const pushDownProfile: ComputeProfile = async (job) => {
  const leader = await openLeader(job);
  try {
    const table = await readSourceTable(leader, job.table.schema, job.table.name);
    const rows = rowsToRead(table, job.options.mode);
    const readable = table.columns
      .filter(({ skippedReason }) => skippedReason === null)
      .map((column): Readable => ({ column, sql: pushDownColumn(column, table), doubles: null }));
    const rowCount = await findEnds(leader, readable, rows.from);
    const profiles = new Map<number, ColumnProfile>();
    const sessions = rowCount * readable.length < WORTH_A_SESSION ? 1 : job.options.parallelWorkers;
    await shareWork(job, leader, Math.min(sessions, MOST_SESSIONS), readable, async (session, one) => {
      const { column, sql, doubles } = one;
      const statement = columnSql(sql, column.kind, rows.from, doubles, job.options.sampleDataLimit);
      const [row] = await session.query<{ figures: string }>(statement);
      const raw = rawFigures(JSON.parse(row!.figures) as Answer, rowCount, doubles);
      profiles.set(column.ordinal, toColumnProfile(column, rowCount, raw, rows.share !== undefined));
      job.progress(profiles.size / readable.length);
    });
    const columns = table.columns.map((column) => profiles.get(column.ordinal) ?? skippedProfile(column, rowCount));
    return {
      mode: job.options.mode,
      ...(await countedRows(leader, table, rows, rowCount)),
      sizeBytes: table.sizeBytes,
      candidateKeys: candidateKeys(table, columns),
      columns,
    };
  } finally {
    await leader.close();
  }
};

/** Notes the ends of each column, and gives the number of rows. */
async function findEnds(session: SourceSession, readable: readonly Readable[], from: string): Promise<number> {
  let rows = 0;
  for (let start = 0; start === 0 || start < readable.length; start += ENDS_AT_ONCE) {
    const some = readable.slice(start, start + ENDS_AT_ONCE);
    const statement = endsSql(
      some.map(({ sql }) => sql),
      from,
    );
    const [found] = await session.query<EndsRow>(statement);
    rows = Number(found!.rows);
    some.forEach((one, index) => {
      one.doubles = doublesOf(found!, index, one.column.kind === "time");
    });
  }
  return rows;
}
