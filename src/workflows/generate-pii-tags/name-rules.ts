import { PiiKind } from "./pii-kind.js";
import { PERSON_ROLES } from "./subject/roles.js";
import type { TypeFamily } from "./type-family.js";

/** What a name says of the column: log-odds that it holds this kind, and how much that depends on what the row is about. */
export interface NameRule {
  readonly kind: PiiKind;
  /** Each word one of several; all must be there. */
  readonly words: readonly ReadonlySet<string>[];
  readonly without: ReadonlySet<string>;
  /** Whether nothing but words that say little may be there besides. */
  readonly alone: boolean;
  readonly weight: number;
  /** Log-odds that what such a column holds is about a natural person, whatever the table is about. */
  readonly personal: number;
  /** How much of the table's own log-odds of being about persons counts. */
  readonly dependence: number;
  readonly types: ReadonlySet<TypeFamily>;
}

const TEXT = "text json";
const NUMBER = "text integer decimal json";
const ROLE = [...PERSON_ROLES.keys()].filter((role) => !["account", "profile", "party"].includes(role)).join("|");
/** Roles that a text column is called by when it holds the person's name. */
const NAMED_ROLES =
  "author|director|artist|manager|doctor|teacher|actor|passenger|patient|driver|speaker|scientist|contact|kin|player|guest|applicant|subscriber|student|member|citizen";
const K = PiiKind;

/** `words | alternatives`, `!without`; a dot at the end: alone. */
function rule(
  kind: PiiKind,
  pattern: string,
  weight: number,
  personal: number,
  dependence: number,
  types = TEXT,
): NameRule {
  const parts = pattern.split(" ");
  const words = parts.filter((part) => part !== "." && !part.startsWith("!"));
  return {
    kind,
    words: words.map((word) => new Set(word.replace("ROLE", ROLE).split("|"))),
    without: new Set(parts.filter((part) => part.startsWith("!")).map((part) => part.slice(1))),
    alone: parts.includes("."),
    weight,
    personal,
    dependence,
    types: new Set(types.split(" ") as TypeFamily[]),
  };
}

