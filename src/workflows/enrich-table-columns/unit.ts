import type { Evidence } from "../../assets/changes/change.model.js";
import { because } from "../wording/statement.js";
import { isNumber } from "../wording/type-family.js";
import { SHORT_UNITS, UNITS } from "../wording/units.js";
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

export function unitOf(reading: Omit<ColumnReading, "unit">): FoundUnit | undefined {
  const { family, reference, keys, column } = reading;
  if (!isNumber(family) || reference || keys.primary?.includes(column.name)) return undefined;
  return byComment(reading) ?? byName(reading);
}

function byName({ name }: Omit<ColumnReading, "unit">): FoundUnit | undefined {
  const tokens = name.tokens;
  const last = tokens.at(-1) ?? "";
  const before = tokens.at(-2) ?? "";
  const short = SHORT_UNITS.get(last);
  const shortUnit = short?.[1].test(before) ? short[0] : undefined;
  if (tokens.length === 1 && !ALONE.has(last)) return undefined;
  // `co2_g_km` is in grams a kilometre: neither of the two.
  if (UNITS.has(last) && (UNITS.has(before) || /^(g|l|m|per|\d+)$/.test(before))) return undefined;
  const unit = shortUnit ?? UNITS.get(last) ?? inFront(tokens);
  if (unit === undefined) return undefined;
  // A share is a percentage by one name and a fraction by another's habit; `mb` and `bps` mean other things, too.
  const confidence = unit === "%" ? 0.65 : unit === "MB" || unit === "basis points" ? 0.75 : 0.9;
  const evidence = [because("column name", `Names the unit ${unit}.`, confidence)];
  return { unit, confidence, evidence, byComment: false, token: shortUnit || UNITS.has(last) ? last : null };
}

/** Units that are a name by themselves: `milliseconds`, `bytes`. */
const ALONE = new Set(
  "milliseconds seconds minutes hours days weeks months years bytes percent percentage kilometers miles".split(" "),
);

/** `days_to_ship`, `years_of_experience`: a time unit that opens the name is what is counted. */
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
