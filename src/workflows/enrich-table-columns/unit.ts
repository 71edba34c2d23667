import type { Evidence } from "../../assets/changes/change.model.js";
import { because } from "../wording/statement.js";
import { isNumber } from "../wording/type-family.js";
import type { ColumnReading } from "./column-reading.js";

export interface FoundUnit {
  /** As it is written after a number. */
  readonly unit: string;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  readonly byComment: boolean;
  /** The part of the name that names it. */
  readonly token: string | null;
}

/** Words that are units wherever they end the name of a number. */
const UNITS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    km: "km",
    kms: "km",
    kilometers: "km",
    kilometres: "km",
    meters: "m",
    metres: "m",
    cm: "cm",
    centimeters: "cm",
    centimetres: "cm",
    mm: "mm",
    millimeters: "mm",
    millimetres: "mm",
    miles: "miles",
    feet: "ft",
    ft: "ft",
    inches: "in",
    yards: "yd",
    sqm: "m²",
    sqft: "ft²",
    ha: "ha",
    hectares: "ha",
    acres: "acres",
    kg: "kg",
    kgs: "kg",
    kilograms: "kg",
    grams: "g",
    mg: "mg",
    lb: "lb",
    lbs: "lb",
    pounds: "lb",
    oz: "oz",
    ounces: "oz",
    tons: "t",
    tonnes: "t",
    liters: "l",
    litres: "l",
    ml: "ml",
    milliliters: "ml",
    millilitres: "ml",
    gallons: "gal",
    ms: "ms",
    millis: "ms",
    milliseconds: "ms",
    seconds: "seconds",
    secs: "seconds",
    sec: "seconds",
    minutes: "minutes",
    mins: "minutes",
    hours: "hours",
    hrs: "hours",
    days: "days",
    weeks: "weeks",
    months: "months",
    years: "years",
    percent: "%",
    percentage: "%",
    pct: "%",
    celsius: "°C",
    fahrenheit: "°F",
    kelvin: "K",
    kwh: "kWh",
    mwh: "MWh",
    kw: "kW",
    watts: "W",
    volts: "V",
    hz: "Hz",
    mhz: "MHz",
    ghz: "GHz",
    kmh: "km/h",
    kph: "km/h",
    mph: "mph",
    rpm: "rpm",
    bpm: "beats per minute",
    mmhg: "mmHg",
    hpa: "hPa",
    psi: "psi",
    ppm: "ppm",
    bytes: "bytes",
    kb: "kB",
    mb: "MB",
    gb: "GB",
    bps: "basis points",
    px: "px",
    pixels: "px",
    dpi: "dpi",
    cents: "cents",
    usd: "USD",
    eur: "EUR",
    gbp: "GBP",
    chf: "CHF",
    jpy: "JPY",
    degrees: "degrees",
    kcal: "kcal",
    calories: "kcal",
  }),
);
/** Short ones that mean a unit only after a word for what is measured. */
const SHORT: ReadonlyMap<string, readonly [unit: string, after: RegExp]> = new Map([
  ["m", ["m", /^(length|height|width|depth|distance|altitude|elevation|size|radius|diameter)$/]],
  ["g", ["g", /^(weight|mass|fat|protein|sugar|carbs|fiber|fibre)$/]],
  ["l", ["l", /^(volume|capacity|fuel)$/]],
  ["s", ["seconds", /^(duration|time|elapsed|timeout|interval)$/]],
  ["min", ["minutes", /^(duration|time|elapsed|length|interval)$/]],
  ["h", ["hours", /^(duration|time|elapsed)$/]],
  ["c", ["°C", /^(temp|temperature)$/]],
  ["f", ["°F", /^(temp|temperature)$/]],
  ["in", ["in", /^(height|width|length|depth|diameter)$/]],
  ["bar", ["bar", /^pressure$/]],
]);
/** Not units where they are what is counted: `years_of_experience` is, `total_days` too; `open_days` on its own is a count. */
const COUNTED_TIME = new Set(["months", "years", "weeks"]);

export function unitOf(reading: Omit<ColumnReading, "unit">): FoundUnit | undefined {
  const { family, reference, keys, column } = reading;
  if (!isNumber(family) || reference || keys.primary?.includes(column.name)) return undefined;
  return byComment(reading) ?? byName(reading);
}

function byName({ name }: Omit<ColumnReading, "unit">): FoundUnit | undefined {
  const tokens = name.tokens;
  const last = tokens.at(-1);
  if (last === undefined) return undefined;
  const before = tokens.at(-2) ?? "";
  const short = SHORT.get(last);
  const unit = (short?.[1].test(before) ? short[0] : undefined) ?? UNITS.get(last) ?? inFront(tokens);
  if (
    unit === undefined ||
    (tokens.length === 1 && unit !== "%" && !/^(seconds|minutes|hours|days|weeks|months|years)$/.test(unit))
  )
    return undefined;
  // A share is a percentage by one name and a fraction by another's habit.
  const confidence =
    unit === "%" ? 0.65 : unit === "MB" || unit === "basis points" || COUNTED_TIME.has(last) ? 0.75 : 0.9;
  return {
    unit,
    confidence,
    evidence: [because("column name", `Names the unit ${unit}.`, 0.9)],
    byComment: false,
    token: last,
  };
}

/** `days_to_ship`, `minutes_played`: a time unit that opens the name is what is counted. */
const inFront = (tokens: readonly string[]): string | undefined =>
  tokens.length > 1 && /^(seconds|minutes|hours|days|weeks|months|years)$/.test(tokens[0]!) ? tokens[0] : undefined;

const WORD = `(${[...UNITS.keys()].sort((one, other) => other.length - one.length).join("|")})`;
const IN_COMMENT = [
  new RegExp(`^${WORD}\\b(?! (of|per)\\b)`, "i"),
  new RegExp(`\\b(?:in|measured in|unit:?|units:?) ${WORD}\\b`, "i"),
  new RegExp(`[([]${WORD}[)\\]]`, "i"),
];
const SYMBOLS = /[([](m²|ft²|m³|°C|°F|µm|µg|km\/h|m\/s|kg\/m³|mg\/dl|mmol\/l|g\/l|m|g|l|s|h|t|%|€)[)\]]/i;

function byComment({ column }: Omit<ColumnReading, "unit">): FoundUnit | undefined {
  const comment = column.comment;
  if (comment === null || comment.length > 2000) return undefined;
  const found = IN_COMMENT.map((pattern) => pattern.exec(comment)).find((match) => match !== null);
  const word = found?.slice(1).find((part) => part !== undefined && UNITS.has(part.toLowerCase()));
  const symbol = SYMBOLS.exec(comment)?.[1];
  const unit = word === undefined ? symbol : UNITS.get(word.toLowerCase());
  if (unit === undefined) return undefined;
  return {
    unit,
    confidence: 0.93,
    evidence: [because("comment", `The source's comment names the unit ${unit}.`, 0.93)],
    byComment: true,
    token: null,
  };
}
