import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import type { ColumnSamples } from "../enrichment/column-samples.js";
import type { Industry } from "../vocabulary/industry.js";
import { clinicalClues } from "./clinical-clues.js";
import type { Clue } from "./clue.js";
import { judgeColumn, type Verdict } from "./judge-column.js";
import { judgeJson } from "./judge-json.js";
import { neighbourClues } from "./neighbour-clues.js";
import type { PiiKind } from "./pii-kind.js";
import { keyClues } from "./subject/person-keys.js";
import { type Subject, subjectOf } from "./subject/subject.js";
import { subjectByValues } from "./subject/value-subject.js";
import { declaredType } from "./type-family.js";
import { sampled } from "./values/sampled.js";
import { valueClues } from "./values/value-clues.js";
import { tokens } from "./words/tokens.js";
import { wordsInContext } from "./words-in-context.js";

export interface DetectOptions {
  readonly confidenceThreshold: number;
  readonly kinds: ReadonlySet<PiiKind>;
  readonly industries: ReadonlySet<Industry>;
}

/** What was made of one column. */
export interface ColumnVerdict {
  readonly column: string;
  /** The best kind, if it reaches the threshold. */
  readonly tag: Verdict | null;
  /** Why nothing could be decided. */
  readonly undecided: string | null;
  /** Why its values were not looked at. */
  readonly skipped: string | null;
}

/** Comments may be long; what a column holds is said at their beginning. */
const COMMENT_LENGTH = 300;

/** Personal data of one table: of its metadata, and of values where they may be read. */
export const detect = (
  facts: TableFacts,
  samples: ColumnSamples | undefined,
  options: DetectOptions,
): ColumnVerdict[] => [...detectOneByOne(facts, samples, options)];

/** The same, column by column, for whoever has other things to do in between. */
export function* detectOneByOne(
  facts: TableFacts,
  samples: ColumnSamples | undefined,
  options: DetectOptions,
): Generator<ColumnVerdict> {
  const subject = subjectOf(facts, subjectByValues(facts, samples));
  const keys = keyClues(facts, subject);
  const words = wordsInContext(facts);
  const targets = targetWords(facts);
  const neighbours = neighbourClues(facts, words, options.industries);
  const clinical = clinicalClues(facts);
  for (const [at, column] of facts.columns.entries()) {
    const verdicts = judge(
      column,
      words[at]!,
      { subject, keys: keys.get(column.name) ?? [], neighbours, samples, targets, clinical },
      options,
    );
    const sample = samples?.get(column.name);
    const best = verdicts[0];
    const tag = best && best.probability >= options.confidenceThreshold ? best : null;
    yield {
      column: column.name,
      tag,
      skipped: sample?.skippedReason ?? null,
      undecided: tag ? null : undecided(column, words[at]!, best, sample === undefined || sample.values.length === 0),
    };
  }
}

function targetWords({ constraints }: TableFacts): Map<string, readonly string[]> {
  return new Map(
    constraints.flatMap((each) =>
      each.kind === "FOREIGN_KEY"
        ? each.columns.map((column, at): [string, string[]] => [column, tokens(each.target.columns[at] ?? "")])
        : [],
    ),
  );
}

interface Around {
  readonly subject: Subject;
  readonly keys: readonly Clue[];
  readonly neighbours: ReturnType<typeof neighbourClues>;
  readonly samples: ColumnSamples | undefined;
  readonly clinical: ReturnType<typeof clinicalClues>;
  /** By column, the words of the one that it refers to: whoever refers to an e-mail address holds one. */
  readonly targets: ReadonlyMap<string, readonly string[]>;
}

function judge(column: ColumnFacts, words: readonly string[], around: Around, { kinds }: DetectOptions): Verdict[] {
  const type = declaredType(column.type);
  if (type.family === "never") return [];
  const values = around.samples?.get(column.name)?.values ?? [];
  const read = sampled(values, type.array);
  const view = {
    words,
    commentWords: [
      ...(column.comment ? tokens(column.comment.slice(0, COMMENT_LENGTH)) : []),
      ...(around.targets.get(column.name) ?? []),
    ],
    type,
    subject: around.subject,
    keys: around.keys,
    clinical: type.family === "json" ? [] : around.clinical(column, read),
    values: type.family === "json" ? [] : valueClues(read, type.family),
    neighbours: around.neighbours,
  };
  const byName = judgeColumn(view, kinds);
  return type.family === "json" && values.length > 0 ? judgeJson(view, values, kinds, byName) : byName;
}

/** Below this nothing worth mentioning speaks for personal data. */
const WORTH_MENTIONING = 0.25;

function undecided(
  column: ColumnFacts,
  words: readonly string[],
  best: Verdict | undefined,
  unread: boolean,
): string | null {
  if (!unread) return null;
  if (best && best.probability >= WORTH_MENTIONING)
    return `It may hold PII.${best.kind} (${Math.round(best.probability * 100)} %); its values would tell.`;
  const { family } = declaredType(column.type);
  if ((family === "text" || family === "json") && words.every((word) => SAYS_NOTHING.has(word)))
    return "Its name does not say what it holds; its values would tell.";
  return null;
}

const SAYS_NOTHING = new Set(["data", "generic", "number", "note", "comment", "description"]);
