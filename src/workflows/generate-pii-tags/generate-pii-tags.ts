import { setImmediate as nextTurn } from "node:timers/promises";
import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { Enrichment, Reading } from "../enrichment/enrichment.js";
import { industriesOf } from "../vocabulary/industry.js";
import { WorkflowCategory } from "../workflow-type.js";
import { DataAccess } from "./data-access.js";
import type { ColumnVerdict } from "./detect.js";
import {
  DEFAULTS,
  GeneratePiiTagsOutput,
  GeneratePiiTagsParameters,
  GeneratePiiTagsParametersInput,
} from "./generate-pii-tags.types.js";
import { justification } from "./justification.js";
import { PiiKind } from "./pii-kind.js";
import { type FoundPii, resultOf, summarize } from "./summary.js";

const PREFIX = "PII.";

/** Finds personal data by the names, types, comments, keys and values of columns. */
export const generatePiiTags: Enrichment<GeneratePiiTagsParametersInput, GeneratePiiTagsOutput, FoundPii> = {
  type: "GENERATE_PII_TAGS",
  category: WorkflowCategory.ENRICHMENT,
  name: "PII tags",
  description: "Finds columns with personal data and tags them with its kind, e.g. `PII.Email`.",
  defaults: DEFAULTS,
  member: "generatePiiTags",
  parametersInput: GeneratePiiTagsParametersInput,
  parametersType: GeneratePiiTagsParameters,
  outputType: GeneratePiiTagsOutput,
  readsSource: ({ dataAccess }) => dataAccess === DataAccess.SAMPLE,
  owns: ({ kind, name }) => kind === ProposedChangeKind.TAG && name.startsWith(PREFIX),
  find,
  summarize,
};

/** Columns judged in one go: a wide table must not keep the process from its other work, e.g. signs of life. */
const COLUMNS_A_TURN = 16;

async function find(facts: TableFacts, { context, samples }: Reading<GeneratePiiTagsParametersInput>) {
  const { dataAccess, confidenceThreshold, recognizers, industryInfo } = context.parameters;
  const read = dataAccess === DataAccess.SAMPLE ? await samples() : undefined;
  const kinds = new Set(recognizers ?? Object.values(PiiKind));
  const options = { confidenceThreshold, kinds, industries: industriesOf(industryInfo) };
  const verdicts: ColumnVerdict[] = [];
  // Not before it is needed: what it stands on, such as names and numbers of many countries, is large.
  const { detectOneByOne } = await import("./detect.js");
  for (const verdict of detectOneByOne(facts, read, options)) {
    verdicts.push(verdict);
    if (verdicts.length % COLUMNS_A_TURN === 0) await nextTurn();
  }
  const result = resultOf(facts, verdicts, read !== undefined);
  const findings = verdicts.flatMap(({ column, tag }): Finding[] => {
    if (!tag) return [];
    const name = `${PREFIX}${tag.kind}`;
    const found = {
      kind: ProposedChangeKind.TAG,
      name,
      value: name,
      confidence: tag.probability,
      origin: Origin.RULES,
    };
    return [{ column, ...found, justification: justification(tag) }];
  });
  return { findings, result, undecided: stays(facts, verdicts, kinds, read !== undefined) };
}

/** Columns whose earlier tags this run can't take back: it did not see their values, or did not look for those kinds. */
function stays(
  facts: TableFacts,
  verdicts: readonly ColumnVerdict[],
  kinds: ReadonlySet<PiiKind>,
  read: boolean,
): string[] {
  const notLookedFor = (name: string) => name.startsWith(PREFIX) && !kinds.has(name.slice(PREFIX.length) as PiiKind);
  return verdicts
    .filter(({ tag, undecided, skipped }, at) => {
      if (!tag && (undecided !== null || skipped !== null || !read)) return true;
      return facts.columns[at]!.annotations.some(
        ({ kind, name }) => kind === ProposedChangeKind.TAG && notLookedFor(name),
      );
    })
    .map(({ column }) => column);
}
