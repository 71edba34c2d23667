import { type Evidence, type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { type Assessed, columnLevels } from "./column-levels.js";
import { confidence } from "./confidence.js";
import { levelName, type SensitivityLevel, tagOf } from "./level.js";
import { type Known, type SensitiveTable, sensitiveTable } from "./sensitive-table.js";
import { tableLevel } from "./table-level.js";

/** The levels of a table and of each of its columns, as tags. */
export interface SensitivityFindings {
  readonly findings: readonly Finding[];
  readonly tableLevel: SensitivityLevel;
  /** In the table's order. */
  readonly columnLevels: readonly SensitivityLevel[];
  readonly isSearched: boolean;
}

export function sensitivityFindings(facts: TableFacts, known: Known): SensitivityFindings {
  const table = sensitiveTable(facts, known);
  const columns = columnLevels(table);
  const whole = tableLevel(table, columns);
  return {
    findings: [whole, ...columns].map((found) => findingOf(table, found)),
    tableLevel: whole.level,
    columnLevels: columns.map(({ level }) => level),
    isSearched: table.isSearched,
  };
}

const UNSEARCHED: Evidence = {
  source: "PII tags",
  detail: "no column has a PII tag, as no run has looked for personal data in the table: one would make this surer",
  weight: -0.2,
};

function findingOf({ isSearched }: SensitiveTable, found: Assessed): Finding {
  const tag = tagOf(found.level);
  const [first] = found.reasons;
  const evidence: Evidence[] = [...found.reasons]
    .sort((a, b) => b.weight - a.weight)
    .map(({ source, level, detail, weight }) => ({ source, detail: `${levelName(level)}: ${detail}`, weight }));
  const isDecided = first!.source === "steward";
  return {
    column: found.column,
    kind: ProposedChangeKind.TAG,
    name: tag,
    value: tag,
    confidence: confidence(found),
    justification: {
      summary: `${levelName(found.level)}, because ${first!.detail} (${first!.source}).`,
      evidence: isSearched || isDecided ? evidence : [...evidence, UNSEARCHED],
    },
    origin: Origin.RULES,
  };
}
