import { DOMAIN_WORDS } from "../wording/domains.js";
import { a, isParticiple, singular } from "../wording/english.js";
import { withoutOwn } from "../wording/own-name.js";
import type { SemanticType } from "../wording/semantic-types.js";
import type { ColumnReading } from "./column-reading.js";
import { ADJECTIVES, isAdjective, withoutBool } from "./flags.js";

/** `Whether the customer is active`. */
export function flagWords(
  { name, one, pair, family, entity }: ColumnReading,
  type: SemanticType | undefined,
): string | undefined {
  if (type !== "boolean flag" && family !== "boolean") return undefined;
  const it = `the ${one ?? pair ?? "row"}`;
  const words = withoutOwn(withoutBool(name.words), entity);
  const [first, ...rest] = words;
  const said = rest.join(" ");
  const noun = rest.at(-1) ?? "";
  if (first === "is" && noun === "staff") return `whether ${it} is a staff member`;
  if (first === "is" && isThing(noun)) return `whether ${it} is ${a(possessive(rest))}`;
  if (rest.length > 0 && /^(is|was|has|can)$/.test(first!)) return `whether ${it} ${first} ${said}`;
  const last = words.at(-1)!;
  if (words.length === 1 && (ADJECTIVES.has(last) || isParticiple(last))) return `whether ${it} is ${last}`;
  if (words.length === 2 && first === "no" && one !== null) return `whether ${it} is a ${words.join("-")}`;
  if (words.length > 1 && /^(in|out)$/.test(last) && isParticiple(first!)) return `whether ${it} is ${words.join(" ")}`;
  const subject = words.slice(0, -1);
  if (!isNounPhrase(subject) || !(isParticiple(last) || ADJECTIVES.has(last))) return undefined;
  const many = subject.at(-1)! !== singular(subject.at(-1)!);
  const article = many || /^[A-Z]+$/.test(first!) ? "" : "the ";
  return `whether ${article}${subject.join(" ")} ${many ? "are" : "is"} ${last}`;
}

/** Not `auto mark … as`, `featured`, nor what begins with a verb: there the last word says how something else is done. */
const isNounPhrase = (words: readonly string[]): boolean =>
  words.length > 0 &&
  words.length < 3 &&
  !words.some((word) => VERBS.has(word)) &&
  !isParticiple(words.at(-1)!) &&
  !isAdjective(words.at(-1)!);

const VERBS = new Set(
  "show hide mark allow enable disable send use require accept as in on to at by for auto".split(" "),
);

/** `banks property` is a bank's. */
const possessive = (words: readonly string[]): string =>
  words
    .map((word, at) =>
      at < words.length - 1 && word !== singular(word) && DOMAIN_WORDS.has(singular(word))
        ? `${singular(word)}'s`
        : word,
    )
    .join(" ");

/** What takes an article: a holiday, a superuser; not active, premium. */
const isThing = (word: string): boolean =>
  !isAdjective(word) && !isParticiple(word) && (DOMAIN_WORDS.has(word) || /(er|or|day|ing|ift)$/.test(word));
