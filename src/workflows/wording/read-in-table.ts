import { inEnglish } from "./foreign-words.js";
import { isEnglish, type NameWords, readName } from "./read-name.js";

/** Whether the names of a table's columns are English, most of them: then an unknown word may be English, too. */
export function speaksEnglish(columns: readonly string[]): boolean {
  const tokens = columns.flatMap((column) => readName(column).tokens).filter((token) => /^\p{L}{3,}$/u.test(token));
  return tokens.length > 0 && tokens.filter(isEnglish).length / tokens.length >= ENOUGH;
}

const ENOUGH = 0.65;

/**
 * A name as the words of its table's language: where that is not English, usual words of some other languages are put into
 * it. The title stays as the name has it.
 */
export function readInTable(name: string, english: boolean): NameWords {
  const read = readName(name);
  if (english || read.english === 1 || read.words.length === 0) return read;
  const translated = read.words.map((word) => (isEnglish(word.toLowerCase()) ? word : inEnglish(word)));
  if (translated.includes(undefined)) return read;
  const words = translated.flatMap((word) => word!.split(" "));
  // `date_commande`: such languages put the noun first.
  if (words.length === 2 && /^(date|number|name|code)$/.test(words[0]!) && !isEnglish(read.words[1]!)) words.reverse();
  return { ...read, words, phrase: words.join(" "), english: 1, meaningful: true };
}

/** Whether the name can be put into an English sentence. */
export const isReadable = (name: NameWords, english: boolean): boolean =>
  name.meaningful && (name.english === 1 || (english && name.plausible));
