import { personValidators, type Validator } from "stdnum";
import { PiiKind } from "../pii-kind.js";
import { type Sampled, share } from "./sampled.js";
import { percent, type ValueClue } from "./value-clue.js";

/** Kinds that a tax office gives, by the name of the number. */
const OF_TAX_OFFICES = /tax|vat|IdNr|UTR|TFN|TIN/i;
const US_SSN = /^(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}$/;
/** What is no number of a scheme costs the library an exception: a few numbers for each scheme tell as much as many. */
const CHECKED = 40;
const MUST_PASS = 0.9;

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
  const some = spread(distinct, CHECKED);
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
    const valid = withoutStacks(() => passing(candidates, validator));
    if (valid >= MUST_PASS)
      clues.push({
        kind,
        source,
        detail: `${percent(valid)} pass ${country}'s ${validator.abbreviation ?? validator.name}.`,
        weight: 2,
      });
  }
  return [PiiKind.NationalId, PiiKind.TaxId].flatMap((kind) => clues.find((each) => each.kind === kind) ?? []);
}

/** The share that passes, or 0 as soon as too many do not. */
function passing(values: readonly string[], validator: Validator): number {
  const mayFail = Math.floor(values.length * (1 - MUST_PASS) + 1e-9);
  let failed = 0;
  for (const value of values) if (!validator.validate(value).isValid && ++failed > mayFail) return 0;
  return (values.length - failed) / values.length;
}

/** So many of the values, from all over their range, whatever the order that they come in. */
function spread(values: readonly string[], most: number): readonly string[] {
  if (values.length <= most) return values;
  const sorted = [...values].sort();
  return Array.from({ length: most }, (_, at) => sorted[Math.floor((at * sorted.length) / most)]!);
}

/** The library makes an exception of each value that does not fit: their stacks, which nobody reads, take most of its time. */
function withoutStacks<T>(work: () => T): T {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = before;
  }
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
