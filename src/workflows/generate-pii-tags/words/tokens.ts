import pluralize from "pluralize";
import { joins, meaningOf } from "./lexicon.js";

/** Longer names are no names; PostgreSQL's own limit is 63 bytes, comments are cut by their reader. */
const LONGEST_WORD = 63;
const LONGEST_PHRASE = 4;
/** Marks a word that nobody knows, so that it is not taken for one of our own meanings. */
export const UNKNOWN = "?";

/** The words of a name as they are written: `shipAddr2` → ship, addr, 2. Accents and case are gone. */
export function rawWords(name: string): string[] {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("ø", "o")
    .replaceAll("ł", "l")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2")
    .replace(/(\p{L})(\p{N})/gu, "$1 $2")
    .replace(/(\p{N})(\p{L})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** What the words of a name mean, in order; a word that nobody knows stands for itself, marked; a number is left out. */
export function tokens(name: string): string[] {
  const words = rawWords(name);
  const found: string[] = [];
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at);
    if (phrase) {
      found.push(...phrase.meaning);
      at += phrase.length;
    } else {
      const word = words[at++]!;
      if (!/^\p{N}+$/u.test(word)) found.push(...meaningOfWord(word));
    }
  }
  // `num_employees` is how many, `employee_num` is which.
  if (found[0] === "number" && found.length > 1 && /[a-z]{3,}s$/.test(words.at(-1)!)) found[0] = "count";
  return found;
}

function phraseAt(words: readonly string[], at: number) {
  for (let length = Math.min(LONGEST_PHRASE, words.length - at); length > 1; length--) {
    const meaning = meaningOf(words.slice(at, at + length).join("_"));
    if (meaning) return { meaning, length };
  }
  return undefined;
}

const remembered = new Map<string, readonly string[]>();
const REMEMBERED_AT_MOST = 20_000;

function meaningOfWord(word: string): readonly string[] {
  const known = remembered.get(word);
  if (known) return known;
  const meaning = meaningOf(word) ?? meaningOf(singular(word)) ?? parts(word) ?? [`${UNKNOWN}${word}`];
  if (remembered.size >= REMEMBERED_AT_MOST) remembered.clear();
  remembered.set(word, meaning);
  return meaning;
}

/** Only of words that English could have made: the rules break words of other scripts. */
const singular = (word: string) => (/^[a-z]{4,}$/.test(word) ? pluralize.singular(word) : word);

/** A compound (`kundenadresse`, `phonenumbertypeid`) as the fewest known words that make it up without a rest. */
function parts(word: string): readonly string[] | undefined {
  if (word.length < 5 || word.length > LONGEST_WORD) return undefined;
  const best: (readonly string[] | undefined)[] = [[]];
  for (let end = 1; end <= word.length; end++) {
    for (let start = 0; start < end; start++) {
      const before = best[start];
      const part = word.slice(start, end);
      if (!before || !partOfWord(part, end === word.length)) continue;
      const known = best[end];
      if (!known || before.length + 1 < known.length) best[end] = [...before, part];
    }
  }
  return best[word.length]?.flatMap((part) => meaningOf(part) ?? meaningOf(singular(part)) ?? []);
}

/** Short words that are parts of longer ones often enough; others (`ort` in `report`) would be found where they are not. */
const SHORT_PARTS = new Set(["id", "url", "zip", "tel"]);
const SHORT_ENDS = new Set(["nr", "no", "num", "nm", "key", "dob", "dt", "plz", "ort"]);

const partOfWord = (part: string, last: boolean): boolean =>
  SHORT_PARTS.has(part) ||
  (last && SHORT_ENDS.has(part)) ||
  (part.length > 3 && (joins(part) || (/^[a-z]{5,}s$/.test(part) && joins(singular(part)))));
