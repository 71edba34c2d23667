import type { TextStatistics } from "../statistics/column-statistics.js";

const LEAST_ROWS = 30;
/** From so many rows on a kind of character that none has is not to be expected. */
const SURE_ROWS = 60;
const LONGEST_MEAN = 60;
/** What does not occur in names and the like, unless it is met. */
const ODD = '!"#$%*+:;<=>?@[\\]^_`{|}~';
/** Without letters, of numbers that people write: the punctuation between digits. */
const AMONG_DIGITS = " ()+-./#,xX";
/** So few may be mistakes. */
const FEW = 0.01;

/** A regular expression that leaves out characters which no value has; undefined where that says nothing. */
export function characterPattern(text: TextStatistics, rows: number): string | undefined {
  if (rows < LEAST_ROWS) return undefined;
  const tidy = text.blank + text.padded <= FEW * rows;
  if (text.meanLength > LONGEST_MEAN) return tidy ? "^[[:space:]]*[^[:space:]]" : undefined;
  const without = forbidden(text, rows);
  const inside = `[^${without}[:cntrl:]]`;
  if (!tidy) return `^${inside}*$`;
  const end = `[^${without}[:cntrl:][:space:]]`;
  return `^${end}(?:${inside}*${end})?$`;
}

/** For a bracket expression. */
function forbidden({ having, punctuation }: TextStatistics, rows: number): string {
  const none = (kind: string) => (having[kind] ?? 0) === 0;
  const unseen = (characters: string) => [...characters].filter((character) => (punctuation[character] ?? 0) === 0);
  const letters = !(none("upper") && none("lower") && none("other"));
  const classes: string[] = [];
  if (rows >= SURE_ROWS) {
    if (none("digit")) classes.push("0-9");
    if (none("upper") && none("other")) classes.push("A-Z");
    if (none("lower") && none("other")) classes.push("a-z");
    if (none("space") && !none("digit")) classes.push(" ");
  }
  const odd = letters ? unseen(ODD) : unseen(ODD).filter((character) => !AMONG_DIGITS.includes(character));
  return `${odd.map((character) => (/[\\[\]^-]/.test(character) ? `\\${character}` : character)).join("")}${classes.join("")}`;
}
