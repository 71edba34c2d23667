import type { Evidence } from "../../assets/changes/change.model.js";
import type { ColumnProfile } from "../../assets/profile.model.js";
import { nameInText } from "../wording/inert-text.js";
import type { SemanticType } from "../wording/semantic-types.js";
import { because } from "../wording/statement.js";
import { declaredLength, isNumber, type TypeFamily } from "../wording/type-family.js";
import type { ColumnReading } from "./column-reading.js";
import { flagLike } from "./flags.js";
import { NAME_RULES } from "./name-rules.js";

export interface Decided {
  readonly type: SemanticType;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

const BY_FAMILY: Readonly<Partial<Record<TypeFamily, SemanticType>>> = {
  boolean: "boolean flag",
  json: "json document",
  xml: "xml document",
  search: "search index",
  network: "ip address",
  "hardware address": "mac address",
  geometry: "geo-coordinate",
  interval: "duration",
  money: "currency amount",
  array: "list",
  timestamp: "timestamp",
  time: "time of day",
  uuid: "identifier",
  binary: "binary",
};

/** What kind of thing the values are: by keys, then by type and name together, then by what the profile saw. */
export function semanticType(reading: ColumnReading): Decided | undefined {
  return byKeys(reading) ?? byType(reading) ?? byUnit(reading) ?? byName(reading) ?? byFormat(reading);
}

function byKeys({ column, reference, keys, family, name }: ColumnReading): Decided | undefined {
  if (reference)
    return decided("foreign key", 0.98, because("foreign key", `Refers to ${nameInText(reference.target)}.`, 0.98));
  const single = keys.primary?.length === 1 && keys.primary[0] === column.name;
  if (single) return decided("identifier", 0.97, because("primary key", "The column alone is the primary key.", 0.97));
  const words = name.words;
  if (
    /^(ID|IDs|UUID|GUID)$/.test(words.at(-1) ?? "") &&
    (isNumber(family) || family === "uuid" || family === "text" || family === "own")
  )
    return decided(
      "identifier",
      0.82,
      because("column name", `Ends with ${words.at(-1)}.`, 0.8),
      typeSays(column.type),
    );
  return undefined;
}

function byType({ column, family, name, profile }: ColumnReading): Decided | undefined {
  const phrase = name.phrase.toLowerCase();
  if (family === "date") {
    if (/\b(birth|birthday|birthdate|dob)\b/.test(phrase) && !/place/.test(phrase))
      return decided("date of birth", 0.95, because("column name", "Speaks of birth.", 0.8), typeSays(column.type));
    return decided("date", 0.96, typeSays(column.type));
  }
  if (family === "timestamp" && profile?.seenType === "DATE")
    return decided("date", 0.7, typeSays(column.type), because("profile", "No value has a time of day.", 0.5));
  if (
    family === "binary" &&
    /\b(image|picture|photo|logo|avatar|thumbnail|icon|portrait|signature|scan)\b/.test(phrase)
  )
    return decided("image", 0.8, because("column name", "Speaks of a picture.", 0.6), typeSays(column.type));
  if (family === "binary" && /\b(hash|digest|checksum|sha|md)\b/.test(phrase))
    return decided("hash", 0.85, because("column name", "Speaks of a hash.", 0.6), typeSays(column.type));
  if (family === "own" && /^year$/.test(column.type)) return decided("year", 0.9, typeSays(column.type));
  const type = BY_FAMILY[family];
  return type && decided(type, 0.95, typeSays(column.type));
}

const TIMES = new Set(["ms", "seconds", "minutes", "hours", "days", "weeks", "months", "years"]);
const CURRENCIES = new Set(["USD", "EUR", "GBP", "CHF", "JPY", "cents"]);

function byUnit({ unit, name }: ColumnReading): Decided | undefined {
  if (!unit || /^number of |\bage\b/.test(name.phrase)) return undefined;
  const type = TIMES.has(unit.unit)
    ? "duration"
    : CURRENCIES.has(unit.unit)
      ? "currency amount"
      : unit.unit === "%"
        ? "percentage or ratio"
        : "measurement";
  return decided(type, Math.min(0.9, unit.confidence), ...unit.evidence);
}

function byName(reading: ColumnReading): Decided | undefined {
  const { column, name, family, profile, neighbours } = reading;
  if (!name.meaningful) return undefined;
  const flag = flagLike(reading);
  if (flag) return decided("boolean flag", flag.confidence, ...flag.evidence);
  const phrase = name.phrase.replace(/ \d+$/, "").toLowerCase();
  const found = NAME_RULES.find(({ pattern, families }) => families.includes(family) && pattern.test(phrase));
  if (!found) return undefined;
  let { type, confidence } = found;
  const evidence = [because("column name", `Read as "${nameInText(name.phrase)}".`, 0.7), typeSays(column.type)];
  // A state beside a city is a part of a country; elsewhere it is how far something has come.
  if (/\bstate$/.test(phrase) && neighbours.places) type = "region";
  if (type === "country" && (declaredLength(column.type) ?? 99) <= 3) type = "country code";
  if (type === "name" && /^title$/.test(phrase) && neighbours.personName) {
    type = "job title";
    confidence = 0.6;
  }
  const format = FORMAT_OF.get(type);
  if (format !== undefined && profile) {
    const share = shareOf(profile, format);
    evidence.push(
      because("profile", `${percent(share)} of the values have the format ${format}.`, share >= 0.8 ? 0.6 : -0.3),
    );
    confidence = share >= 0.8 ? Math.max(confidence, 0.96) : confidence - 0.1;
  }
  return { type, confidence, evidence };
}

const FORMAT_OF: ReadonlyMap<SemanticType, string> = new Map([
  ["email address", "EMAIL"],
  ["url", "URL"],
  ["ip address", "IP_ADDRESS"],
]);

/** Formats that leave no doubt, whatever the column is called. */
const BY_FORMAT: readonly (readonly [string, SemanticType])[] = [
  ["EMAIL", "email address"],
  ["URL", "url"],
  ["UUID", "identifier"],
  ["IP_ADDRESS", "ip address"],
  ["TIMESTAMP", "timestamp"],
  ["DATE", "date"],
];
const ENOUGH_VALUES = 20;

function byFormat({ family, profile }: ColumnReading): Decided | undefined {
  if (family !== "text" || !profile || profile.rowCount - profile.nullCount < ENOUGH_VALUES) return undefined;
  for (const [format, type] of BY_FORMAT) {
    const share = shareOf(profile, format);
    if (share >= 0.95)
      return decided(
        type,
        0.85,
        because("profile", `${percent(share)} of the values have the format ${format}.`, 0.85),
      );
  }
  return undefined;
}

const shareOf = (profile: ColumnProfile, format: string): number =>
  profile.formats.find((each) => each.format === format)?.share ?? 0;

const percent = (share: number): string => `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;

const typeSays = (type: string): Evidence => because("declared type", `${nameInText(type)}.`, 0.5);

const decided = (type: SemanticType, confidence: number, ...evidence: Evidence[]): Decided => ({
  type,
  confidence,
  evidence,
});
