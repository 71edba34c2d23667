import type { ColumnFacts } from "../../assets/facts/table-facts.js";
import { nameWords, Phrases } from "../vocabulary/name-words.js";
import { isNamedAfterPeople } from "../vocabulary/people.js";
import { type TypeFamily, typeFamily } from "../vocabulary/type-family.js";
import type { PersonalDatum } from "./personal-data.js";

interface Pattern {
  readonly kind: string;
  readonly phrases: Phrases;
  readonly types: readonly TypeFamily[];
  /** Counts in tables named after people only. */
  readonly ofPeople?: boolean;
}

const TEXT: readonly TypeFamily[] = ["text"];

/**
 * The plainest names, for tables that no run has looked for personal data in: a stand-in, by far not what
 * GENERATE_PII_TAGS knows.
 */
const PATTERNS: readonly Pattern[] = [
  { kind: "Email", types: TEXT, phrases: new Phrases("email, e mail, mail address, correo, courriel") },
  {
    kind: "PersonName",
    types: TEXT,
    phrases: new Phrases(
      "first name, last name, surname, family name, given name, full name, maiden name, vorname, nachname, prenom, apellido, apellidos, sobrenome",
    ),
  },
  { kind: "PersonName", types: TEXT, ofPeople: true, phrases: new Phrases("name, nombre, nom, nome") },
  {
    kind: "Phone",
    types: TEXT,
    ofPeople: true,
    phrases: new Phrases("phone, telephone, mobile, cell phone, fax, telefon, handy, telefono, telefone"),
  },
  {
    kind: "Address",
    types: TEXT,
    ofPeople: true,
    phrases: new Phrases("address, street, strasse, adresse, anschrift, direccion, rue, endereco"),
  },
  {
    kind: "DateOfBirth",
    types: ["time", "text"],
    phrases: new Phrases(
      "date of birth, birth date, dob, birthday, geburtsdatum, date naissance, fecha nacimiento, data nascimento",
    ),
  },
  { kind: "Username", types: TEXT, phrases: new Phrases("username, user name, login name, login") },
  {
    kind: "CardNumber",
    types: ["text", "number"],
    phrases: new Phrases("card number, credit card, cc number, pan, kreditkarte"),
  },
  { kind: "Iban", types: TEXT, phrases: new Phrases("iban, bank account, account number iban, bankverbindung") },
  {
    kind: "NationalId",
    types: ["text", "number"],
    phrases: new Phrases("ssn, social security number, national id, personnummer, dni, cpf"),
  },
  { kind: "Passport", types: TEXT, phrases: new Phrases("passport, passport number, reisepass") },
  {
    kind: "Photo",
    types: ["binary", "text"],
    ofPeople: true,
    phrases: new Phrases("photo, picture, portrait, avatar, foto"),
  },
];
const WEIGHT = 0.7;

export function personalKindByName({ name, type }: ColumnFacts, table: string): PersonalDatum[] {
  const words = nameWords(name);
  const family = typeFamily(type);
  const people = isNamedAfterPeople(table);
  const found = PATTERNS.find(
    ({ phrases, types, ofPeople }) => types.includes(family) && (people || !ofPeople) && phrases.in(words),
  );
  return found ? [{ kind: found.kind, source: "column name", weight: WEIGHT }] : [];
}
