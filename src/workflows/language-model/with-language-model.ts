import type { Finding } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { LanguageModel } from "../../platform/language-model/language-model.js";
import type { Enrichment, Reading } from "../enrichment/enrichment.js";
import { type LanguageModelUse, ModelWork } from "./model-use.js";

/** What a model makes of what the rules found in a table: the findings in their place, and what came of asking it. */
export type ModelsPart<P> = (
  model: LanguageModel,
  facts: TableFacts,
  findings: readonly Finding[],
  reading: Reading<P>,
) => Promise<{ readonly findings: readonly Finding[]; readonly work: ModelWork }>;

/** A task's result may keep the work of a model, an output has its sum. */
export interface WithModelWork {
  readonly modelWork?: ModelWork;
}
interface WithModelUse {
  languageModel: LanguageModelUse | null;
}

/** The enrichment with the model's part laid over it; the enrichment itself where no model is configured. */
export function withLanguageModel<P extends object, O extends WithModelUse, T extends object>(
  enrichment: Enrichment<P, O, T>,
  model: LanguageModel | null,
  modelsPart: ModelsPart<P>,
): Enrichment<P, O, T & WithModelWork> {
  if (!model) return enrichment as Enrichment<P, O, T & WithModelWork>;
  return {
    ...enrichment,
    find: async (facts, reading) => {
      const found = await enrichment.find(facts, reading);
      const { findings, work } = await modelsPart(model, facts, found.findings, reading);
      return { ...found, findings, result: { ...found.result, modelWork: work } };
    },
    summarize: (results) => summarizeWithModel(enrichment.summarize, model, results),
  };
}

/** Adds to a run's output what the model had a part in, by what its tasks kept. */
export async function summarizeWithModel<O extends WithModelUse, T extends object>(
  summarize: Enrichment<object, O, T>["summarize"],
  model: LanguageModel | null,
  results: AsyncIterable<{ readonly target: string; readonly result: T & WithModelWork }>,
): Promise<O> {
  const whole = new ModelWork();
  async function* seen() {
    for await (const each of results) {
      if (each.result.modelWork) whole.add(each.result.modelWork);
      yield each;
    }
  }
  const output = await summarize(seen());
  return { ...output, languageModel: model && whole.asOutput(model.name) };
}
