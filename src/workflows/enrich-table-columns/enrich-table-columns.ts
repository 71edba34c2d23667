import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import { formatFqn, parseFqn } from "../../platform/fqn.js";
import type { Enrichment } from "../enrichment/enrichment.js";
import { readIndustry } from "../wording/industry.js";
import { WorkflowCategory } from "../workflow-type.js";
import { checkedValues } from "./check-values.js";
import { columnWords } from "./column-words.js";
import {
  EnrichTableColumnsOutput,
  EnrichTableColumnsParameters,
  EnrichTableColumnsParametersInput,
} from "./enrich-table-columns.types.js";

/** What a task keeps. */
interface Described {
  readonly columns: number;
  readonly described: number;
  readonly texts: number;
  readonly skippedTotal: number;
  /** The first of them. */
  readonly skipped: readonly { readonly column: string; readonly reason: string }[];
}

const KINDS: ReadonlySet<ProposedChangeKind> = new Set([
  ProposedChangeKind.DESCRIPTION,
  ProposedChangeKind.DISPLAY_NAME,
  ProposedChangeKind.BUSINESS_DEFINITION,
  ProposedChangeKind.SEMANTIC_TYPE,
  ProposedChangeKind.UNIT,
  ProposedChangeKind.CODING,
]);

const MOST_SKIPPED = 100;

/** Puts into words what columns hold, by what is known of them; reads no source. */
export const enrichTableColumns: Enrichment<EnrichTableColumnsParametersInput, EnrichTableColumnsOutput, Described> = {
  type: "ENRICH_TABLE_COLUMNS",
  category: WorkflowCategory.ENRICHMENT,
  name: "Column enrichment",
  description: "Says of columns in words what they hold: descriptions, semantic types, units, codes.",
  defaults: { include: null, industryInfo: null },
  member: "enrichTableColumns",
  parametersInput: EnrichTableColumnsParametersInput,
  parametersType: EnrichTableColumnsParameters,
  outputType: EnrichTableColumnsOutput,
  readsSource: () => false,
  owns: ({ kind }, column) => column !== null && KINDS.has(kind),
  find: async (facts, { context }) => {
    const words = columnWords(facts, readIndustry(context.parameters.industryInfo), await checkedValues(facts));
    const findings = words.flatMap((column) => column.findings);
    const skipped = words.flatMap(({ column, skippedReason }) =>
      skippedReason === null ? [] : [{ column, reason: skippedReason }],
    );
    const result = {
      columns: words.length,
      described: findings.filter(({ kind }) => kind === ProposedChangeKind.DESCRIPTION).length,
      texts: findings.length,
      skippedTotal: skipped.length,
      skipped: skipped.slice(0, MOST_SKIPPED),
    };
    return { findings, result };
  },
  summarize,
};

async function summarize(
  results: AsyncIterable<{ readonly target: string; readonly result: Described }>,
): Promise<EnrichTableColumnsOutput> {
  const output = Object.assign(new EnrichTableColumnsOutput(), {
    tables: 0,
    columns: 0,
    columnsDescribed: 0,
    textsFound: 0,
    columnsSkippedTotal: 0,
    columnsSkipped: [],
    languageModel: null,
  });
  for await (const { target, result } of results) {
    output.tables++;
    output.columns += result.columns;
    output.columnsDescribed += result.described;
    output.textsFound += result.texts;
    output.columnsSkippedTotal += result.skippedTotal;
    for (const { column, reason } of result.skipped) {
      if (output.columnsSkipped.length === MOST_SKIPPED) break;
      output.columnsSkipped.push({ fqn: formatFqn([...parseFqn(target), column]), reason });
    }
  }
  return output;
}
