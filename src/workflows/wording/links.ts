import { list, pluralPhrase, singular } from "./english.js";
import type { Entity } from "./entity.js";
import { nameInText } from "./inert-text.js";
import { readName } from "./read-name.js";
import type { Reference } from "./reference.js";

/** What a row of a table that links others is a pair or a combination of. */
export function pairOf(references: readonly Reference[]): string {
  const parts = references.map(({ label, target }) => label ?? nameInText(target));
  if (parts.length === 2 && parts[0] === parts[1]) return `pair of ${pluralPhrase(parts[0]!)}`;
  return `${parts.length === 2 ? "pair" : "combination"} of ${list(parts)}`;
}

/** Whether the table's name is no more than those of the tables that it links: `film_actor`. */
export function isJoined({ name }: Entity, references: readonly Reference[]): boolean {
  const joined = new Set(references.flatMap(({ target }) => readName(target).words.map(root)));
  return name.words.every((word) => joined.has(root(word)));
}

const root = (word: string): string => singular(word).split(" ")[0]!;
