import { Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { ColumnFacts, KnownAnnotation } from "../../assets/facts/table-facts.js";
import { nameWords } from "../vocabulary/name-words.js";
import { typeFamily } from "../vocabulary/type-family.js";
import { keyReasons } from "./key-reasons.js";
import { compareLevels, highest, levelOfTag, SensitivityLevel } from "./level.js";
import { personalReasons } from "./personal-data.js";
import type { Reason } from "./reason.js";
import type { SensitiveTable } from "./sensitive-table.js";
import { PRICE_LISTS, PRICES, TOPICS } from "./topics.js";

/** The level of a column or table, with what speaks for it. */
export interface Assessed {
  /** Null for the table itself. */
  readonly column: string | null;
  readonly level: SensitivityLevel;
  /** Those for the level, the weightiest first, then those for lower ones. */
  readonly reasons: readonly Reason[];
}

/** The level of each column, in the table's order. */
export function columnLevels(table: SensitiveTable): Assessed[] {
  const found = table.facts.columns.map((column) => ({ column, reasons: reasonsFor(table, column) }));
  const isPublic = table.referenceData && found.every(({ reasons }) => reasons.every(isLow));
  return found.map(({ column, reasons }) => {
    if (reasons.length > 0 && !isPublic) return assessed(column.name, reasons);
    return assessed(column.name, [isPublic ? publicReason(table) : defaultReason(table, column)]);
  });
}

export function assessed(column: string | null, reasons: readonly Reason[]): Assessed {
  const level = highest(reasons.map((reason) => reason.level))!;
  const sorted = [...reasons].sort((a, b) => compareLevels(b.level, a.level) || b.weight - a.weight);
  return { column, level, reasons: sorted };
}

/** What a person said of it; that outranks all else. */
export function stewardReason(annotations: readonly KnownAnnotation[]): Reason | undefined {
  const levels = annotations
    .filter(({ kind, origin }) => kind === ProposedChangeKind.TAG && origin === Origin.STEWARD)
    .map(({ name }) => levelOfTag(name))
    .filter((level) => level !== undefined);
  const level = highest(levels);
  return level && { level, source: "steward", detail: "a person said so", weight: 1 };
}

const isLow = ({ level }: Reason) => compareLevels(level, SensitivityLevel.INTERNAL) < 0;

function reasonsFor(table: SensitiveTable, column: ColumnFacts): Reason[] {
  const steward = stewardReason(column.annotations);
  if (steward) return [steward];
  const personal = personalReasons(table.personalData.get(column.name) ?? [], table);
  return [
    ...personal,
    ...namedReasons(table, column),
    ...commentReasons(column),
    ...keyReasons(table, column, personal),
  ];
}

function namedReasons(table: SensitiveTable, { name, type }: ColumnFacts): Reason[] {
  const words = nameWords(name);
  const family = typeFamily(type);
  const reasons = TOPICS.filter(
    ({ phrases, not, types }) => types.includes(family) && phrases.in(words) && !not?.in(words),
  )
    .map(({ level, detail, weight }) => ({ level: level(table), source: "column name", detail, weight }))
    .filter((reason): reason is Reason => reason.level !== undefined);
  if (family === "number" && PRICES.in(words) && PRICE_LISTS.in(nameWords(table.facts.name))) {
    const detail = "it is a price of a list that was agreed on";
    reasons.push({ level: SensitivityLevel.CONFIDENTIAL, source: "table name", detail, weight: 0.65 });
  }
  return reasons;
}

/** In the languages of the topics; `case sensitive` and the like say nothing of the sort. */
const CONFIDENTIAL_COMMENT = /\b(confidential|vertraulich|confidentiel(le)?|confidencial)\b/i;
const NEGATED = /\b(not|non|nicht|no|pas|não)\b.{0,20}$/i;

function commentReasons({ comment }: ColumnFacts): Reason[] {
  const found = comment ? CONFIDENTIAL_COMMENT.exec(comment) : null;
  if (!comment || !found || NEGATED.test(comment.slice(0, found.index))) return [];
  const detail = "its comment in the source says that it is confidential";
  return [{ level: SensitivityLevel.CONFIDENTIAL, source: "comment", detail, weight: 0.8 }];
}

function publicReason({ isSearched }: SensitiveTable): Reason {
  const detail = "the table is a list of commonly known things, without personal data";
  return { level: SensitivityLevel.PUBLIC, source: "reference data", detail, weight: isSearched ? 0.8 : 0.7 };
}

/** A type that may hold anything leaves more open. */
function defaultReason({ isSearched }: SensitiveTable, { type }: ColumnFacts): Reason {
  const open = ["document", "binary", "other"].includes(typeFamily(type));
  const detail = "nothing about it asks for more protection, nor says that anyone may see it";
  return {
    level: SensitivityLevel.INTERNAL,
    source: "default",
    detail,
    weight: (isSearched ? 0.7 : 0.6) - (open ? 0.2 : 0),
  };
}
