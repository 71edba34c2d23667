import { type Clue, clue } from "../clue.js";
import { rawWords, tokens } from "../words/tokens.js";
import { ORGANISATIONS, PERSON_ROLES, SERVED } from "./roles.js";
import type { RowKind } from "./table-words.js";

const ABOUT_SOMEBODY: readonly (readonly [readonly string[], number, string])[] = [
  [["birth", "date"], 2.6, "a date of birth"],
  [["birth", "year"], 2.6, "a year of birth"],
  [["death", "date"], 2.2, "a date of death"],
  [["gender"], 2.4, "a gender"],
  [["national", "id"], 1.8, "a national id"],
  [["trait"], 1.5, "a personal trait"],
  [["age"], 1.8, "an age"],
  [["password"], 2, "a password"],
  [["username"], 1.8, "a user name"],
  [["income"], 1, "an income"],
  [["middle", "name"], 2, "a middle name"],
];

/** What the columns of a table say of its rows: first and last name make a person, a company's name and a contact an organisation. */
export function cluesOfColumns(
  columns: readonly { readonly name: string }[],
  roles: readonly string[],
  kind: RowKind,
): Clue[] {
  const words = columns.map(({ name }) => tokens(name));
  const own = words.filter((each) => !each.some((word) => isOther(word, roles) || MAKE_OTHER.has(word)));
  const has = (list: readonly (readonly string[])[], ...wanted: string[]) =>
    list.some((each) => wanted.every((word) => each.includes(word)));
  const first = has(own, "first", "name") || own.some((each) => each.length === 1 && each[0] === "first");
  const last = has(own, "last", "name") || own.some((each) => each.length === 1 && each[0] === "last");
  const clues: Clue[] = [];
  const add = (weight: number, detail: string) => clues.push(clue("columns of the table", detail, weight));
  if (first && last) add(4, "It has a first and a last name.");
  else if (first || last) add(2.5, "It has a first or last name.");
  else if (has(own, "full", "name")) add(2.5, "It has a full name.");
  if (!first && !last) {
    if (has(words, "company", "name")) add(-4.5, "It has a company's name.");
    if (words.some((each) => each.includes("contact") && each.includes("name")))
      add(-3, "It has a contact's name beside its own.");
    if (
      columns.some(
        ({ name }) => rawWords(name).some((word) => BUSINESS.test(word)) || has([tokens(name)], "count", "employee"),
      )
    )
      add(-3, "It has what companies have: an industry, a revenue, employees.");
    if (has(words, "tax", "id") && has(words, "url")) add(-1.5, "It has a web site and a tax number.");
  }
  // Clothes have a gender and wines an age.
  const trust = kind === "THING" || kind === "PLACE" ? 0.4 : 1;
  for (const [wanted, weight, what] of ABOUT_SOMEBODY) if (has(own, ...wanted)) add(weight * trust, `It has ${what}.`);
  return clues;
}

/** `password_policy` is no password, `email_verified` no e-mail address. */
const MAKE_OTHER = new Set([
  "type",
  "status",
  "count",
  "flag",
  "template",
  "category",
  "setting",
  "visit",
  "software",
  "device",
]);

const BUSINESS =
  /^(industry|branche|sector|secteur|revenue|umsatz|chiffre|founded|incorporation|incorporated|rechtsform|headquarters|ticker|siret|siren|cnpj)/;

const isOther = (word: string, roles: readonly string[]): boolean =>
  ORGANISATIONS.has(word) ||
  (PERSON_ROLES.has(word) && !roles.includes(word) && !["account", "profile", "user", "person"].includes(word));

/** An order that names its recipient, a ticket its passenger, is about that person. */
export function cluesOfParties(columns: readonly { readonly name: string }[]): Clue[] {
  const party = columns
    .map(({ name }) => tokens(name))
    .filter((words) => words.includes("name") || words.every((word) => PERSON_ROLES.has(word)))
    .flatMap((words) => words.filter((word) => SERVED.has(word)))[0];
  if (!party) return [];
  return [clue("columns of the table", `It names its ${party}.`, Math.min(2.4, PERSON_ROLES.get(party) ?? 0))];
}
