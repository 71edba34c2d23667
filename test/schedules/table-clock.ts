import type pg from "pg";
import type { Clock } from "../../src/schedules/clock.js";

/** A clock that a test sets and all processes read. */
export const CLOCK_TABLE = `
  create table test_clock (now timestamptz not null);
  insert into test_clock values (now());
  grant all on test_clock to public;
`;

export const tableClock: Clock = async (manager) => {
  const [row] = (await manager.query("select now from test_clock")) as { now: Date }[];
  return row!.now;
};

export async function setClock(admin: Pick<pg.Pool, "query">, now: string): Promise<void> {
  await admin.query("update test_clock set now = $1", [now]);
}
