import { Field, Int, ObjectType } from "type-graphql";
import { LanguageModelProblem } from "../../platform/language-model/problems.js";

/** Of an output's field `languageModel`. */
export const LANGUAGE_MODEL = "What a language model had a part in; null where none is configured.";

@ObjectType({ description: "A reason why something of a language model was not taken, and how many times." })
export class LanguageModelFallback {
  @Field(() => LanguageModelProblem, { description: "The reason." })
  reason: LanguageModelProblem;

  @Field(() => Int, { description: "How many texts or rules, or questions that brought none, it is the reason for." })
  count: number;
}

@ObjectType({ description: "What a language model had a part in. docs/language-model.md tells what it is asked." })
export class LanguageModelUse {
  @Field(() => String, { description: "Its name, as LLM_MODEL says." })
  model: string;

  @Field(() => Int, { description: "Texts and rules of its that were taken." })
  used: number;

  @Field(() => Int, { description: "How many times the rules' own result stands in for what it was asked for." })
  fallbacks: number;

  @Field(() => [LanguageModelFallback], { description: "Why, by the reasons' names." })
  reasons: LanguageModelFallback[];
}

/** What came of the model's part in one table; kept with the task's result. */
export class ModelWork {
  used = 0;
  readonly reasons: Partial<Record<LanguageModelProblem, number>> = {};

  fallBack(reason: LanguageModelProblem, count = 1): void {
    if (count > 0) this.reasons[reason] = (this.reasons[reason] ?? 0) + count;
  }

  add({ used, reasons }: Pick<ModelWork, "used" | "reasons">): void {
    this.used += used;
    for (const [reason, count] of Object.entries(reasons)) this.fallBack(reason as LanguageModelProblem, count);
  }

  asOutput(model: string): LanguageModelUse {
    const reasons = Object.values(LanguageModelProblem)
      .sort()
      .flatMap((reason) => (this.reasons[reason] ? [{ reason, count: this.reasons[reason] }] : []));
    return { model, used: this.used, fallbacks: reasons.reduce((sum, { count }) => sum + count, 0), reasons };
  }
}
