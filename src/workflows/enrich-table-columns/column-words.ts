import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { columnTerm } from "../wording/glossary.js";
import type { Industry } from "../wording/industry.js";
import { because, LEAST_CONFIDENCE, statement } from "../wording/statement.js";
import type { CheckedValues } from "./check-values.js";
import { coding } from "./coding.js";
import { type ColumnReading, readColumns } from "./column-reading.js";
import { columnDescription } from "./description.js";
import { displayNames } from "./display-names.js";
import { semanticType } from "./semantic-type.js";
import type { FoundUnit } from "./unit.js";

/** What the rules have to say of a column. */
export interface ColumnWords {
  readonly column: string;
  /** At most one of each kind. */
  readonly findings: readonly Finding[];
  /** Why nothing is said of it; null where something is. */
  readonly skippedReason: string | null;
}

/** All that can be said of the table's columns. Same facts, same words. */
export function columnWords(facts: TableFacts, industry: Industry, checked: CheckedValues): ColumnWords[] {
  const readings = readColumns(facts, industry);
  const titles = displayNames(readings);
  return readings.map((reading) => {
    const type = semanticType(reading);
    const { unit } = reading;
    const findings = [
      columnDescription(reading, type),
      displayName(reading, titles.get(reading.column.name)),
      definition(reading),
      type &&
        statement({
          column: reading.column.name,
          kind: ProposedChangeKind.SEMANTIC_TYPE,
          value: type.type,
          confidence: type.confidence,
          summary: "Keys, declared type, the words of the name, and formats that the profile saw.",
          evidence: type.evidence,
        }),
      unit === null ? undefined : unitFinding(reading, unit),
      coding(reading, type?.type, checked),
    ].filter((finding) => finding !== undefined && finding.confidence >= LEAST_CONFIDENCE) as Finding[];
    return { column: reading.column.name, findings, skippedReason: findings.length > 0 ? null : reasonOf(reading) };
  });
}

const unitFinding = ({ column }: ColumnReading, { unit, confidence, evidence, byComment }: FoundUnit): Finding =>
  statement({
    column: column.name,
    kind: ProposedChangeKind.UNIT,
    value: unit,
    confidence,
    summary: byComment ? "The source's comment names the unit." : "The column's name names the unit.",
    evidence,
    origin: byComment ? Origin.SOURCE_COMMENT : Origin.RULES,
  });

function displayName({ column, name }: ColumnReading, title: string | undefined): Finding | undefined {
  if (title === undefined || title === column.name) return undefined;
  return statement({
    column: column.name,
    kind: ProposedChangeKind.DISPLAY_NAME,
    value: title,
    confidence: name.english === 1 ? 0.9 : 0.65,
    summary: "The words of the column's name, written out.",
    evidence: [
      because("column name", `${name.tokens.length === 1 ? "One word" : `${name.tokens.length} words`}.`, 0.8),
    ],
  });
}

function definition({ column, name, one }: ColumnReading): Finding | undefined {
  const phrase = name.phrase.toLowerCase();
  const term = columnTerm(phrase) ?? columnTerm(ALIASES.get(phrase) ?? "");
  if (term === undefined || (one === null && name.words.length === 1)) return undefined;
  return statement({
    column: column.name,
    kind: ProposedChangeKind.BUSINESS_DEFINITION,
    value: term,
    confidence: 0.65,
    summary: "The usual meaning of the term; what this business means by it may be narrower.",
    evidence: [because("glossary", `"${ALIASES.get(phrase) ?? phrase}" is a term of the glossary.`, 0.6)],
  });
}

/** Other words for terms of the glossary. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["email", "email address"],
  ["phone", "phone number"],
  ["telephone", "phone number"],
  ["telephone number", "phone number"],
  ["zip", "postal code"],
  ["zip code", "postal code"],
  ["postcode", "postal code"],
  ["surname", "last name"],
  ["family name", "last name"],
  ["given name", "first name"],
  ["username", "user name"],
  ["birthdate", "date of birth"],
]);

function reasonOf({ name }: ColumnReading): string {
  return name.meaningful
    ? "The name can't be read as words, and type, keys and comments say nothing more."
    : "The name says nothing, and type, keys and comments say nothing more.";
}
