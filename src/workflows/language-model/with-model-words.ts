import type { LanguageModel } from "../../platform/language-model/language-model.js";
import type { Enrichment } from "../enrichment/enrichment.js";
import type { LanguageModelUse } from "./model-use.js";
import { rewriteTexts } from "./rewrite-texts.js";
import { withLanguageModel } from "./with-language-model.js";

/** The enrichment with descriptions and definitions in a model's words. */
export const withModelWords = <
  P extends { industryInfo?: string | null },
  O extends { languageModel: LanguageModelUse | null },
  T extends object,
>(
  enrichment: Enrichment<P, O, T>,
  model: LanguageModel | null,
) =>
  withLanguageModel(enrichment, model, (asked, facts, findings, { context }) =>
    rewriteTexts(asked, facts, findings, context.parameters.industryInfo ?? null, context.signal),
  );
