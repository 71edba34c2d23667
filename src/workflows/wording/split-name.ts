import { inEnglish } from "./foreign-words.js";
import { KNOWN_WORDS } from "./known-words.js";

/**
 * The parts of a name in the order they stand, in lower case: `customerID`, `customer_id` and `CUSTOMER-ID` alike give
 * `customer`, `id`. Any script; what is neither letter, mark nor digit separates. No letter is lost.
 */
export function splitName(name: string): string[] {
  const parts: string[] = [];
  for (const piece of name.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? []) {
    for (const part of piece.replace(BOUNDARY, "\0").split("\0")) parts.push(...splitFused(part.toLowerCase()));
  }
  return parts;
}

/** lower|Upper, UPPER|Upper lower, letter|digit, digit|letter; a plural s after capitals belongs to them (`IDs`). */
const BOUNDARY =
  /(?<=[\p{Ll}\p{Lo}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}(?!s(?!\p{L}))[\p{Ll}])|(?<=[\p{L}\p{M}])(?=\p{N})|(?<=\p{N})(?=\p{L})/gu;

const SHORTEST_FUSED = 6;
const LONGEST_FUSED = 40;
const MOST_PIECES = 4;

/** `firstname`, `orderid`: words that PostgreSQL folded into one. Only where each piece is a word that we know. */
function splitFused(part: string): string[] {
  if (part.length < SHORTEST_FUSED || part.length > LONGEST_FUSED) return [part];
  if (!/^[a-z]+$/.test(part) || isKnown(part)) return [part];
  // `kundeid`, as the name of a key in another language.
  if (part.endsWith("id") && inEnglish(part.slice(0, -2)) !== undefined) return [part.slice(0, -2), "id"];
  return pieces(part, MOST_PIECES) ?? [part];
}

/** The fewest known words that make up the text, the longest first; undefined where there are none. */
function pieces(text: string, most: number): string[] | undefined {
  if (isKnown(text)) return [text];
  if (most === 1) return undefined;
  let best: string[] | undefined;
  for (let length = text.length - 2; length >= 3; length--) {
    if (!isKnown(text.slice(0, length))) continue;
    const rest = pieces(text.slice(length), (best?.length ?? most + 1) - 2 || 1);
    if (rest && rest.length + 1 < (best?.length ?? most + 1)) best = [text.slice(0, length), ...rest];
  }
  return best;
}

const isKnown = (word: string): boolean => KNOWN_WORDS.has(word);
