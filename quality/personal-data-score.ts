import { type PiiLabel, plainKind } from "./labels.js";

/** A tag that a run proposed. */
export interface FoundTag {
  /** Without `PII.`. */
  readonly kind: string;
  readonly confidence: number;
  readonly summary: string;
}

/** A labelled column with what was found of it. */
export interface Compared {
  readonly label: PiiLabel;
  readonly tag: FoundTag | undefined;
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly wanted: number;
  readonly found: number;
}

const share = (part: number, whole: number) => (whole === 0 ? 1 : part / whole);

function scoreOf(wanted: number, found: number, right: number): Score {
  const [precision, recall] = [share(right, found), share(right, wanted)];
  return { precision, recall, f1: share(2 * right, wanted + found), wanted, found };
}

/** Whether columns with personal data are told from those without. */
export function personalScore(columns: readonly Compared[]): Score {
  const wanted = columns.filter(({ label }) => label.isPii);
  return scoreOf(wanted.length, columns.filter(({ tag }) => tag).length, wanted.filter(({ tag }) => tag).length);
}

/** Whether columns have the kind that they should have; of one kind, or of all together. */
export function kindScore(columns: readonly Compared[], kind?: string): Score {
  const counts = (each: string) => each !== "" && (kind === undefined || each === kind);
  const found = (tag: FoundTag | undefined) => (tag ? plainKind(tag.kind) : "");
  return scoreOf(
    columns.filter(({ label }) => counts(label.kind)).length,
    columns.filter(({ tag }) => counts(found(tag))).length,
    columns.filter(({ label, tag }) => counts(label.kind) && found(tag) === label.kind).length,
  );
}

export const isMiss = ({ label, tag }: Compared): boolean => (tag ? plainKind(tag.kind) : "") !== label.kind;

export const kindsIn = (columns: readonly Compared[]): string[] =>
  [...new Set(columns.flatMap(({ label, tag }) => [label.kind, tag ? plainKind(tag.kind) : ""]))]
    .filter((kind) => kind !== "")
    .sort();
