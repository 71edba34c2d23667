import { personValidators, type Validator } from "stdnum";
import { PiiKind } from "../pii-kind.js";
import { type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

/** Kinds that a tax office gives, by the name of the number. */
const OF_TAX_OFFICES = /tax|vat|IdNr|UTR|TFN|TIN/i;
const US_SSN = /^(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/;
const CHECKED = 200;

interface Scheme {
  readonly country: string;
  readonly kind: PiiKind;
  readonly validator: Validator;
}

let schemes: readonly Scheme[] | undefined;

function allSchemes(): readonly Scheme[] {
  schemes ??= Object.entries(personValidators).flatMap(([country, validators]) =>
    validators.map((validator) => ({
      country,
      kind: OF_TAX_OFFICES.test(`${validator.name} ${validator.abbreviation ?? ""}`)
        ? PiiKind.TaxId
        : PiiKind.NationalId,
      validator,
    })),
  );
  return schemes;
}

/** Checksums of sixty countries. By chance one number in ten passes some scheme, so nearly all must pass the same one. */
export function nationalIdClues({ distinct }: Sampled): ValueClue[] {
  const some = distinct.slice(0, CHECKED);
  const source = "values: national numbers with their checksum";
  const dashed = share(some, (value) => US_SSN.test(value));
  if (dashed >= 0.8)
    return [
      {
        kind: PiiKind.NationalId,
        source,
        detail: `${percent(dashed)} are written like US social security numbers.`,
        weight: 6.5,
      },
    ];
  const candidates = some.filter(
    (value) => /^[\p{L}\d][\p{L}\d ./-]{6,20}$/u.test(value) && /\d{4}/.test(value.replace(/[ ./-]/g, "")),
  );
  const plausible = candidates.length / Math.max(1, some.length);
  if (plausible < 0.3 && some.length >= 3)
    return [PiiKind.NationalId, PiiKind.TaxId].map((kind) => ({
      kind,
      source,
      detail: "Hardly any has the shape of such a number.",
      weight: -2.5,
    }));
  if (plausible < 0.8) return [];
  const clues: ValueClue[] = [];
  for (const { country, kind, validator } of allSchemes()) {
    const valid = share(candidates, (value) => validator.validate(value).isValid);
    if (valid >= 0.9)
      clues.push({
        kind,
        source,
        detail: `${percent(valid)} pass ${country}'s ${validator.abbreviation ?? validator.name}.`,
        weight: 2,
      });
  }
  return [PiiKind.NationalId, PiiKind.TaxId].flatMap((kind) => clues.find((each) => each.kind === kind) ?? []);
}

const HASH = [
  /^\$2[abxy]?\$\d\d\$/,
  /^\$(argon2|scrypt|pbkdf2|5|6|1|P|H)/,
  /^\{(SSHA|SHA|MD5|CRYPT|bcrypt)\}/i,
  /^pbkdf2[_:]/i,
  /^(sha1|sha256|bcrypt|argon2)[$:]/,
];
const HEX_HASH = /^(?:\\x)?(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;

export function passwordClues({ values, distinct }: Sampled): ValueClue[] {
  const source = "values: password hashes";
  const hashes = share(values, (value) => HASH.some((pattern) => pattern.test(value)));
  if (hashes >= 0.8)
    return [
      { kind: PiiKind.Password, source, detail: `${percent(hashes)} are password hashes.`, weight: 8.5, personal: 1 },
    ];
  const hex = share(values, (value) => HEX_HASH.test(value));
  if (hex >= 0.8) return [{ kind: PiiKind.Password, source, detail: `${percent(hex)} are hashes.`, weight: 2 }];
  const never = share(distinct, (value) => /^(true|false|yes|no|on|off)$|\s\S+\s/i.test(value));
  return never > 0.5 ? [{ kind: PiiKind.Password, source, detail: "They are words or sentences.", weight: -3.5 }] : [];
}

/** Numbers of documents: one or two letters, then digits. */
export function documentClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: numbers of documents";
  const shaped = share(distinct, (value) => /^[A-Z]{0,3}[ -]?\d[\dA-Z -]{4,16}$/i.test(value));
  return [PiiKind.Passport, PiiKind.DriverLicence].flatMap((kind) => {
    if (shaped >= 0.8)
      return [{ kind, source, detail: `${percent(shaped)} have the shape of such a number.`, weight: 2.2 }];
    return shaped < 0.2 && distinct.length >= 3
      ? [{ kind, source, detail: "Hardly any has the shape of such a number.", weight: -3 }]
      : [];
  });
}

export function usernameClues({ distinct }: Sampled): ValueClue[] {
  const source = "values: user names";
  const spaced = share(distinct, (value) => /\s/.test(value));
  if (spaced > 0.6 && distinct.length >= 2)
    return [{ kind: PiiKind.Username, source, detail: `${percent(spaced)} hold spaces.`, weight: -4 }];
  return spaced < 0.05 ? [{ kind: PiiKind.Username, source, detail: "They hold no spaces.", weight: 0.7 }] : [];
}
