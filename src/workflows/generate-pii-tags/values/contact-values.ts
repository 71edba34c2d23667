import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import validator from "validator";
import { PiiKind } from "../pii-kind.js";
import { folded, knownNames } from "./known-names.js";
import { mean, type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

const ROLE_MAILBOX =
  /^(info|sales|contact|office|support|admin|hello|service|kontakt|contacto|mail|help|billing|team|marketing|noreply|no-reply|press|jobs)@/i;

export const looksLikeEmail = (value: string): boolean =>
  value.includes("@") && (validator.isEmail(value) || /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(value));

export function emailClues({ values }: Sampled): ValueClue[] {
  const valid = share(values, looksLikeEmail);
  const source = "values: e-mail addresses";
  const add = (weight: number, personal = 0): ValueClue[] => [
    {
      kind: PiiKind.Email,
      source,
      detail: `${percent(valid)} of ${values.length} values are e-mail addresses.`,
      weight,
      personal,
    },
  ];
  if (valid >= 0.8) return add(9, share(values, (value) => ROLE_MAILBOX.test(value)) > 0.5 ? -2.5 : 1);
  if (valid >= 0.3) return add(4);
  if (values.length < 3 || valid >= 0.05) return [];
  // The part before the @ is kept alone at times.
  return add(share(values, (value) => /^[A-Za-z][\w.-]*$/.test(value)) > 0.8 ? -2.5 : -4.5);
}

/** Countries whose way of writing numbers without their own prefix is tried. */
const COUNTRIES: readonly CountryCode[] = (
  ["US", "DE", "GB", "FR", "ES", "BR", "PT", "IN", "MX", "IT"] as const
).filter((each) => isSupportedCountry(each));
const PHONE_SHAPE = /^(?=(?:[^\d]*\d){6})\+?[\d\s()./-]{6,24}(?:(?:x|ext\.?|#)\s?\d{1,6})?$/i;
const MANY = 200;

export function phoneClues({ distinct }: Sampled): ValueClue[] {
  const some = distinct.slice(0, MANY);
  const shaped = share(some, (value) => PHONE_SHAPE.test(value) && !/^\d{4}-\d\d-\d\d/.test(value));
  const source = "values: phone numbers";
  const add = (detail: string, weight: number): ValueClue[] => [{ kind: PiiKind.Phone, source, detail, weight }];
  const international = share(
    some,
    (value) => value.startsWith("+") && (parsePhoneNumberFromString(value)?.isPossible() ?? false),
  );
  if (international >= 0.6) return add(`${percent(international)} are possible international phone numbers.`, 6.5);
  const spaced = share(some, (value) => PHONE_SHAPE.test(value) && /\d[\s()./-]+\d/.test(value));
  if (spaced >= 0.7) {
    const valid = Math.max(...COUNTRIES.map((country) => share(some, (value) => isPhoneOf(value, country))));
    if (valid >= 0.6) return add(`${percent(valid)} are valid phone numbers of one country.`, 4);
  }
  if (shaped >= 0.6) return add(`${percent(shaped)} have the shape of a phone number.`, 1.5);
  if (shaped + share(some, (value) => /^\d{2,5}$/.test(value)) < 0.3 && some.length >= 3)
    return add("Hardly any has the shape of a phone number.", -4);
  return [];
}

const isPhoneOf = (value: string, country: CountryCode) =>
  parsePhoneNumberFromString(value, country)?.isValid() ?? false;

const STREET =
  /\b(street|st|avenue|ave|road|rd|drive|dr|lane|ln|blvd|boulevard|way|court|ct|place|pl|square|terrace|highway|hwy|parkway|pkwy|circle|crescent|close|suite|apt|apartment|po box|p\.o\.|rue|calle|c\/|av|avenida|avda|rua|travessa|plaza|praca|via|viale|piazza|platz|allee|weg|gasse|ring|damm|chaussee|impasse|chemin|quai|carrera|colonia)\b\.?|stra(ss|ß)e\b|str\.|weg\b|platz\b|gasse\b|allee\b|straat\b/i;

export function addressClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: street addresses";
  const add = (detail: string, weight: number): ValueClue[] => [{ kind: PiiKind.Address, source, detail, weight }];
  const numbered = share(
    distinct,
    (value) => /\d/.test(value) && /\p{L}{2,}/u.test(value) && /\s/.test(value) && value.length < 120,
  );
  const streets = share(distinct, (value) => STREET.test(folded(value)) && value.length < 120);
  if (numbered >= 0.5 && streets >= 0.5)
    return add(`${percent(streets)} hold a word for a street, with a number.`, 4.5);
  if (numbered >= 0.5 || streets >= 0.4)
    return add(`${percent(Math.max(numbered, streets))} have words with a number, or a word for a street.`, 2);
  if (
    distinct.length >= 3 &&
    share(
      distinct,
      (value) => /^[\w:.@\\/-]{1,}$/.test(value) && (/@|:\/\//.test(value) || /^(true|false|y|n|\d+)$/i.test(value)),
    ) > 0.8
  )
    return add("They are codes rather than addresses.", -3);
  return [];
}

export function cityClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: names of places";
  const cities = share(distinct, (value) => knownNames().cities.has(folded(value.split(/[,(]/)[0]!).trim()));
  const digits = share(distinct, (value) => /\d|@|:\/\//.test(value));
  if (digits > 0.6)
    return [{ kind: PiiKind.City, source, detail: `${percent(digits)} hold digits or signs.`, weight: -3 }];
  if (mean(distinct, (value) => value.split(/\s+/).length) > 6)
    return [{ kind: PiiKind.City, source, detail: "They are sentences rather than places.", weight: -3 }];
  return cities >= 0.15
    ? [{ kind: PiiKind.City, source, detail: `${percent(cities)} are known cities.`, weight: 1.5 + 2 * cities }]
    : [];
}

export function postalClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: postal codes";
  const shaped = share(
    distinct,
    (value) => validator.isPostalCode(value, "any") || /^[\dA-Z][\dA-Z -]{2,9}$/i.test(value),
  );
  const detail = `${percent(shaped)} have the shape of a postal code.`;
  if (shaped >= 0.8) return [{ kind: PiiKind.PostalCode, source, detail, weight: 1.5 }];
  return distinct.length >= 3 && shaped < 0.3 ? [{ kind: PiiKind.PostalCode, source, detail, weight: -4 }] : [];
}
