import { Origin } from "../../assets/changes/change.model.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import type { LanguageModel, Question } from "../../platform/language-model/language-model.js";
import { LanguageModelProblem } from "../../platform/language-model/problems.js";
import { ruleColumns } from "../../quality/compile/rule-columns.js";
import { ownWords } from "../language-model/fit-text.js";
import { ModelWork } from "../language-model/model-use.js";
import { tableDocument } from "../language-model/table-document.js";
import { because, type Candidate, keyOf } from "./candidate.js";
import type { DroppedRule, FoundRules } from "./find-rules.js";
import { isGuaranteed } from "./guaranteed.js";
import { beyondReach } from "./model-rule-reach.js";
import { PROPOSED_RULES, type RuleOfModel } from "./model-rule-schema.js";
import type { FoundRule } from "./rank.js";

const MOST_RULES = 10;
/** Of a wider table it is told the first columns. */
const MOST_COLUMNS = 60;
const LONGEST_NAME = 120;
const LONGEST_REASON = 300;
/** The longest definition, in characters of JSON: a statement of SQL, or a list of values. */
const LONGEST_DEFINITION = 4000;
/** What speaks for such a rule is the model's word and the rows', no statistics of ours. */
const TRUST = 0.6;
const WORTH = 0.4;
const LEAST_SHARE = 0.95;

const GUARANTEED = "The table's keys and constraints keep every row to it.";
const LESS_WORTH = "The rows show a rule that says it already, or rules that are worth more.";
const NO_ROWS = "There was no row to check it on.";

const INSTRUCTIONS = `Propose up to ${MOST_RULES} data quality rules of the table: what each row should keep, going by what the
names, comments and keys mean, and what keys and types don't guarantee already. Prefer the typed kinds; use SQL where none fits: one
PostgreSQL SELECT of the failing rows of the table, each table named with its schema, built-in functions only. Use only the
columns and tables of the document. Values and bounds are texts as PostgreSQL prints them. Give each rule a short plain
name, such as start_date is not after end_date, and the reason in one sentence. Propose nothing that you are not sure of.`;

export interface ModelRules {
  /** To be validated like any other. */
  readonly candidates: readonly Candidate[];
  /** What is not worth it. */
  readonly dropped: readonly DroppedRule[];
  readonly work: ModelWork;
}

/** Rules that a language model proposes. It is told nothing but names, types, comments, keys and counts. */
export async function modelRules(model: LanguageModel, facts: TableFacts, signal: AbortSignal): Promise<ModelRules> {
  const work = new ModelWork();
  const data = tableDocument(facts, facts.columns.slice(0, MOST_COLUMNS), null);
  const question = { instructions: INSTRUCTIONS, data };
  const completion = await model.complete(PROPOSED_RULES, question, signal);
  if (!completion.ok) {
    work.fallBack(completion.problem);
    return { candidates: [], dropped: [], work };
  }
  const candidates: Candidate[] = [];
  const dropped: DroppedRule[] = [];
  for (const rule of completion.value.rules.slice(0, MOST_RULES)) {
    const candidate = candidateOf(model.name, rule, question);
    if (candidate === undefined) {
      work.fallBack(LanguageModelProblem.UNFIT_TEXT);
      continue;
    }
    const reason = isGuaranteed(rule.definition, facts) ? GUARANTEED : await beyondReach(rule.definition, facts);
    if (reason) dropped.push({ name: candidate.name, reason });
    else candidates.push(candidate);
  }
  return { candidates: [...new Map(candidates.map((each) => [keyOf(each), each])).values()], dropped, work };
}

/** What a table's rules come to with those of the model that stood the check; what became of them goes into its work. */
export function settled({ candidates, dropped, work }: ModelRules, found: FoundRules): FoundRules {
  const isModels = ({ candidate }: FoundRule) => candidate.origin === Origin.LANGUAGE_MODEL;
  const rules = found.rules.filter((rule) => !isModels(rule) || rule.heldRows > 0);
  const used = rules.filter(isModels).length;
  work.used += used;
  work.fallBack(LanguageModelProblem.RULE_DROPPED, candidates.length + dropped.length - used);
  const told = new Set([...rules.map(({ candidate }) => candidate.name), ...found.dropped.map(({ name }) => name)]);
  const unchecked = new Set(found.rules.filter((rule) => !rules.includes(rule)).map(({ candidate }) => candidate));
  const others = candidates
    .filter(({ name }) => !told.has(name))
    .map((candidate) => ({ name: candidate.name, reason: unchecked.has(candidate) ? NO_ROWS : LESS_WORTH }));
  return { ...found, rules, dropped: [...found.dropped, ...dropped, ...others] };
}

function candidateOf(
  model: string,
  { name, reason, definition, dimension, severity }: RuleOfModel,
  question: Question,
): Candidate | undefined {
  const words = ownWords(name, LONGEST_NAME, question);
  const why = ownWords(reason, LONGEST_REASON, question);
  if (words === undefined || why === undefined || JSON.stringify(definition).length > LONGEST_DEFINITION)
    return undefined;
  return {
    definition,
    columns: ruleColumns(definition) ?? [],
    name: words,
    dimension,
    severity,
    worth: WORTH,
    leastShare: LEAST_SHARE,
    trust: TRUST,
    evidence: [because("language model", `${model}: ${why}`, 0.3)],
    origin: Origin.LANGUAGE_MODEL,
  };
}
