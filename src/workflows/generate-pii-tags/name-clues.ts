import { type Clue, clue } from "./clue.js";
import { NAME_RULES, type NameRule } from "./name-rules.js";
import { PiiKind } from "./pii-kind.js";
import { EVENTS, ORGANISATIONS, PERSON_ROLES, PLACES, THINGS } from "./subject/roles.js";
import { UNKNOWN } from "./words/tokens.js";

/** What a rule makes of a name: what speaks for its kind, and the words that are left over. */
export interface NameMatch {
  readonly rule: NameRule;
  readonly clues: readonly Clue[];
  readonly rest: readonly string[];
}

/** Words that turn a name into something about the thing rather than the thing: `email_verified`, `phone_type`. */
export const TURNING: ReadonlyMap<string, number> = new Map([
  ["type", -6],
  ["status", -6],
  ["count", -6],
  ["flag", -6],
  ["template", -4],
  ["date", -4],
  ["id", -4],
  ["code", -3],
  ["url", -3],
  ["country", -5],
  ["hash", -1],
  ["note", -2.5],
  ["comment", -2.5],
  ["description", -2],
  ["plainperson", -2],
  ["currency", -4],
  ["browser", -4],
  ["body", -4],
  ["category", -4],
  ["visit", -2.5],
  ["policy", -4],
  ["device", -2],
  ["schedule", -3],
  ["setting", -4],
  ["software", -2],
]);
/** Kinds that are often written as a code, a number of something, or as where it is. */
const NOT_TURNED: Partial<Record<PiiKind, readonly string[]>> = {
  [PiiKind.PersonName]: ["comment"],
  [PiiKind.Gender]: ["code", "type", "id", "template"],
  [PiiKind.PersonalTrait]: ["code", "type", "status", "id", "template"],
  [PiiKind.Health]: ["code", "type", "date", "description", "note"],
  [PiiKind.Photo]: ["url", "template"],
  [PiiKind.Password]: ["hash", "template"],
  [PiiKind.Username]: ["code", "url"],
  [PiiKind.Credit]: ["count", "date"],
  [PiiKind.PersonId]: ["code", "hash"],
  [PiiKind.EmployeeId]: ["code"],
  [PiiKind.FreeText]: ["comment", "description", "note"],
  [PiiKind.NationalId]: ["code", "type"],
  [PiiKind.DateOfBirth]: ["date"],
  [PiiKind.MacAddress]: ["device"],
  [PiiKind.IpAddress]: ["device"],
};
const SAY_LITTLE = new Set(["generic", "moment", "number", "home", "work", "billing", "ship", "shipment", "data"]);

export function matchName(words: readonly string[], source: string, weightOf: (weight: number) => number): NameMatch[] {
  return NAME_RULES.flatMap((rule) => {
    const rest = restAfter(words, rule);
    if (!rest) return [];
    const clues = [clue(source, `It speaks of ${SAID[rule.kind]}.`, weightOf(rule.weight))];
    return [{ rule, clues: [...clues, ...turningClues(rule.kind, rest)], rest }];
  });
}

/** What the words say that are not used up by the kind itself. */
export function turningClues(kind: PiiKind, rest: readonly string[]): Clue[] {
  const turning = rest.filter((word) => TURNING.has(word) && !NOT_TURNED[kind]?.includes(word));
  if (turning.length === 0) return [];
  const weight = Math.min(...turning.map((word) => TURNING.get(word)!));
  return [clue("words beside", `"${turning[0]}" makes it something about that, not the thing itself.`, weight)];
}

/** The words that the rule does not use, or nothing where it does not fit. */
function restAfter(words: readonly string[], rule: NameRule): string[] | undefined {
  if (words.some((word) => rule.without.has(word))) return undefined;
  const rest = [...words];
  for (const wanted of rule.words) {
    const at = rest.findIndex((word) => wanted.has(word));
    if (at < 0) return undefined;
    // Whose name it is stays with the rest: it tells whom the column is about.
    if (PERSON_ROLES.has(rest[at]!) && rule.kind !== PiiKind.PersonId) {
      if (rule.words.length > 1) continue;
    } else rest.splice(at, 1);
  }
  if (rule.kind === PiiKind.EmployeeId && words.indexOf("employee") > words.indexOf("number")) return undefined;
  // The author of a comment, the reviewer of a review.
  const ofSomebody = rule.kind === PiiKind.PersonName && !rule.words[0]!.has("name");
  const said = ofSomebody ? rest.filter((word) => word !== "comment" && !EVENTS.has(word)) : rest;
  if (rule.alone && !said.every((word) => saysLittle(word, rule))) return undefined;
  if (rule.kind === PiiKind.PersonName && said.some((word) => isNoPerson(word) || (rule.alone && EVENTS.has(word))))
    return undefined;
  return rest;
}

function saysLittle(word: string, { kind, words }: NameRule): boolean {
  const ofRole = words[0]!.has("manager");
  // A member's number is no name.
  if (kind === PiiKind.PersonName && (word === "number" || word === "data")) return false;
  if (SAY_LITTLE.has(word) || words[0]!.has(word)) return true;
  // An account manager is a manager, whatever an account is.
  if (word.startsWith(UNKNOWN)) return word.length <= 4 || (ofRole && kind === PiiKind.PersonName);
  return ofRole && PERSON_ROLES.has(word);
}

export const isNoPerson = (word: string): boolean => ORGANISATIONS.has(word) || THINGS.has(word) || PLACES.has(word);

export const SAID: Readonly<Record<PiiKind, string>> = {
  PersonName: "the name of a person",
  Email: "an e-mail address",
  Phone: "a phone number",
  Address: "a street address",
  City: "a city or region",
  PostalCode: "a postal code",
  GeoCoordinate: "coordinates",
  DateOfBirth: "a date of birth",
  Age: "an age",
  Gender: "a gender",
  PersonalTrait: "a personal trait such as nationality, religion or marital status",
  Username: "a user name",
  Password: "a password",
  IpAddress: "an IP address",
  MacAddress: "a hardware address",
  CardNumber: "a payment card",
  Iban: "an IBAN",
  BankAccount: "a bank account",
  NationalId: "a national identity number",
  TaxId: "a tax number",
  Passport: "a passport",
  DriverLicence: "a driving licence",
  LicencePlate: "a licence plate",
  Photo: "a picture",
  EmployeeId: "an employee's number",
  PersonId: "the key of a person's row",
  Health: "health",
  Credit: "income or credit",
  FreeText: "text about somebody",
};
