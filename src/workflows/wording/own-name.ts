import { singular } from "./english.js";
import type { Entity } from "./entity.js";

/** The words of a column's name without those that only repeat the table's: `product_name` of products is `name`. */
export function withoutOwn(words: readonly string[], { name, head }: Entity): readonly string[] {
  const own = new Set(name.words.map(root));
  let end = 0;
  while (end < words.length - 1 && own.has(root(words[end]!))) end++;
  const rest = words.slice(end);
  const stops = end > 0 && root(words[end - 1]!) === root(head) && !/^(\d+|ID|key)$/.test(rest.join(" "));
  return stops && !STAYS.test(rest.join(" ")) ? rest : words;
}

/** What would mean something else, or nothing, without the word before it. */
const STAYS = /^(of|in|on|to|at|by|per|for)\b|^line\b/;

/** Whether the column is called like the table: `city.city`. */
export const isOwnName = (words: readonly string[], { name }: Entity): boolean =>
  words.length > 0 &&
  words.length === name.words.length &&
  words.every((word, at) => root(word) === root(name.words[at]!));

/** Whether a phrase says again what the table is called: the card of a card payment. */
export const repeats = (phrase: string, { name }: Entity): boolean => {
  const own = new Set(name.words.map(root));
  return phrase.split(" ").some((word) => own.has(root(word)));
};

const root = (word: string): string => singular(word).split(" ")[0]!;