export const NAME_RULES: readonly NameRule[] = [
  rule(K.PersonName, "first|last|middle|maiden|full name", 4.5, 4, 0.3),
  rule(K.PersonName, "nick|preferred name", 3, 2.5, 0.5),
  rule(K.PersonName, "display name", 2, 0, 1),
  rule(K.PersonName, "ROLE name", 3.5, 0.5, 1),
  rule(K.PersonName, "name .", 3, -0.3, 1),
  rule(K.PersonName, "name", 0.8, -0.5, 1),
  rule(K.PersonName, "first|last|middle|maiden .", -0.5, 0, 1),
  rule(K.PersonName, "initials", 2.5, 0.3, 0.8),
  rule(K.PersonName, "cardholder", 3, 2, 0.3),
  rule(K.PersonName, `${NAMED_ROLES} !data .`, 2.4, 0.8, 1),
  rule(K.PersonName, "ROLE !data .", 0, 0, 1),
  rule(K.PersonName, "username", -1, 2, 0.6),
  rule(K.Email, "email", 5, 3, 0.35),
  rule(K.Email, "mail", 2, 2, 0.5),
  rule(K.Phone, "phone", 4.5, 0.3, 1, NUMBER),
  rule(K.Phone, "mobile", 2, 1, 0.8, NUMBER),
  rule(K.Phone, "contact number", 3, 0.5, 0.8, NUMBER),
  rule(K.Phone, "contact data", 2.4, 0.5, 0.8),
  rule(K.Phone, "fax", 4, 0, 1, NUMBER),
  rule(K.Phone, "extension", 1.5, 0, 1, NUMBER),
  rule(K.Address, "address !ip !mac !email !mail !url !city !postal !region", 4.2, 0.2, 1),
  rule(K.Address, "street", 4, 0.2, 1),
  rule(K.Address, "house number", 3.5, 0.2, 1, NUMBER),
  rule(K.Address, "pobox", 3, 0, 1, NUMBER),
  rule(K.City, "birth place", 3.5, 2, 0.6),
  rule(K.City, "city", 4.2, 0, 1),
  rule(K.City, "region", 2.2, 0, 1),
  rule(K.City, "location", 1.7, -0.3, 1),
  rule(K.PostalCode, "postal code", 4.5, 0, 1, NUMBER),
  rule(K.PostalCode, "postalcode? .", 0.5, 0, 1, NUMBER),
  rule(K.PostalCode, "postal .", 3.5, 0, 1, NUMBER),
  rule(K.GeoCoordinate, "latitude|longitude", 4, 0, 1, "text decimal integer json"),
  rule(K.GeoCoordinate, "longitude? .", 0, 0, 1, "text decimal integer"),
  rule(K.GeoCoordinate, "coordinate", 3.8, 0, 1, "text decimal point json bytes"),
  rule(K.GeoCoordinate, "location", 3, 0, 1, "point"),
  rule(K.DateOfBirth, "birth date|year", 5, 3.5, 0.8, "date timestamp text integer"),
  rule(K.DateOfBirth, "birth .", 3, 3, 0.8, "date timestamp text integer"),
  rule(K.Age, "age", 4, -0.2, 1, "integer decimal text"),
  rule(K.Gender, "gender", 4.5, 1.5, 1, "text integer boolean"),
  rule(K.PersonalTrait, "trait", 4, 0.3, 1, "text integer"),
  rule(K.Username, "username", 4, 2.5, 0.5, NUMBER),
  rule(K.Username, "nick .", 2.5, 1.5, 0.7),
  rule(K.Username, "social handle", 3, 0.5, 1),
  rule(K.Password, "password", 5, 3, 0.5, "text bytes json"),
  rule(K.Password, "secret .", 3, 0.5, 1, "text bytes json"),
  rule(K.Password, "pin", 2.6, 1.8, 0.8, "text integer"),
  rule(K.IpAddress, "ip address", 4.5, 1.8, 0.6, "text ip json"),
  rule(K.MacAddress, "mac address", 4.5, 1.5, 0.6, "text mac json"),
  rule(K.CardNumber, "card number !loyalty", 4.5, 3, 0.3, NUMBER),
  rule(K.CardNumber, "cvv", 3.5, 2.5, 0.4, NUMBER),
  rule(K.Iban, "iban", 5, 2, 0.6),
  rule(K.BankAccount, "bank account", 4.5, 1.8, 0.7, NUMBER),
  rule(K.BankAccount, "account number", 0.3, 0.8, 0.7, NUMBER),
  rule(K.NationalId, "national id", 4.5, 2.5, 0.6, NUMBER),
  rule(K.NationalId, "papers", 2, 0.3, 1, NUMBER),
  rule(K.TaxId, "tax id", 4.5, 0.3, 1, NUMBER),
  rule(K.Passport, "passport", 4.5, 3, 0.3, NUMBER),
  rule(K.DriverLicence, "driver licence", 4.5, 3, 0.3, NUMBER),
  rule(K.DriverLicence, "driver .", 0, 2.5, 0.3),
  rule(K.LicencePlate, "plate", 3.5, 2.8, 0.2),
  rule(K.Photo, "avatar", 4.2, 2, 0.5, "text bytes integer json"),
  rule(K.Photo, "avatar file|url", 4.2, 2, 0.5, "text"),
  rule(K.Photo, "photo file|url", 3.5, -0.2, 1, "text"),
  rule(K.Photo, "photo", 3.5, -0.2, 1, "text bytes integer"),
  rule(K.EmployeeId, "employee number", 4.5, 2, 0.5, "integer text decimal"),
  rule(K.PersonId, "ROLE id|number|code .", 3, 0, 1, "integer uuid text decimal"),
  rule(K.PersonId, "loyalty number|id|card .", 3, 1.5, 0.6, "integer uuid text decimal"),
  rule(K.PersonId, "ROLE .", 1.2, 0, 1, "integer uuid decimal"),
  rule(K.Health, "health", 3.8, 0.2, 1, "text integer decimal boolean json"),
  rule(K.Health, "death date", 3.5, 0.5, 1, "date timestamp text integer"),
  rule(K.Credit, "credit|income", 3.8, -0.3, 1, "text integer decimal"),
  rule(K.FreeText, "biography", 4.2, 0.8, 0.8),
  rule(K.FreeText, "note", 2.6, -0.8, 1),
  rule(K.FreeText, "comment|description", 0.8, -1, 1),
];
