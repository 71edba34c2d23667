import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import { ErrorCode, UserErrors } from "../../platform/errors.js";
import type { Enrichment } from "../enrichment/enrichment.js";
import { readIndustry } from "../wording/industry.js";
import { WorkflowCategory } from "../workflow-type.js";
import {
  GenerateTableDescriptionOutput,
  GenerateTableDescriptionParameters,
  GenerateTableDescriptionParametersInput,
} from "./generate-table-description.types.js";
import { tableWords } from "./table-words.js";

/** What a task keeps. */
interface Described {
  readonly texts: number;
  readonly skippedReason: string | null;
}

const KINDS: ReadonlySet<ProposedChangeKind> = new Set([
  ProposedChangeKind.DESCRIPTION,
  ProposedChangeKind.DISPLAY_NAME,
  ProposedChangeKind.BUSINESS_DEFINITION,
  ProposedChangeKind.DOMAIN,
  ProposedChangeKind.GRAIN,
  ProposedChangeKind.RELATIONS,
]);

const MOST_SKIPPED = 100;

const NOT_NAMED = () =>
  UserErrors.one(
    ErrorCode.VALIDATION_ERROR,
    "Name the tables to describe: `include` is required.",
    "parameters",
    "generateTableDescription",
    "include",
  );

/** Puts into words what tables hold, by what is known of them; reads no source. */
export const generateTableDescription: Enrichment<
  GenerateTableDescriptionParametersInput,
  GenerateTableDescriptionOutput,
  Described
> = {
  type: "GENERATE_TABLE_DESCRIPTION",
  category: WorkflowCategory.ENRICHMENT,
  name: "Table descriptions",
  description: "Says of tables in words what they hold, what a row is, and how they hang together.",
  defaults: { industryInfo: null },
  member: "generateTableDescription",
  parametersInput: GenerateTableDescriptionParametersInput,
  parametersType: GenerateTableDescriptionParameters,
  outputType: GenerateTableDescriptionOutput,
  checkGiven: ({ include }) => {
    // The schema asks for it where options are given; a run without options and a configuration without it come here.
    if (!include || include.length === 0) throw NOT_NAMED();
  },
  readsSource: () => false,
  owns: ({ kind }, column) => column === null && KINDS.has(kind),
  find: async (facts, { context }) => {
    const { findings, skippedReason } = tableWords(facts, readIndustry(context.parameters.industryInfo));
    return { findings, result: { texts: findings.length, skippedReason } };
  },
  summarize,
};

async function summarize(
  results: AsyncIterable<{ readonly target: string; readonly result: Described }>,
): Promise<GenerateTableDescriptionOutput> {
  const output = Object.assign(new GenerateTableDescriptionOutput(), {
    tables: 0,
    described: 0,
    textsFound: 0,
    skippedTotal: 0,
    skipped: [],
    languageModel: null,
  });
  for await (const { target, result } of results) {
    output.tables++;
    output.textsFound += result.texts;
    if (result.skippedReason === null) output.described++;
    else if (output.skippedTotal++ < MOST_SKIPPED) output.skipped.push({ fqn: target, reason: result.skippedReason });
  }
  return output;
}
