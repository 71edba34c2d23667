import type { TextStatistics } from "../statistics/column-statistics.js";
import { NO_PLACEHOLDER } from "./placeholder.js";

const LEAST_ROWS = 8;
/** From so many rows on a kind of character that none has is not to be expected. */
const SURE_ROWS = 40;
/** The same of punctuation that now and then is in a name or an address. */
const SURE_OF_SELDOM = 200;
const LONGEST_MEAN = 60;
/** What does not occur in names and the like, and what seldom does, unless it is met. */
const ODD = "<=>@\\^_`{|}~";
const SELDOM = '!"#$%*+:;?[]';
/** Without letters, of numbers that people write: the punctuation between digits. */
const AMONG_DIGITS = " ()+-./#,xX*";
/** What a text does not begin with, where none does. */
const NO_START = '!"#$%&*+,./:;<=>?@\\\\^_`{|}~-';
/** So few may be mistakes. */
const FEW = 0.01;

/** A regular expression that leaves out characters and placeholders which no value has; undefined where that says nothing. */
export function characterPattern(text: TextStatistics, rows: number): string | undefined {
  if (rows < LEAST_ROWS) return undefined;
  const tidy = text.blank + text.padded <= FEW * rows;
  const start = (text.having.placeholder ?? 0) <= FEW * rows ? NO_PLACEHOLDER : "^";
  if (text.meanLength > LONGEST_MEAN) return tidy ? `${start}[[:space:]]*[^[:space:]]` : undefined;
  const without = forbidden(text, rows);
  const inside = `[^${without}[:cntrl:]]`;
  if (!tidy) return `${start}${inside}*$`;
  const end = `[^${without}[:cntrl:][:space:]]`;
  const first = (text.having.oddStart ?? 0) === 0 ? `(?![${NO_START}])${end}` : end;
  return `${start}${first}(?:${inside}*${end})?$`;
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
  const candidates = rows >= SURE_OF_SELDOM ? ODD + SELDOM : ODD;
  const odd = unseen(candidates).filter((character) => letters || !AMONG_DIGITS.includes(character));
  return `${odd.map((character) => (/[\\[\]^-]/.test(character) ? `\\${character}` : character)).join("")}${classes.join("")}`;
}
