import { DqDimension } from "../../quality/rule.model.js";
import { MEANINGS, type Meaning } from "./meanings.js";
import type { Sign } from "./sign.js";
import type { SignedColumn, SignedTable } from "./signed-table.js";

const { UNIQUENESS, VALIDITY, ACCURACY } = DqDimension;

const MORE = 0.3;
/** `category_id` holds no category. */
const OF_A_REFERENCE = new Set(["id", "ids", "fk"]);

export function nameSigns({ industries }: SignedTable, { words, family }: SignedColumn): Sign[] {
  if (OF_A_REFERENCE.has(words.at(-1) ?? "")) return [];
  const says = ({ phrases, atEnd }: Meaning) => (atEnd ? phrases.is(words.slice(-1)) : phrases.in(words));
  return MEANINGS.filter((meaning) => meaning.types.includes(family) && says(meaning)).flatMap(
    ({ are, matters, moreIn = [] }) => {
      const industry = moreIn.find((one) => industries.has(one));
      return (Object.entries(matters) as [DqDimension, number][]).flatMap(([dimension, weight]): Sign[] => {
        const sign = { dimension, source: "column name", detail: are, weight };
        if (!industry) return [sign];
        return [sign, { dimension, source: "industry", detail: `it matters more in ${industry}`, weight: MORE }];
      });
    },
  );
}

/** Two decimals are what money has, mostly. */
export function typeSigns({ column: { type }, family }: SignedColumn): Sign[] {
  if (type === "money")
    return [{ dimension: ACCURACY, source: "declared type", detail: "the numbers are money", weight: 0.7 }];
  if (family !== "number" || !/,2\)$/.test(type)) return [];
  return [{ dimension: ACCURACY, source: "declared type", detail: "two decimals, as money has", weight: 0.3 }];
}

const CHECKABLE = new Set([
  "Email",
  "Phone",
  "PostalCode",
  "Iban",
  "CardNumber",
  "BankAccount",
  "IpAddress",
  "MacAddress",
  "NationalId",
  "TaxId",
  "Passport",
  "LicencePlate",
  "DateOfBirth",
  "GeoCoordinate",
  "Age",
]);
const REACHES = new Set([
  "PersonName",
  "Email",
  "Phone",
  "Address",
  "PostalCode",
  "Iban",
  "BankAccount",
  "DateOfBirth",
  "NationalId",
  "Health",
  "Credit",
]);
const ONE_EACH = new Set([
  "Email",
  "Username",
  "NationalId",
  "TaxId",
  "Passport",
  "CardNumber",
  "Iban",
  "EmployeeId",
  "LicencePlate",
]);

/** What tags of personal data say. */
export function personalSigns({ personal }: SignedColumn): Sign[] {
  return [...personal].sort().flatMap((kind) => {
    const source = `tag PII.${kind}`;
    const signs: Sign[] = [];
    if (CHECKABLE.has(kind))
      signs.push({
        dimension: VALIDITY,
        source,
        detail: "personal data of a kind whose form or range can be checked",
        weight: 0.6,
      });
    if (REACHES.has(kind))
      signs.push({ dimension: ACCURACY, source, detail: "a person is reached, named or judged by it", weight: 0.55 });
    if (ONE_EACH.has(kind))
      signs.push({ dimension: UNIQUENESS, source, detail: "hardly two people share one", weight: 0.3 });
    return signs;
  });
}
