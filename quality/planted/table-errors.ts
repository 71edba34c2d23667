import type pg from "pg";
import type { PlantedError } from "./errors.js";
import { quote, type TableInfo, TIMES } from "./table-info.js";

const LEAST_ROWS = 100;
const ALIVE_DAYS = 30;

/** Errors of a table as a whole: rows that went, and, of a table that is written until now, rows that stopped coming. */
export async function tableErrors(client: pg.Client, table: TableInfo): Promise<PlantedError[]> {
  if (table.rows < LEAST_ROWS) return [];
  const most = Math.floor(table.rows * 0.9);
  const lost = `delete from only ${table.quoted} where ctid = any (array(select ctid from only ${table.quoted} order by md5(ctid::text) limit ${most}))`;
  const found: PlantedError[] = [{ kind: "rows lost", table, columns: [], attempts: [lost] }];
  for (const { name, type, distinct } of table.columns) {
    if (!TIMES.has(type) || distinct < 50) continue;
    const c = quote(name);
    const { rows } = await client.query(
      `select max(${c})::timestamptz between now() - interval '${ALIVE_DAYS} days' and now() + interval '1 day' as alive from ${table.quoted}`,
    );
    // All of the table's times are moved: it is as if nobody had written it for four months.
    const sets = table.columns
      .filter((other) => TIMES.has(other.type))
      .map((other) => `${quote(other.name)} = ${quote(other.name)} - interval '120 days'`);
    if (rows[0].alive)
      return [
        ...found,
        { kind: "stale table", table, columns: [], attempts: [`update only ${table.quoted} set ${sets.join(", ")}`] },
      ];
  }
  return found;
}
