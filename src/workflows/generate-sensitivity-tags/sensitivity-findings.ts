import { type Evidence, type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { type Assessed, columnLevels } from "./column-levels.js";
import { confidence } from "./confidence.js";
import { levelName, type SensitivityLevel, tagOf } from "./level.js";
import { type SensitiveTable, sensitiveTable } from "./sensitive-table.js";
import { tableLevel } from "./table-level.js";

/** The levels of a table and of each of its columns, as tags. */
export interface SensitivityFindings {
  readonly findings: readonly Finding[];
  readonly tableLevel: SensitivityLevel;
  /** In the table's order. */
  readonly columnLevels: readonly SensitivityLevel[];
  /** Tags of personal data that the levels rest on. */
  readonly tagged: boolean;
}

export function sensitivityFindings(facts: TableFacts, industryInfo: string | null | undefined): SensitivityFindings {
  const table = sensitiveTable(facts, industryInfo);
  const columns = columnLevels(table);
  const whole = tableLevel(table, columns);
  return {
    findings: [whole, ...columns].map((found) => findingOf(table, found)),
    tableLevel: whole.level,
    columnLevels: columns.map(({ level }) => level),
    tagged: table.tagged,
  };
}

const UNTAGGED: Evidence = {
  source: "PII tags",
  detail:
    "no column of the table has a PII tag: where no run has looked for personal data yet, one would make this surer",
  weight: -0.2,
};

function findingOf({ tagged }: SensitiveTable, found: Assessed): Finding {
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
      evidence: tagged || isDecided ? evidence : [...evidence, UNTAGGED],
    },
    origin: Origin.RULES,
  };
}
