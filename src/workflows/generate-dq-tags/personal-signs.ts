import { DqDimension } from "../../quality/rule.model.js";
import { PiiKind } from "../generate-pii-tags/pii-kind.js";
import type { Sign } from "./sign.js";
import type { SignedColumn } from "./signed-table.js";

const { UNIQUENESS, VALIDITY, ACCURACY } = DqDimension;

const CHECKABLE = new Set<string>([
  PiiKind.Email,
  PiiKind.Phone,
  PiiKind.PostalCode,
  PiiKind.Iban,
  PiiKind.CardNumber,
  PiiKind.BankAccount,
  PiiKind.IpAddress,
  PiiKind.MacAddress,
  PiiKind.NationalId,
  PiiKind.TaxId,
  PiiKind.Passport,
  PiiKind.DriverLicence,
  PiiKind.LicencePlate,
  PiiKind.DateOfBirth,
  PiiKind.GeoCoordinate,
  PiiKind.Age,
]);
const REACHES = new Set<string>([
  PiiKind.PersonName,
  PiiKind.Email,
  PiiKind.Phone,
  PiiKind.Address,
  PiiKind.PostalCode,
  PiiKind.Iban,
  PiiKind.BankAccount,
  PiiKind.DateOfBirth,
  PiiKind.NationalId,
  PiiKind.Health,
  PiiKind.Credit,
]);
const ONE_EACH = new Set<string>([
  PiiKind.Email,
  PiiKind.Username,
  PiiKind.NationalId,
  PiiKind.TaxId,
  PiiKind.Passport,
  PiiKind.DriverLicence,
  PiiKind.CardNumber,
  PiiKind.Iban,
  PiiKind.EmployeeId,
  PiiKind.LicencePlate,
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
