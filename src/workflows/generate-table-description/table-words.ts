import { type Finding, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { isMass } from "../wording/english.js";
import { tableTerm } from "../wording/glossary.js";
import type { Industry } from "../wording/industry.js";
import { because, LEAST_CONFIDENCE, statement } from "../wording/statement.js";
import { tableDescription } from "./description.js";
import { tableDomain } from "./domain.js";
import { tableGrain } from "./grain.js";
import { tableRelations } from "./relations.js";
import { readTable, type TableReading } from "./table-reading.js";

/** What the rules have to say of a table. */
export interface TableWords {
  /** At most one of each kind. */
  readonly findings: readonly Finding[];
  /** Why there is no description; null where there is one. */
  readonly skippedReason: string | null;
}

/** All that can be said of the table from its names, keys, comments and profile. Same facts, same words. */
export function tableWords(facts: TableFacts, industry: Industry): TableWords {
  const reading = readTable(facts, industry);
  const findings = [
    tableDescription(reading),
    displayName(reading),
    definition(reading),
    tableDomain(reading),
    tableGrain(reading),
    tableRelations(reading),
  ].filter((finding) => finding !== undefined && finding.confidence >= LEAST_CONFIDENCE) as Finding[];
  const described = findings.some(({ kind }) => kind === ProposedChangeKind.DESCRIPTION);
  return { findings, skippedReason: described ? null : reasonOf(reading) };
}

function displayName({ entity, facts }: TableReading): Finding | undefined {
  const { name, marks } = entity;
  if (!name.meaningful || !/^[\p{Script=Latin}\p{N} ]+$/u.test(name.title)) return undefined;
  const layer = marks.layer === null ? "" : ` (${marks.layer})`;
  const value = `${name.title}${marks.period === null ? "" : ` ${marks.period}`}${layer}`;
  if (value === facts.name) return undefined;
  return statement({
    column: null,
    kind: ProposedChangeKind.DISPLAY_NAME,
    value,
    confidence: name.english === 1 ? 0.9 : 0.65,
    summary: "The words of the table's name, written out.",
    evidence: [because("table name", `${name.tokens.length === 1 ? "One word" : `${name.tokens.length} words`}.`, 0.8)],
  });
}

function definition({ one, entity, facts }: TableReading): Finding | undefined {
  const term = one === null || isMass(entity.head) ? undefined : tableTerm(one);
  if (term === undefined || facts.kind === "VIEW" || entity.marks.period !== null) return undefined;
  return statement({
    column: null,
    kind: ProposedChangeKind.BUSINESS_DEFINITION,
    value: term,
    confidence: 0.65,
    summary: "The usual meaning of the term; what this business means by it may be narrower.",
    evidence: [because("glossary", `"${one}" is a term of the glossary.`, 0.6)],
  });
}

function reasonOf({ entity, facts }: TableReading): string {
  if (facts.columns.length === 0) return "The table has no columns, and its name alone says too little.";
  if (!entity.name.meaningful)
    return "Neither the table's name nor those of its columns say what it holds, and it has no comment.";
  return "The names of the table and of its columns say too little, and it has no comment.";
}
