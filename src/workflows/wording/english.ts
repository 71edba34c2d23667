import pluralize from "pluralize";

/** Where `pluralize` goes by rule and the language does not. Singular to plural. */
const PLURALS: ReadonlyMap<string, string> = new Map([
  ["schema", "schemas"],
  ["criterion", "criteria"],
  ["status", "statuses"],
  ["lens", "lenses"],
  ["canvas", "canvases"],
  ["bias", "biases"],
  ["axis", "axes"],
  ["basis", "bases"],
  ["alias", "aliases"],
  ["cache", "caches"],
  ["index", "indexes"],
  ["virus", "viruses"],
  ["cookie", "cookies"],
  ["movie", "movies"],
]);
const SINGULARS = new Map([...PLURALS].map(([singular, plural]) => [plural, singular]));
const SINGULAR_FORMS: ReadonlyMap<string, string> = new Map([
  ["staff", "staff member"],
  ["personnel", "staff member"],
  ["sales", "sale"],
  ["log", "log entry"],
  ["logs", "log entry"],
  ["history", "history entry"],
  ["inventory", "inventory item"],
  ["inventories", "inventory item"],
  ["stock", "stock item"],
  ["stocks", "stock item"],
  ["people", "person"],
]);

/** Nouns that have no plural, or that mean the rows as a whole: a table of them is not counted by them. */
const MASS = new Set(
  (
    "information data metadata news revenue income equipment feedback evidence money cash software hardware content traffic " +
    "weather geography media audit archive backup statistics analytics payroll attendance software research progress batting pitching fielding staging shipping marketing engineering clothing"
  ).split(" "),
);

export const isMass = (word: string): boolean => MASS.has(word);

/** The singular of an English noun in lower case. */
export function singular(noun: string): string {
  const known = SINGULAR_FORMS.get(noun) ?? SINGULARS.get(noun);
  if (known !== undefined) return known;
  if (isMass(noun) || PLURALS.has(noun)) return noun;
  // Words on -s that are singular already: `pluralize` makes lens a len.
  if (/(ss|us|is)$/.test(noun)) return noun;
  return pluralize.singular(noun);
}

/** The plural of a noun in the singular, as `singular` gives it. */
export function plural(noun: string): string {
  const known = PLURALS.get(noun);
  if (known !== undefined) return known;
  return isMass(noun) ? noun : pluralize.plural(noun);
}

/** The phrase with its last word in the plural. */
export function pluralPhrase(phrase: string): string {
  const words = phrase.split(" ");
  return [...words.slice(0, -1), plural(words.at(-1)!)].join(" ");
}

/** Letters whose names begin with a vowel, for abbreviations that are spelt out: an SKU, a UUID. */
const VOWEL_NAMES = /^[AEFHILMNORSX]/;
const SOUNDS_LIKE_CONSONANT = /^(uni(?!n|m|de)|us[aeu]|uti|uk|ubi|ura|eu|one$|once$|ewe)/;
const SILENT_H = /^(hour|honest|honour|honor|heir)/;

/** `a` or `an`, by sound. */
export function article(phrase: string): "a" | "an" {
  const word = /^[^\s-]+/.exec(phrase)?.[0] ?? "";
  if (/^[A-Z]{2,}$/.test(word)) return VOWEL_NAMES.test(word) ? "an" : "a";
  const lower = word.toLowerCase();
  if (SILENT_H.test(lower)) return "an";
  if (SOUNDS_LIKE_CONSONANT.test(lower)) return "a";
  return /^[aeiou]/.test(lower) ? "an" : "a";
}

/** `a film`, `an actor`. */
export const a = (phrase: string): string => `${article(phrase)} ${phrase}`;

/** `one`, `one and two`, `one, two and three`. */
export function list(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** As `list`, at most so many; the others are counted: `one, two and 3 more columns`. */
export function boundedList(items: readonly string[], most: number, what: string): string {
  const over = items.length - most;
  if (over <= 0) return list(items);
  // One more is as short as its count.
  if (over === 1) return list(items);
  return list([...items.slice(0, most), `${over} more ${what}`]);
}

export const capitalised = (text: string): string => text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());

const PARTICIPLES = new Set(
  (
    "paid sent sold begun built made done left lost read seen given taken held run written withdrawn borrowed lent bought " +
    "found drawn born hidden chosen spent kept met"
  ).split(" "),
);
const NOT_PARTICIPLES = new Set(
  "need speed feed seed bed red breed deed weed shed creed indeed unused fixed used limited".split(" "),
);

/** `shipped`, `paid`: what happened to something. */
export const isParticiple = (word: string): boolean =>
  PARTICIPLES.has(word) || (/^[a-z]{2,}ed$/.test(word) && !NOT_PARTICIPLES.has(word) && !word.endsWith("eed"));
