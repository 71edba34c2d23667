import { quoteIdentifier } from "../../../sources/quote-identifier.js";
import type { SourceSession } from "../../../sources/source-session.js";
import type { Rows } from "../statistics/rows.js";

const HASHED_CHARACTERS = 128;
/** What one statement counts: each needs a sort of its own. */
const SETS_AT_ONCE = 40;

/** Of the rows that have a value in each of some columns. */
export interface SetCounts {
  readonly rows: number;
  /** Different combinations of their values. */
  readonly combinations: number;
  /** Different values of the first column. */
  readonly first: number;
  /** Different values of the last. */
  readonly last: number;
}

/** Counts combinations of columns' values by 64-bit hashes, so that texts are hashed once and not sorted. */
export async function countSets(
  session: SourceSession,
  { from, where }: Rows,
  sets: readonly (readonly string[])[],
): Promise<SetCounts[]> {
  const found: SetCounts[] = [];
  for (let at = 0; at < sets.length; at += SETS_AT_ONCE) {
    const some = sets.slice(at, at + SETS_AT_ONCE);
    const columns = [...new Set(some.flat())];
    const hash = (name: string) => `h${columns.indexOf(name)}`;
    const hashes = columns.map(
      (name) =>
        `pg_catalog.hashtextextended(pg_catalog.left(t.${quoteIdentifier(name)}::pg_catalog.text, ${HASHED_CHARACTERS}) collate "C", 0) as ${hash(name)}`,
    );
    const list = some.flatMap((set, index) => {
      const present = set.map((name) => `${hash(name)} is not null`).join(" and ");
      // Each turned by another number of bits: equal values of two columns must not cancel out.
      const together = set.map((name, place) => turned(hash(name), 7 * place)).join(" # ");
      return [
        `pg_catalog.count(*) filter (where ${present}) as r${index}`,
        `pg_catalog.count(distinct ${together}) as c${index}`,
        `pg_catalog.count(distinct ${hash(set[0]!)}) filter (where ${present}) as f${index}`,
        `pg_catalog.count(distinct ${hash(set.at(-1)!)}) filter (where ${present}) as l${index}`,
      ];
    });
    const [row] = await session.query<Record<string, string>>(
      `select ${list.join(", ")} from (select ${hashes.join(", ")} from ${from} where ${where}) h`,
    );
    for (const index of some.keys()) {
      const [rows, combinations, first, last] = ["r", "c", "f", "l"].map((name) => Number(row![`${name}${index}`]));
      found.push({ rows: rows!, combinations: combinations!, first: first!, last: last! });
    }
  }
  return found;
}

const turned = (hash: string, bits: number) =>
  bits === 0 ? hash : `((${hash} << ${bits}) | ((${hash} >> ${64 - bits}) & ${2 ** bits - 1}))`;
