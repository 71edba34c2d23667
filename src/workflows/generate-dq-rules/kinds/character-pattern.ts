import type { TextStatistics } from "../statistics/column-statistics.js";

/** From so many rows on a kind of character that none has is not to be expected. */
const LEAST_ROWS = 150;
/** Of longer texts anything may be part. */
const LONGEST_MEAN = 60;
/** What seldom is in names and the like, unless it is met. */
const ODD = '!"#$%*+:;<=>?@[\\]^_`{|}~';
/** Without letters, of numbers that people write: the punctuation between digits. */
const AMONG_DIGITS = " ()+-./#,xX*";

/** A regular expression that leaves out characters which no value has; undefined where that says nothing. */
export function characterPattern(text: TextStatistics, rows: number): string | undefined {
  if (rows < LEAST_ROWS || text.meanLength > LONGEST_MEAN) return undefined;
  const { having, punctuation } = text;
  const none = (kind: string) => (having[kind] ?? 0) === 0;
  const letters = !(none("upper") && none("lower") && none("other"));
  const classes: string[] = [];
  if (none("digit")) classes.push("0-9");
  if (none("upper") && none("other")) classes.push("A-Z");
  if (none("lower") && none("other")) classes.push("a-z");
  const odd = [...ODD].filter(
    (character) => (punctuation[character] ?? 0) === 0 && (letters || !AMONG_DIGITS.includes(character)),
  );
  if (odd.length === 0 && classes.length === 0) return undefined;
  return `^[^${odd.map((character) => (/[\\[\]^-]/.test(character) ? `\\${character}` : character)).join("")}${classes.join("")}[:cntrl:]]*$`;
}
