import { BUSINESS_WORDS } from "./business.words.js";
import { CONTACT_WORDS } from "./contact.words.js";
import { IDENTITY_WORDS } from "./identity.words.js";
import { PEOPLE_WORDS } from "./people.words.js";
import { PLAIN_WORDS } from "./plain.words.js";

/**
 * A line of a word list: a meaning (or several, joined by `+`), then the words that carry it, in whichever language and
 * abbreviation. A word of several words is written with `_`; it is also known without the gaps. A word of one or two
 * letters, or one that starts with `=`, stands alone only: it is never looked for inside a longer one.
 */
function readWords(lists: readonly string[]) {
  const words = new Map<string, readonly string[]>();
  const alone = new Set<string>();
  for (const line of lists.flatMap((list) => list.split("\n"))) {
    const [meaning, all] = line.split(":") as [string, string | undefined];
    if (!all) continue;
    const concepts = meaning.trim().split("+");
    for (const written of all.trim().split(/\s+/)) {
      const word = written.replace(/^=/, "");
      for (const spelling of new Set([word, word.replaceAll("_", "")])) {
        if (!words.has(spelling)) words.set(spelling, concepts);
        if (written.startsWith("=") || spelling.length < 3) alone.add(spelling);
      }
    }
  }
  return { words, alone };
}

const READ = readWords([CONTACT_WORDS, IDENTITY_WORDS, PEOPLE_WORDS, BUSINESS_WORDS, PLAIN_WORDS]);

/** What a word means; phrases by their words joined with `_`. */
export const meaningOf = (word: string): readonly string[] | undefined => READ.words.get(word);

/** Whether a word may be a part of a longer one that is written without gaps. */
export const joins = (word: string): boolean => READ.words.has(word) && !READ.alone.has(word);
