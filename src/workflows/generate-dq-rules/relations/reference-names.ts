import { nameWords } from "../../vocabulary/name-words.js";
import { singular } from "../../wording/english.js";
import type { NeighbourColumn } from "./read-neighbours.js";

const PARENTS = new Set([
  "parent",
  "manager",
  "supervisor",
  "boss",
  "reports",
  "superior",
  "root",
  "previous",
  "predecessor",
  "reply",
  "original",
  "mentor",
  "leader",
]);
const KEYS = new Set(["id", "code", "key", "no", "nr", "number", "uid", "uuid", "guid", "sk", "pk", "iso", "abbr"]);

const asOne = (words: readonly string[]) => words.join("");
const endsWith = (words: readonly string[], end: readonly string[]) =>
  end.length > 0 && words.length >= end.length && asOne(words).endsWith(asOne(end));

/**
 * How much a column's name says that it refers to another column, 0 to 1: `customer_id`, `billing_customer_id` and
 * `customer` all speak of the key of `customers`; `id` alone speaks of nothing.
 */
export function nameSpeaksOf(words: readonly string[], { table, name }: NeighbourColumn, same: boolean): number {
  const key = nameWords(name);
  const last = key.at(-1) ?? "";
  const tableWords = nameWords(table);
  const one = [...tableWords.slice(0, -1), singular(tableWords.at(-1) ?? "")];
  if (same) return words.some((word) => PARENTS.has(word)) && (KEYS.has(last) || key.length > 1) ? 0.9 : 0;
  const own = key.length > 1 || !KEYS.has(last);
  if (own && asOne(words) === asOne(key)) return KEYS.has(last) ? 1 : 0.7;
  if (own && KEYS.has(last) && endsWith(words, key)) return 0.9;
  const named = endsWith(key, one) ? key : [...one, ...(key.length > 1 && KEYS.has(last) ? [last] : key)];
  if (asOne(words) === asOne(named)) return 1;
  if (KEYS.has(last) && endsWith(words, named)) return 0.9;
  // `country` for the key of countries; the last word of the table's name for a prefixed table.
  if (KEYS.has(last) && asOne(words) === asOne(one)) return 0.8;
  const head = one.slice(-1);
  if (KEYS.has(last) && tableWords.length > 1 && asOne(words) === asOne([...head, last])) return 0.6;
  return 0;
}
