import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { Enrichment } from "../enrichment/enrichment.js";
import { WorkflowCategory } from "../workflow-type.js";
import { DATA_QUALITY, DIMENSIONS, tagOf } from "./dimension-tag.js";
import { dqFindings } from "./dq-findings.js";
import {
  GenerateDqTagsOutput,
  GenerateDqTagsParameters,
  GenerateDqTagsParametersInput,
} from "./generate-dq-tags.types.js";

/** What a task keeps. */
interface Tagged {
  readonly columns: number;
  /** For each dimension: whether the table has the tag, and how many columns have. */
  readonly dimensions: readonly { readonly table: boolean; readonly columns: number }[];
  readonly isProfiled: boolean;
}

/** Says which dimensions of data quality matter, from what is known of tables; reads no source. */
export const generateDqTags: Enrichment<GenerateDqTagsParametersInput, GenerateDqTagsOutput, Tagged> = {
  type: "GENERATE_DQ_TAGS",
  category: WorkflowCategory.ENRICHMENT,
  name: "Data quality tags",
  description: "Says which dimensions of data quality matter for tables and columns, and why.",
  defaults: { industryInfo: null },
  member: "generateDqTags",
  parametersInput: GenerateDqTagsParametersInput,
  parametersType: GenerateDqTagsParameters,
  outputType: GenerateDqTagsOutput,
  readsSource: () => false,
  owns: ({ kind, name }) => kind === ProposedChangeKind.TAG && name.startsWith(DATA_QUALITY),
  find: async (facts, { context }) => {
    const findings = dqFindings(facts, context.parameters.industryInfo);
    const dimensions = DIMENSIONS.map((dimension) => {
      const those = findings.filter(({ name }) => name === tagOf(dimension));
      const columns = those.filter(({ column }) => column !== null).length;
      return { table: columns < those.length, columns };
    });
    return { findings, result: { columns: facts.columns.length, dimensions, isProfiled: facts.profile !== null } };
  },
  summarize,
};

async function summarize(results: AsyncIterable<{ readonly result: Tagged }>): Promise<GenerateDqTagsOutput> {
  const dimensions = DIMENSIONS.map((dimension) => ({ dimension, tables: 0, columns: 0 }));
  const output = { tables: 0, columns: 0, dimensions, tablesWithoutProfile: 0 };
  for await (const { result } of results) {
    output.tables++;
    output.columns += result.columns;
    if (!result.isProfiled) output.tablesWithoutProfile++;
    for (const [index, { table, columns }] of result.dimensions.entries()) {
      dimensions[index]!.tables += table ? 1 : 0;
      dimensions[index]!.columns += columns;
    }
  }
  return Object.assign(new GenerateDqTagsOutput(), output);
}
