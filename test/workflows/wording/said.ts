import type { Finding } from "../../../src/assets/changes/change.model.js";
import type { TableFacts } from "../../../src/assets/facts/table-facts.js";
import { checkedValues } from "../../../src/workflows/enrich-table-columns/check-values.js";
import { columnWords } from "../../../src/workflows/enrich-table-columns/column-words.js";
import { tableWords } from "../../../src/workflows/generate-table-description/table-words.js";
import { readIndustry } from "../../../src/workflows/wording/industry.js";

const byKind = (findings: readonly Finding[]) => Object.fromEntries(findings.map(({ kind, value }) => [kind, value]));

/** What the rules say of a table, by kind. */
export const saidOfTable = (facts: TableFacts, industry?: string) =>
  byKind(tableWords(facts, readIndustry(industry)).findings);

/** What they say of its columns, by column and kind. */
export async function saidOfColumns(facts: TableFacts, industry?: string) {
  const words = columnWords(facts, readIndustry(industry), await checkedValues(facts));
  return Object.fromEntries(words.map(({ column, findings }) => [column, byKind(findings)]));
}

/** All findings of both, in their order. */
export async function allFindings(facts: TableFacts, industry?: string): Promise<Finding[]> {
  const columns = columnWords(facts, readIndustry(industry), await checkedValues(facts));
  return [...tableWords(facts, readIndustry(industry)).findings, ...columns.flatMap(({ findings }) => findings)];
}
