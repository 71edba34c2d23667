import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { isParticiple } from "../wording/english.js";
import { inertText } from "../wording/inert-text.js";
import type { SemanticType } from "../wording/semantic-types.js";
import { because, statement } from "../wording/statement.js";
import type { CheckedValues } from "./check-values.js";
import type { ColumnReading } from "./column-reading.js";
import { flagWords } from "./flag-words.js";
import { ADJECTIVES, withoutBool } from "./flags.js";
import { mayShowValues } from "./may-show-values.js";

const MOST_VALUES = 30;
const LONGEST_VALUE = 60;

/** What the column's codes are and, where somebody wrote it down, what they stand for. */
export function coding(
  reading: ColumnReading,
  type: SemanticType | undefined,
  checked: CheckedValues,
): Finding | undefined {
  return byComment(reading) ?? byCheck(reading, checked) ?? byBoolean(reading) ?? byProfile(reading, type);
}

const KIND = ProposedChangeKind.CODING;

/** `A = active, I = inactive`; a space before the code is enough here. */
const EQUALS =
  /(?:^|[\s,;(|/])["'‘“]?([\p{L}\p{N}_+-]{1,12})["'’”]?\s*(?:=>|=|->)\s*([^,;|/()=\n]{1,60}?)(?=[,;|/()\n]|\s+["'‘“]?[\p{L}\p{N}_+-]{1,12}["'’”]?\s*(?:=|->)|$)/gu;
/** `1: open; 2: closed`: colons and dashes stand in other texts, too, so codes have to look like some. */
const COLONS =
  /(?:^|[,;(|/\n]\s*)["'‘“]?(\d{1,4}|\p{Lu}[\p{Lu}\p{N}_+-]{0,11}|[a-z]{1,2})["'’”]?\s*(?::|–|—|\s-\s)\s*([^,;|/()=:\n]{1,60})/gu;

const pairsIn = (comment: string, pattern: RegExp): (readonly [string, string])[] =>
  [...comment.matchAll(pattern)].map(([, code, meaning]) => [code!, meaning!.trim()] as const);

function byComment({ column }: ColumnReading): Finding | undefined {
  if (column.comment === null || column.comment.length > 2000) return undefined;
  const equal = pairsIn(column.comment, EQUALS);
  const pairs = equal.length > 1 ? equal : pairsIn(column.comment, COLONS);
  const codes = new Set(pairs.map(([code]) => code.toLowerCase()));
  if (pairs.length < 2 || codes.size !== pairs.length || pairs.length > MOST_VALUES) return undefined;
  const value = pairs.map(([code, meaning]) => `${shown(code)}: ${shown(meaning)}`).join("; ");
  return statement({
    column: column.name,
    kind: KIND,
    value: `${value} (comment in the source)`,
    confidence: 0.93,
    summary: "The source's comment on the column lists its codes.",
    evidence: [because("comment", `Lists ${pairs.length} codes.`, 0.93)],
    origin: Origin.SOURCE_COMMENT,
  });
}

function byCheck({ column }: ColumnReading, checked: CheckedValues): Finding | undefined {
  const values = checked.get(column.name);
  if (!values || values.length > MOST_VALUES) return undefined;
  const codes = values.length === 1 ? "one value" : `${values.length} values`;
  return statement({
    column: column.name,
    kind: KIND,
    value: values.length === 1 ? `Always ${shown(values[0]!)}.` : `One of ${values.map(shown).join(", ")}.`,
    confidence: 0.97,
    summary: "A check constraint allows these values and no others.",
    evidence: [because("check constraint", `Allows ${codes}.`, 0.97)],
  });
}

function byBoolean(reading: ColumnReading): Finding | undefined {
  const { column, family, name, readable, keeping } = reading;
  if (family !== "boolean" || !readable) return undefined;
  const words = withoutBool(name.words);
  const rest = /^(is|was)$/.test(words[0]!) ? words.slice(1) : words;
  const last = rest.at(-1) ?? "";
  const says = keeping === "deleted" ? "deleted" : ADJECTIVES.has(last) || isParticiple(last) ? rest.join(" ") : null;
  if (says === null || flagWords(reading, "boolean flag") === undefined) return undefined;
  return statement({
    column: column.name,
    kind: KIND,
    value: `true: ${says}; false: ${[...says.split(" ").slice(0, -1), "not", says.split(" ").at(-1)].join(" ")}`,
    confidence: 0.85,
    summary: "A boolean column, whose name says what is true.",
    evidence: [because("declared type", "boolean.", 0.7), because("column name", `Read as "${says}".`, 0.6)],
  });
}

function byProfile(reading: ColumnReading, type: SemanticType | undefined): Finding | undefined {
  const values = mayShowValues(reading, type);
  if (!values) return undefined;
  return statement({
    column: reading.column.name,
    kind: KIND,
    value: `${values.map(shown).join(", ")} (all values of the latest profile; their meaning is not written down)`,
    confidence: 0.75,
    summary: "The latest profile found these values and no others, each of them often.",
    evidence: [because("profile", `${values.length} different values.`, 0.75)],
  });
}

const shown = (value: string): string => inertText(value, LONGEST_VALUE) || "(blank)";
