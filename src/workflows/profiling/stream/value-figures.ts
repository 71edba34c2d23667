import type { Counted, RawFigures } from "../figures.js";
import { MOST_FREQUENT, SHOWN_LENGTH } from "../formats.js";
import { count, type Duck } from "./duck.js";
import type { Groups } from "./groups.js";
import type { StreamColumn } from "./stream-column.js";

/** Shares of the rows at which quartiles and the 95th percentile are. */
const SHARES = [0.25, 0.5, 0.75, 0.95];

const shown = (text: string) => `left(${text}, ${SHOWN_LENGTH})`;

/** Cut only once they are found: DuckDB would cut every value first. */
export async function frequentValues(
  duck: Duck,
  column: StreamColumn,
  { text, unique, present }: Groups,
): Promise<Counted[]> {
  const frequent = await duck.rows(
    column.sortsAsText && unique === present
      ? `SELECT ${shown(column.text("o"))} AS t, 1 AS n FROM sorted ORDER BY rowid LIMIT ${MOST_FREQUENT}`
      : `SELECT ${shown("t")} AS t, n FROM (
          SELECT ${text} AS t, n FROM g ORDER BY n DESC, t LIMIT ${MOST_FREQUENT}) ORDER BY n DESC, t`,
  );
  return frequent.map(({ t, n }): Counted => [String(t), count(n)]);
}

/** Samples of values without an order of their own. */
export async function hashedSamples(duck: Duck, { text }: Groups, samples: number): Promise<string[]> {
  if (samples === 0) return [];
  const sampled = await duck.rows(`SELECT ${shown("t")} AS t FROM (
    SELECT t, md5(t) AS m FROM (SELECT ${text} AS t FROM g) ORDER BY m, t LIMIT ${samples}) ORDER BY m, t`);
  return sampled.map(({ t }) => String(t));
}

/** Smallest and largest by the texts' bytes. */
export async function textRange(duck: Duck, { text, present }: Groups): Promise<RawFigures["range"]> {
  if (present === 0) return null;
  const { low, high } = await duck.row(
    `SELECT ${shown(`min(${text})`)} AS low, ${shown(`max(${text})`)} AS high FROM g`,
  );
  return [String(low), String(high)];
}

type OrderFigures = Pick<RawFigures, "range" | "quartiles" | "samples">;

/** Smallest, largest, the values at SHARES as `percentile_disc` finds them, and samples: each is a value that occurs. */
export async function orderFigures(duck: Duck, groups: Groups, samples: number): Promise<OrderFigures> {
  const { present, distinct } = groups;
  if (present === 0) return { range: null, quartiles: null, samples: [] };
  const ranks = [1, ...SHARES.map((share) => Math.max(1, Math.ceil(share * present))), present];
  const places = middlePlaces(distinct, samples);
  const found = await valuesAt(duck, groups, ranks, places);
  const [low, q1, q2, q3, p95, high] = ranks.map((rank) => found.find(({ upTo }) => upTo >= rank)!.text);
  const sampled = new Set(places);
  return {
    range: [low!, high!],
    quartiles: [q1!, q2!, q3!, p95!],
    samples: found.filter(({ place }) => sampled.has(place)).map(({ text }) => text),
  };
}

/** The different values, counted from 0 in their order, in the middle of each of so many equal parts; all, where they are fewer. */
function middlePlaces(distinct: number, parts: number): number[] {
  const places = Array.from({ length: parts }, (_, part) => Math.floor(((2 * part + 1) * distinct) / (2 * parts)));
  return [...new Set(places)];
}

interface ValueAt {
  readonly text: string;
  /** Among the different values, counted from 0 in their order. */
  readonly place: number;
  /** Rows with this value or a smaller one. */
  readonly upTo: number;
}

/** The values at `places`, and those of the rows at `ranks`, counted from 1 in the values' order. */
async function valuesAt(
  duck: Duck,
  { text, present, unique, sortsByItself }: Groups,
  ranks: readonly number[],
  places: readonly number[],
): Promise<ValueAt[]> {
  const ofRanks = ranks.map((rank) => `up_to >= ${rank} AND up_to - n < ${rank}`).join(" OR ");
  const ofPlaces = places.length > 0 ? ` OR rowid IN (${places})` : "";
  const wanted =
    unique === present
      ? `SELECT o, rowid AS place, rowid + 1 AS up_to FROM sorted
         WHERE rowid IN (${[...ranks.map((rank) => rank - 1), ...places]})`
      : `SELECT o, rowid AS place, up_to
         FROM (SELECT *, rowid, sum(n) OVER (ROWS UNBOUNDED PRECEDING) AS up_to FROM sorted)
         WHERE ${ofRanks}${ofPlaces}`;
  const withValues = sortsByItself ? `(SELECT o AS v, place, up_to FROM (${wanted}))` : `(${wanted}) JOIN g USING (o)`;
  const found = await duck.rows(`SELECT ${shown(text)} AS t, place, up_to FROM ${withValues} ORDER BY up_to`);
  return found.map(({ t, place, up_to }) => ({ text: String(t), place: count(place), upTo: count(up_to) }));
}
