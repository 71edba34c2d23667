import type { Counted, RawFigures } from "../figures.js";
import { MOST_FREQUENT, SHOWN_LENGTH } from "../formats.js";
import { count, type Duck } from "./duck.js";
import type { Groups } from "./groups.js";

/** Shares of the rows at which quartiles and the 95th percentile are. */
const SHARES = [0.25, 0.5, 0.75, 0.95];

const shown = (text: string) => `left(${text}, ${SHOWN_LENGTH})`;

/** The most frequent values and the samples. Cut only once they are found: DuckDB would cut every value first. */
export async function shownValues(duck: Duck, { text }: Groups, samples: number) {
  const frequent = await duck.rows(`SELECT ${shown("t")} AS t, n FROM (
    SELECT ${text} AS t, n FROM g ORDER BY n DESC, t LIMIT ${MOST_FREQUENT}) ORDER BY n DESC, t`);
  const sampled =
    samples > 0
      ? await duck.rows(`SELECT ${shown("t")} AS t FROM (
          SELECT t, md5(t) AS m FROM (SELECT ${text} AS t FROM g) ORDER BY m, t LIMIT ${samples}) ORDER BY m, t`)
      : [];
  return {
    mostFrequent: frequent.map(({ t, n }): Counted => [String(t), count(n)]),
    samples: sampled.map(({ t }) => String(t)),
  };
}

/** Smallest and largest by the texts' bytes. */
export async function textRange(duck: Duck, { text, present }: Groups): Promise<RawFigures["range"]> {
  if (present === 0) return null;
  const { low, high } = await duck.row(
    `SELECT ${shown(`min(${text})`)} AS low, ${shown(`max(${text})`)} AS high FROM g`,
  );
  return [String(low), String(high)];
}

/** Smallest, largest, and the values at SHARES as `percentile_disc` finds them: each is a value that occurs. */
export async function orderFigures(duck: Duck, groups: Groups): Promise<Pick<RawFigures, "range" | "quartiles">> {
  const { present } = groups;
  if (present === 0) return { range: null, quartiles: null };
  const ranks = [1, ...SHARES.map((share) => Math.max(1, Math.ceil(share * present))), present];
  const [low, q1, q2, q3, p95, high] = await valuesAt(duck, groups, ranks);
  return { range: [low!, high!], quartiles: [q1!, q2!, q3!, p95!] };
}

/** Texts of the rows at these places, counted from 1, in the values' order. */
async function valuesAt(duck: Duck, { text, present, unique }: Groups, ranks: readonly number[]): Promise<string[]> {
  const places =
    unique === present
      ? `SELECT o, rowid + 1 AS up_to FROM sorted WHERE rowid IN (${ranks.map((rank) => rank - 1)})`
      : `SELECT o, up_to FROM (SELECT *, sum(n) OVER (ROWS UNBOUNDED PRECEDING) AS up_to FROM sorted)
         WHERE ${ranks.map((rank) => `up_to >= ${rank} AND up_to - n < ${rank}`).join(" OR ")}`;
  const found = await duck.rows(`SELECT ${shown(text)} AS t, up_to FROM (${places}) JOIN g USING (o) ORDER BY up_to`);
  return ranks.map((rank) => String(found.find((row) => count(row.up_to) >= rank)!.t));
}
