import { tokens } from "../words/tokens.js";
import { DETAILS, EVENTS, ORGANISATIONS, PERSON_ROLES, PLACES, SAYS_NOTHING, THINGS } from "./roles.js";

export type RowKind = "PERSON" | "ORGANISATION" | "PLACE" | "THING" | "EVENT" | "DETAIL" | "UNKNOWN";

/** What a table's name says of its rows. */
export interface TableWords {
  readonly kind: RowKind;
  /** Log-odds that a row is about one natural person. */
  readonly person: number;
  readonly roles: readonly string[];
}

export function kindOfWord(word: string): RowKind {
  if (PERSON_ROLES.has(word)) return "PERSON";
  if (ORGANISATIONS.has(word)) return "ORGANISATION";
  if (PLACES.has(word)) return "PLACE";
  if (EVENTS.has(word)) return "EVENT";
  if (DETAILS.has(word)) return "DETAIL";
  return THINGS.has(word) ? "THING" : "UNKNOWN";
}

/** `vEmployee`, `tblKunden`, `dim_customer`: what is before the name says what kind of table it is. */
function withoutPrefix(name: string): string {
  const rest = /^(?:v|vw|t|tb|tbl|dim|fact|fct|stg)_?(?=[a-z]{4})(.*)$/i.exec(name)?.[1];
  if (rest === undefined) return name;
  const known = (each: string) => tokens(each).some((word) => kindOfWord(word) !== "UNKNOWN");
  return known(rest) && !known(name) ? rest : name;
}

/**
 * The last word that means something decides, as in English and German compounds: a `store_customer` is a customer, a
 * `customer_type` a type. Words that come after it and mean nothing to us weaken it.
 */
export function wordsOfTable(name: string): TableWords {
  const all = tokens(withoutPrefix(name)).filter((word) => !SAYS_NOTHING.has(word) && word.length > 1);
  // An account is a customer's, a user's, or one of a ledger.
  // So is a bank that comes after whose it is.
  const ofSomebody = (word: string, at: number) => word === "bank" && kindOfWord(all[at - 1] ?? "") === "PERSON";
  const words = all.filter(
    (word, at) => word !== "account" && !(word === "bank" && all.includes("account")) && !ofSomebody(word, at),
  );
  if (words.length === 0 && all.length > 0) return { kind: "UNKNOWN", person: 0.3, roles: [] };
  const kinds = words.map(kindOfWord);
  const roles = words.filter((_, at) => kinds[at] === "PERSON");
  const role = Math.max(0, ...roles.map((each) => PERSON_ROLES.get(each) ?? 0));
  const at = kinds.findLastIndex((kind) => kind !== "UNKNOWN");
  if (at < 0) return { kind: "UNKNOWN", person: -0.8, roles };
  const before = words[at - 1];
  // An API's client is a program.
  const kind = words[at] === "customer" && (before === "software" || before === "device") ? "THING" : kinds[at]!;
  const unknownEnd = at < words.length - 1;
  switch (kind) {
    case "PERSON":
      return unknownEnd ? { kind: "UNKNOWN", person: role * 0.4, roles } : { kind, person: role, roles };
    case "DETAIL":
      if (unknownEnd && roles.length === 0) return { kind: "UNKNOWN", person: -0.8, roles };
      return { kind, person: roles.length > 0 ? role : kinds.includes("ORGANISATION") ? -3 : 1.5, roles };
    case "THING":
      // The devices of users lead to the users.
      if (words[at] === "device" && roles.length > 0) return { kind: "EVENT", person: role * 0.5, roles };
      return { kind, person: roles.length > 0 ? -2 : -4, roles };
    case "EVENT":
      return { kind, person: roles.length > 0 ? role * 0.5 : 0, roles };
    default:
      return { kind, person: roles.length > 0 ? -2 : -4, roles };
  }
}
