import { DOMAIN_WORDS } from "../wording/domains.js";
import { a, isParticiple } from "../wording/english.js";
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
  if (first === "is" && isThing(noun)) return `whether ${it} is ${a(said)}`;
  if (rest.length > 0 && /^(is|was|has|can)$/.test(first!)) return `whether ${it} ${first} ${said}`;
  const last = words.at(-1)!;
  if (words.length === 1 && (ADJECTIVES.has(last) || isParticiple(last))) return `whether ${it} is ${last}`;
  if (words.length === 2 && first === "no" && one !== null) return `whether ${it} is a ${words.join("-")}`;
  if (words.length > 1 && /^(in|out)$/.test(last) && isParticiple(first!)) return `whether ${it} is ${words.join(" ")}`;
  if (words.length > 1 && (isParticiple(last) || ADJECTIVES.has(last)))
    return `whether ${/^[A-Z]+$/.test(first!) ? "" : "the "}${words.slice(0, -1).join(" ")} is ${last}`;
  return `yes or no: ${words.join(" ")}`;
}

/** What takes an article: a holiday, a superuser; not active, premium. */
const isThing = (word: string): boolean =>
  !isAdjective(word) && !isParticiple(word) && (DOMAIN_WORDS.has(word) || /(er|or|day|ing|ift)$/.test(word));
