import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import type { ColumnSamples } from "../enrichment/column-samples.js";
import type { Industry } from "../vocabulary/industry.js";
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
import { tokens, UNKNOWN } from "./words/tokens.js";

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

/** A bare `address` in a table of e-mail addresses is one of those. */
function wordsOfColumn(column: string, table: string): string[] {
  const words = tokens(column);
  if (!words.every((word) => SHORT_FOR.has(word) || word.startsWith(UNKNOWN))) return words;
  if (!words.some((word) => word === "address" || word === "number" || word === "data")) return words;
  const kinds = tokens(table).filter((word) => KEPT_APART.has(word));
  return [...kinds, ...words];
}

const SHORT_FOR = new Set(["address", "number", "data", "generic"]);
const KEPT_APART = new Set([
  "email",
  "phone",
  "ip",
  "mac",
  "card",
  "iban",
  "passport",
  "bank",
  "account",
  "fax",
  "mobile",
  "plate",
]);

/** Comments may be long; what a column holds is said at their beginning. */
const COMMENT_LENGTH = 300;

/** Personal data of one table: of its metadata, and of values where they may be read. */
export function detect(facts: TableFacts, samples: ColumnSamples | undefined, options: DetectOptions): ColumnVerdict[] {
  const subject = subjectOf(facts, subjectByValues(facts, samples));
  const keys = keyClues(facts, subject);
  const words = facts.columns.map(({ name }) => wordsOfColumn(name, facts.name));
  const targets = targetWords(facts);
  const neighbours = neighbourClues(facts, words, options.industries);
  return facts.columns.map((column, at) => {
    const verdicts = judge(
      column,
      words[at]!,
      { subject, keys: keys.get(column.name) ?? [], neighbours, samples, targets },
      options,
    );
    const sample = samples?.get(column.name);
    const best = verdicts[0];
    const tag = best && best.probability >= options.confidenceThreshold ? best : null;
    return {
      column: column.name,
      tag,
      skipped: sample?.skippedReason ?? null,
      undecided: tag ? null : undecided(column, words[at]!, best, sample === undefined || sample.values.length === 0),
    };
  });
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
