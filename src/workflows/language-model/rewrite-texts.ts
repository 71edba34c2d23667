import { z } from "zod";
import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { LanguageModel, Question } from "../../platform/language-model/language-model.js";
import { LanguageModelProblem } from "../../platform/language-model/problems.js";
import { fitText } from "./fit-text.js";
import { ModelWork } from "./model-use.js";
import { tableDocument } from "./table-document.js";

const REWRITTEN: ReadonlySet<ProposedChangeKind> = new Set([
  ProposedChangeKind.DESCRIPTION,
  ProposedChangeKind.BUSINESS_DEFINITION,
]);
const TEXTS_A_QUESTION = 20;
/** A table of thousands of columns keeps the rules' words for the rest: it would take hours. */
const MOST_TEXTS = 200;
const LONGEST_TEXT = 500;
/** A comment of a person in the source counts for more. */
const MOST_CONFIDENCE = 0.8;

const ANSWER = z.object({ texts: z.array(z.object({ id: z.string(), text: z.string() })) });

const INSTRUCTIONS = `Each member of "texts" describes the table, or the column that "about" names: a description says what it
holds, a business definition what it means to the business. Rules wrote them from the rest of the document. Write each anew so
that it reads well: one or two plain English sentences of at most ${LONGEST_TEXT} characters. Keep its meaning, and add only
what the document bears out: no guesses, no praise, no figures that are not in the document. Answer with the same ids.`;

/** The rules' descriptions and definitions in a model's words, where it has better ones. */
export async function rewriteTexts(
  model: LanguageModel,
  facts: TableFacts,
  findings: readonly Finding[],
  industryInfo: string | null,
  signal: AbortSignal,
): Promise<{ findings: Finding[]; work: ModelWork }> {
  const work = new ModelWork();
  const rewritable = findings.filter((finding) => mayBeRewritten(finding, facts));
  const asked = rewritable.slice(0, MOST_TEXTS);
  work.fallBack(LanguageModelProblem.REQUEST_TOO_LONG, rewritable.length - asked.length);
  const rewritten = new Map<Finding, Finding>();
  for (let at = 0; at < asked.length; at += TEXTS_A_QUESTION) {
    const some = asked.slice(at, at + TEXTS_A_QUESTION);
    const question = { instructions: INSTRUCTIONS, data: dataOf(facts, some, industryInfo) };
    const completion = await model.complete(ANSWER, question, signal);
    if (!completion.ok) {
      work.fallBack(completion.problem, some.length);
      continue;
    }
    const texts = new Map(completion.value.texts.map(({ id, text }) => [id, text]));
    for (const [index, finding] of some.entries()) {
      const text = taken(texts.get(idOf(index)), question, industryInfo ?? "", work);
      if (text !== undefined) rewritten.set(finding, inWordsOf(model.name, finding, text));
    }
  }
  return { findings: findings.map((finding) => rewritten.get(finding) ?? finding), work };
}

/** What rules wrote, and no person outranks. */
function mayBeRewritten({ kind, origin, column }: Finding, facts: TableFacts): boolean {
  const place = column === null ? facts : facts.columns.find(({ name }) => name === column);
  const stewards = place?.annotations.some((known) => known.kind === kind && known.origin === Origin.STEWARD);
  return origin === Origin.RULES && REWRITTEN.has(kind) && !stewards;
}

const idOf = (index: number) => `t${index + 1}`;

function dataOf(facts: TableFacts, findings: readonly Finding[], industryInfo: string | null): object {
  const names = new Set(findings.map(({ column }) => column));
  const columns = facts.columns.filter(({ name }) => names.has(name));
  const texts = findings.map(({ column, kind, value }, index) => ({
    id: idOf(index),
    about: column,
    kind,
    text: value,
  }));
  return { ...tableDocument(facts, columns, industryInfo), texts };
}

function taken(text: string | undefined, question: Question, notToRepeat: string, work: ModelWork): string | undefined {
  const fit = text === undefined ? undefined : fitText(text, LONGEST_TEXT, question, notToRepeat);
  if (fit !== undefined) work.used++;
  else work.fallBack(text === undefined ? LanguageModelProblem.NOT_THE_SCHEMA : LanguageModelProblem.UNFIT_TEXT);
  return fit;
}

function inWordsOf(model: string, finding: Finding, text: string): Finding {
  const { summary, evidence } = finding.justification;
  const rules = { source: "rules", detail: `The rules' own words: ${finding.value}`, weight: 0 };
  return {
    ...finding,
    value: text,
    origin: Origin.LANGUAGE_MODEL,
    confidence: Math.min(finding.confidence, MOST_CONFIDENCE),
    justification: {
      summary: `Written by the language model ${model} from what the rules found: ${summary}`,
      evidence: [...evidence, rules],
    },
  };
}
