import { addUp, type Clue, clue, probability } from "./clue.js";
import { isNoPerson, matchName, type NameMatch, turningClues } from "./name-clues.js";
import { NAME_RULES, type NameRule } from "./name-rules.js";
import { PiiKind } from "./pii-kind.js";
import { columnSubject } from "./subject/column-subject.js";
import { PERSON_ROLES } from "./subject/roles.js";
import type { Subject } from "./subject/subject.js";
import { typeClues } from "./type-clues.js";
import type { DeclaredType } from "./type-family.js";
import type { ValueClue } from "./values/value-clue.js";

/** All that is known of a column, before it is judged. */
export interface ColumnView {
  readonly words: readonly string[];
  readonly commentWords: readonly string[];
  readonly type: DeclaredType;
  readonly subject: Subject;
  /** By keys that it is part of. */
  readonly keys: readonly Clue[];
  readonly values: readonly ValueClue[];
  /** By rows that are about a patient. */
  readonly clinical: readonly Clue[];
  /** What the table's other columns say of a kind in this one. */
  neighbours(rule: NameRule): readonly Clue[];
}

export interface Verdict {
  readonly kind: PiiKind;
  readonly probability: number;
  /** The weightiest first. */
  readonly clues: readonly Clue[];
}

/** Log-odds of a kind that neither name nor comment speaks of: rare. */
const UNNAMED = -5;
/** By how much a key must be surer than another kind. */
const KEY_YIELDS = 0.15;
/** A comment is about more than the column's kind: it counts by half. */
const COMMENT = 0.55;

/** Each kind that something speaks for, the most probable first. */
export function judgeColumn(view: ColumnView, kinds: ReadonlySet<PiiKind>): Verdict[] {
  const best = new Map<PiiKind, Verdict>();
  for (const match of matches(view)) {
    if (!kinds.has(match.rule.kind)) continue;
    const verdict = judge(match, view);
    const before = best.get(verdict.kind);
    if (!before || verdict.probability > before.probability) best.set(verdict.kind, verdict);
  }
  if (view.clinical.length > 0 && kinds.has(PiiKind.Health)) {
    const known = round(probability(addUp(view.clinical)));
    const before = best.get(PiiKind.Health);
    if (!before || known > before.probability)
      best.set(PiiKind.Health, { kind: PiiKind.Health, probability: known, clues: byWeight(view.clinical) });
  }
  // What a key is of (an e-mail address, a phone number) says more than that it is one.
  const rank = ({ kind, probability }: Verdict) => probability - (kind === PiiKind.PersonId ? KEY_YIELDS : 0);
  return [...best.values()].sort((a, b) => rank(b) - rank(a) || (a.kind < b.kind ? -1 : 1));
}

function matches(view: ColumnView): NameMatch[] {
  const named = matchName(view.words, "column name", (weight) => weight);
  const byComment = matchName(view.commentWords, "comment", (weight) => weight * COMMENT)
    .filter(({ rule }) => !rule.alone && rule.weight >= 3)
    .map((match) => ({
      ...match,
      clues: [...match.clues, ...turningClues(match.rule.kind, view.words)],
      rest: view.words,
    }));
  const unnamed = new Set([
    ...view.values.filter(({ weight }) => weight > 0).map(({ kind }) => kind),
    ...(view.keys.length > 0 ? [PiiKind.PersonId] : []),
  ]);
  const bare = [...unnamed].map((kind): NameMatch => {
    const rule = NAME_RULES.find((each) => each.kind === kind)!;
    const clues = [clue("column name", "Its name says nothing of it.", UNNAMED)];
    const other = view.words.find(isNoPerson);
    if (other) clues.push(clue("words beside", `Its name says that it is about "${other}".`, -2.5));
    return { rule, clues, rest: view.words };
  });
  return [...named, ...byComment, ...bare];
}

/** Two questions: is it of that kind, and is it about a natural person? Both must be so. */
function judge({ rule, clues, rest }: NameMatch, view: ColumnView): Verdict {
  const { kind } = rule;
  // A house's number looks like any other: its values say nothing against what its name says.
  const partly = rule.words.some((word) => word.has("house"));
  const values = view.values.filter((each) => each.kind === kind && !(partly && each.weight < 0));
  const isKind = [...clues, ...typeClues(rule, view.type), ...values, ...view.neighbours(rule)];
  if (kind === PiiKind.PersonId && view.keys.length > 0) {
    // A key says both at once, whatever the name says.
    const known = addUp(view.keys);
    return { kind, probability: round(probability(known)), clues: byWeight(view.keys) };
  }
  const about = columnSubject(kind === PiiKind.PersonId ? [...rest, ...whoseId(view.words)] : rest, view.subject);
  const ownName = ownNameClue(rule, rest, view.subject);
  const personal = rule.personal + rule.dependence * about.person + byValues(values, about.person) + ownName;
  const isAboutPerson = { ...about.clue, weight: personal };
  return {
    kind,
    probability: round(probability(addUp(isKind)) * probability(personal)),
    clues: byWeight(
      [...isKind, isAboutPerson].map(({ source, detail, weight }) => clue(source, detail, round(weight))),
    ),
  };
}

/** Databases without declared keys: whom a `patient_id` is of is said by its name, in whichever table. */
const whoseId = (words: readonly string[]): readonly string[] =>
  words.at(-1) === "id" ? words.filter((word) => (PERSON_ROLES.get(word) ?? 0) >= SURELY_SOMEBODY) : [];

/** A customer or an owner may be a company. */
const SURELY_SOMEBODY = 2.8;

/**
 * A wallet's `name` is the wallet's, a payment's note is about the payment, even where both belong to a person. What a
 * column says it is for (`ship_name`, `to_name`) is another matter.
 */
function ownNameClue({ kind, words }: NameRule, rest: readonly string[], subject: Subject): number {
  if (subject.kind === "PERSON" || subject.kind === "DETAIL") return 0;
  if (words.some((word) => word.has("avatar"))) return 0;
  if (kind === PiiKind.FreeText || kind === PiiKind.Photo)
    return rest.some((word) => PERSON_ROLES.has(word)) ? 0 : -1.5;
  const bare = kind === PiiKind.PersonName && words.some((word) => word.has("name") && words.length === 1);
  return bare && !rest.some((word) => FOR_SOMEBODY.has(word)) ? -3 : 0;
}

const FOR_SOMEBODY = new Set(["ship", "shipment", "billing", "moment"]);

/** Products and places have people's names too: where rows are not about people, values count less. */
const byValues = (values: readonly ValueClue[], person: number) =>
  values.reduce((sum, each) => sum + (each.personal ?? 0), 0) * (person < -2 ? 0.3 : 1);

const round = (value: number) => Math.round(value * 1000) / 1000;

const byWeight = (clues: readonly Clue[]) =>
  [...clues].sort(
    (a, b) => Math.abs(b.weight) - Math.abs(a.weight) || (a.source < b.source ? -1 : a.source > b.source ? 1 : 0),
  );
