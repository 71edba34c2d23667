import { inEnglish } from "./foreign-words.js";
import { isEnglish, type NameWords, readName } from "./read-name.js";
import { splitName } from "./split-name.js";

/** How the columns of a table are named. */
export interface Tongue {
  /** Whether the names are English, most of them: then an unknown word may be English, too. */
  readonly english: boolean;
  /** What each name begins with and that says nothing: `l` of `l_quantity`, `l_tax`; null without one. */
  readonly prefix: string | null;
}

const ENOUGH = 0.5;

export function readTongue(columns: readonly string[]): Tongue {
  const parted = columns.map(splitName);
  const tokens = columns.flatMap((column) => readName(column).tokens).filter((token) => /^\p{L}{3,}$/u.test(token));
  const english = tokens.length > 0 && tokens.filter(isEnglish).length / tokens.length >= ENOUGH;
  return { english, prefix: commonPrefix(parted) };
}

const LEAST_COLUMNS = 3;
const LONGEST_PREFIX = 4;

function commonPrefix(parted: readonly (readonly string[])[]): string | null {
  const [first] = parted[0] ?? [];
  if (first === undefined || parted.length < LEAST_COLUMNS || first.length > LONGEST_PREFIX || isEnglish(first))
    return null;
  return parted.every((tokens) => tokens.length > 1 && tokens[0] === first) ? first : null;
}

/**
 * A name as the words of its table's language: where that is not English, usual words of some other languages are put into
 * it. The title stays as the name has it.
 */
export function readInTable(name: string, { english, prefix }: Tongue): NameWords {
  const tokens = splitName(name);
  const read = readName(prefix !== null && tokens[0] === prefix ? tokens.slice(1).join("_") : name);
  if (read.phrase === "code postal") return { ...read, words: ["postal", "code"], phrase: "postal code" };
  if (english || read.english === 1 || read.words.length === 0) return read;
  const translated = read.words.map((word) => (isEnglish(word.toLowerCase()) ? word : inEnglish(word)));
  if (translated.includes(undefined)) return read;
  const words = translated.flatMap((word) => word!.split(" "));
  // `date_commande`: such languages put the noun first.
  const nounFirst = !isEnglish(read.words[1] ?? "") || (words[1] === "postal" && !isEnglish(read.words[0]!));
  if (words.length === 2 && /^(date|number|name|code|price|amount|quantity|telephone)$/.test(words[0]!) && nounFirst)
    words.reverse();
  return { ...read, words, phrase: words.join(" "), english: 1, meaningful: true };
}

/** Whether the name can be put into an English sentence. */
export const isReadable = (name: NameWords, { english }: Pick<Tongue, "english">): boolean =>
  name.meaningful && (name.english === 1 || (english && name.plausible));
