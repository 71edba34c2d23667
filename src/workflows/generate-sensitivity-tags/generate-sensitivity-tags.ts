import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { Enrichment } from "../enrichment/enrichment.js";
import { lastLookedAt } from "../runs-of-table.js";
import { WorkflowCategory } from "../workflow-type.js";
import {
  GenerateSensitivityTagsOutput,
  GenerateSensitivityTagsParameters,
  GenerateSensitivityTagsParametersInput,
} from "./generate-sensitivity-tags.types.js";
import { LEVELS, SENSITIVITY, type SensitivityLevel } from "./level.js";

/** What a task keeps. */
interface Levels {
  readonly table: SensitivityLevel;
  readonly columns: readonly SensitivityLevel[];
  readonly isSearched: boolean;
}

/** Says how sensitive tables and columns are, from what is known of them; reads no source. */
export const generateSensitivityTags: Enrichment<
  GenerateSensitivityTagsParametersInput,
  GenerateSensitivityTagsOutput,
  Levels
> = {
  type: "GENERATE_SENSITIVITY_TAGS",
  category: WorkflowCategory.ENRICHMENT,
  name: "Sensitivity tags",
  description: "Says of tables and columns whether they are Public, Internal, Confidential or Restricted.",
  defaults: { include: null, industryInfo: null },
  member: "generateSensitivityTags",
  parametersInput: GenerateSensitivityTagsParametersInput,
  parametersType: GenerateSensitivityTagsParameters,
  outputType: GenerateSensitivityTagsOutput,
  readsSource: () => false,
  owns: ({ kind, name }) => kind === ProposedChangeKind.TAG && name.startsWith(SENSITIVITY),
  find: async (facts, { context }) => {
    const { tenantId, target, parameters } = context;
    const searchedAt = await context.transact((manager) =>
      lastLookedAt(manager, tenantId, "GENERATE_PII_TAGS", target),
    );
    const known = { industryInfo: parameters.industryInfo, wasSearched: searchedAt !== null };
    const { sensitivityFindings } = await import("./sensitivity-findings.js"); // it stands on what finds personal data
    const { findings, tableLevel, columnLevels, isSearched } = sensitivityFindings(facts, known);
    return { findings, result: { table: tableLevel, columns: columnLevels, isSearched } };
  },
  summarize,
};

async function summarize(results: AsyncIterable<{ readonly result: Levels }>): Promise<GenerateSensitivityTagsOutput> {
  const levels = LEVELS.map((level) => ({ level, tables: 0, columns: 0 }));
  const output = { tables: 0, columns: 0, levels, tablesNotSearched: 0 };
  for await (const { result } of results) {
    output.tables++;
    output.columns += result.columns.length;
    if (!result.isSearched) output.tablesNotSearched++;
    for (const count of levels) {
      if (result.table === count.level) count.tables++;
      count.columns += result.columns.filter((level) => level === count.level).length;
    }
  }
  return Object.assign(new GenerateSensitivityTagsOutput(), output);
}
