import type { PiiKind } from "../generate-pii-tags/pii-kind.js";
import type { Industry } from "../vocabulary/industry.js";
import { SensitivityLevel } from "./level.js";

const { INTERNAL, CONFIDENTIAL, RESTRICTED } = SensitivityLevel;

export interface KindOfPersonalData {
  readonly level: SensitivityLevel;
  /** What the column holds, e.g. `names of people`. */
  readonly holds: string;
  /** How it tells who somebody is: by itself, only together with others, or not. */
  readonly identifies: "alone" | "together" | "no";
  /** Its level in rows that also say who somebody is, and why. */
  readonly beside?: { readonly to: SensitivityLevel; readonly why: string };
  /** Industries whose rules raise it, to what, and why. */
  readonly raised?: { readonly in: readonly Industry[]; readonly to: SensitivityLevel; readonly why: string };
}

const PERSON_KEY: Omit<KindOfPersonalData, "holds"> = {
  level: INTERNAL,
  identifies: "no",
  raised: { in: ["health care"], to: CONFIDENTIAL, why: "in health care it already says who is a patient" },
};

const OF_SOMEBODY = { to: CONFIDENTIAL, why: "its rows also say whose they are" };

export const KINDS_OF_PERSONAL_DATA: Readonly<Record<PiiKind, KindOfPersonalData>> = {
  PersonName: { level: CONFIDENTIAL, holds: "names of people", identifies: "alone" },
  Email: { level: CONFIDENTIAL, holds: "email addresses of people", identifies: "alone" },
  Phone: { level: CONFIDENTIAL, holds: "phone numbers of people", identifies: "alone" },
  Address: { level: CONFIDENTIAL, holds: "postal addresses of people", identifies: "alone" },
  City: { level: INTERNAL, holds: "places where people live, which are coarse", identifies: "together" },
  PostalCode: { level: INTERNAL, holds: "postal codes of people, which are coarse", identifies: "together" },
  GeoCoordinate: { level: CONFIDENTIAL, holds: "positions of people", identifies: "together" },
  DateOfBirth: {
    level: CONFIDENTIAL,
    holds: "dates of birth",
    identifies: "together",
    beside: {
      to: RESTRICTED,
      why: "dates of birth stand beside what says who it is, and identities are stolen with both",
    },
  },
  Age: { level: INTERNAL, holds: "ages of people, which are coarse", identifies: "together", beside: OF_SOMEBODY },
  Gender: { level: INTERNAL, holds: "genders of people", identifies: "together", beside: OF_SOMEBODY },
  PersonalTrait: {
    level: RESTRICTED,
    holds: "traits such as origin, belief or marital status, of which many are special categories of personal data",
    identifies: "no",
  },
  Username: { level: CONFIDENTIAL, holds: "user names", identifies: "alone" },
  Password: { level: RESTRICTED, holds: "passwords or their hashes, which let somebody in", identifies: "no" },
  IpAddress: { level: CONFIDENTIAL, holds: "IP addresses of people's devices", identifies: "no" },
  MacAddress: { level: CONFIDENTIAL, holds: "MAC addresses of people's devices", identifies: "no" },
  CardNumber: {
    level: RESTRICTED,
    holds: "payment card numbers, which the card industry's rules (PCI DSS) protect",
    identifies: "alone",
  },
  Iban: { level: RESTRICTED, holds: "bank account numbers, which money can be taken with", identifies: "alone" },
  BankAccount: { level: RESTRICTED, holds: "bank account numbers, which money can be taken with", identifies: "alone" },
  NationalId: { level: RESTRICTED, holds: "national ids, which identities are stolen with", identifies: "alone" },
  TaxId: { level: RESTRICTED, holds: "tax ids of people, which identities are stolen with", identifies: "alone" },
  Passport: { level: RESTRICTED, holds: "passport numbers, which identities are stolen with", identifies: "alone" },
  DriverLicence: {
    level: RESTRICTED,
    holds: "numbers of driving licences, which identities are stolen with",
    identifies: "alone",
  },
  LicencePlate: { level: CONFIDENTIAL, holds: "licence plates of people's cars", identifies: "alone" },
  Photo: { level: RESTRICTED, holds: "pictures of people, which faces can be recognised by", identifies: "alone" },
  EmployeeId: { ...PERSON_KEY, holds: "numbers of employees, which say who it is only together with their table" },
  PersonId: { ...PERSON_KEY, holds: "ids of people, which say who it is only together with their table" },
  Health: { level: RESTRICTED, holds: "health data, a special category of personal data", identifies: "no" },
  Credit: { level: RESTRICTED, holds: "what decides on people's credit", identifies: "no" },
  FreeText: { level: RESTRICTED, holds: "free text about people, which may say anything of them", identifies: "no" },
};
