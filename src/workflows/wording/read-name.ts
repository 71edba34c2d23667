import { ABBREVIATIONS, ACRONYMS, AT_THE_END } from "./abbreviations.js";
import { capitalised, singular } from "./english.js";
import { ENGLISH_WORDS } from "./known-words.js";
import { splitName } from "./split-name.js";
import { endsWithUnit, UNITS } from "./units.js";

/** A name, read as words. */
export interface NameWords {
  /** As `splitName` gives them. */
  readonly tokens: readonly string[];
  /** The same with short forms written out, in lower case but for acronyms: `order`, `ID`. */
  readonly words: readonly string[];
  /** The words as they stand in a sentence. */
  readonly phrase: string;
  /** The words as a title. */
  readonly title: string;
  /** The share of the words that are English as far as we know. */
  readonly english: number;
  /** Whether the others could be: letters a to z, and pronounceable. */
  readonly plausible: boolean;
  /** Whether the name says anything: `col_17`, `x` and `t1` don't. */
  readonly meaningful: boolean;
}

const PLACEHOLDERS = new Set(
  "col column field fld attr var tmp temp test foo bar baz qux xxx tbl table tab new obj thing stuff misc unnamed f c t v x".split(
    " ",
  ),
);
/** Short forms that have a number as a part of them: MD5, CO2. */
const WITH_DIGITS = new Set("md sha co pm mp utf crc ipv".split(" "));
const SMALL_WORDS = new Set("of in on to at by per and or for the a an from with as".split(" "));

export function readName(name: string): NameWords {
  const tokens = splitName(name);
  const written = tokens.map((token, index) => expanded(token, index, tokens));
  const words = written.flat();
  const isUnit = endsWithUnit(tokens);
  const letters = tokens.filter((token) => !/^\p{N}+$/u.test(token));
  const unknown = letters.filter((token, index) => {
    const at = tokens.indexOf(token, index);
    return !isEnglish(token) && written[at]!.join() === token && !(isUnit && at === tokens.length - 1);
  });
  return {
    tokens,
    words,
    phrase: words.join(" "),
    title: words.map((word, index) => (index > 0 && SMALL_WORDS.has(word) ? word : capitalised(word))).join(" "),
    english: letters.length === 0 ? 0 : 1 - unknown.length / letters.length,
    plausible: unknown.every((token) => /^[a-z]{4,}$/.test(token) && /[aeiouy]/.test(token) && /[^aeiouy]/.test(token)),
    meaningful: tokens.some((token, index) => isTelling(token, written[index]!.join(" "))),
  };
}

const isTelling = (token: string, written: string): boolean =>
  !/^\p{N}+$/u.test(token) &&
  (written.toLowerCase() !== token || (!PLACEHOLDERS.has(token) && (isEnglish(token) || hasMeaning(token))));

/** A word in another language may be one; one or two letters, or letters without a vowel, say nothing that we can read. */
function hasMeaning(token: string): boolean {
  if (!/^\p{Script=Latin}+$/u.test(token)) return true;
  return token.length > 2 && /[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœ]/u.test(token);
}

function expanded(token: string, index: number, tokens: readonly string[]): string[] {
  const next = tokens[index + 1];
  const before = tokens[index - 1];
  if (WITH_DIGITS.has(token) && next !== undefined && /^\d+$/.test(next)) return [`${token.toUpperCase()}${next}`];
  if (before !== undefined && WITH_DIGITS.has(before) && /^\d+$/.test(token)) return [];
  if (ACRONYMS.has(token)) return [token.toUpperCase()];
  if (token === "ids") return ["IDs"];
  if (token === "long" && tokens.length === 1) return ["longitude"];
  const atTheEnd = (index > 0 || token === "ts") && index === tokens.length - 1 ? AT_THE_END.get(token) : undefined;
  if (atTheEnd !== undefined) return [atTheEnd];
  if (token === "no" && next === "of") return ["number"];
  if (/^(num|nbr|no|cnt|count)$/.test(token) && index === 0 && next !== undefined && singular(next) !== next)
    return ["number", "of"];
  if (token === "temp" && index < tokens.length - 1 && endsWithUnit(tokens)) return ["temperature"];
  if (token === "min" && endsWithUnit(tokens)) return ["minutes"];
  const long = ABBREVIATIONS.get(token);
  return long === undefined ? [token] : long.split(" ");
}

export const isEnglish = (token: string): boolean =>
  ENGLISH_WORDS.has(token) ||
  ABBREVIATIONS.has(token) ||
  ACRONYMS.has(token) ||
  AT_THE_END.has(token) ||
  UNITS.has(token) ||
  ENGLISH_WORDS.has(singular(token).split(" ")[0]!);
