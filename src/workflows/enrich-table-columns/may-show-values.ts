import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import { compare } from "../wording/keys.js";
import type { SemanticType } from "../wording/semantic-types.js";
import type { ColumnReading } from "./column-reading.js";

const MOST_DIFFERENT = 10;
const LEAST_ROWS = 5;
const LEAST_SHARE = 0.005;
const LONGEST_CODE = 40;

/** Kinds of columns whose values are codes that everybody may see. All others keep theirs to themselves. */
const CODED: ReadonlySet<SemanticType> = new Set<SemanticType>([
  "status code",
  "category",
  "boolean flag",
  "currency code",
  "country code",
  "language",
  "unit",
  "media type",
  "colour",
]);

/** Words of names that speak of people, whatever else they say: `author_type` may hold the author. */
const OF_PEOPLE =
  /\b(name|person|email|phone|address|birth|gender|sex|age|religion|ethnic|ethnicity|race|marital|health|diagnosis|disability|salary|password|secret|token|ssn|tax|passport|user|owner|author|manager|agent|assignee|doctor|nurse|teacher|patient|contact|by)\b/i;

/**
 * The values of a column, in order, where they may be shown: few, each of them often, all of them known, of a column of
 * codes that is neither tagged as personal data nor named like it. Undefined anywhere else.
 */
export function mayShowValues(reading: ColumnReading, type: SemanticType | undefined): string[] | undefined {
  const { column, profile, family, reference, undeclared, keys, name } = reading;
  if (!profile || profile.estimated || profile.skippedReason !== null) return undefined;
  if (family !== "text" && family !== "own" && family !== "integer") return undefined;
  if (type === undefined || !CODED.has(type) || OF_PEOPLE.test(name.phrase)) return undefined;
  if (
    reference ||
    undeclared ||
    keys.primary?.includes(column.name) ||
    keys.unique.some((columns) => columns.includes(column.name))
  )
    return undefined;
  if (column.annotations.some(isProtecting)) return undefined;
  const { distinctCount, mostFrequent } = profile;
  if (distinctCount === null || distinctCount < 1 || distinctCount > MOST_DIFFERENT) return undefined;
  if (mostFrequent.length !== distinctCount) return undefined;
  const often = mostFrequent.every(({ count, share }) => count >= LEAST_ROWS && share >= LEAST_SHARE);
  const isCode = mostFrequent.every(({ value }) => value.length <= LONGEST_CODE && !/@|\d{5}/.test(value));
  if (!often || !isCode) return undefined;
  return mostFrequent.map(({ value }) => value).sort(compare);
}

const isProtecting = ({ kind, name }: ColumnReading["column"]["annotations"][number]): boolean =>
  kind === ProposedChangeKind.TAG && /^(PII\.|Sensitivity\.(Confidential|Restricted)$)/.test(name);
