import type { Evidence, Origin } from "../../assets/changes/change.model.js";
import type { DqDimension, DqSeverity, RuleDefinition } from "../../quality/rule.model.js";
import { ruleKey } from "../../quality/rules/signature.js";
import type { SourceColumn } from "../profiling/source-table.js";

/** A rule that the rows seem to keep. */
export interface Candidate {
  readonly definition: RuleDefinition;
  /** The table's own columns that it is about, the one that it is shown at first; none for the table itself. */
  readonly columns: readonly string[];
  /** In words. */
  readonly name: string;
  readonly dimension: DqDimension;
  readonly severity: DqSeverity;
  /** How much a person gains by it, 0 to 1: what decides where there are more than can be reviewed. */
  readonly worth: number;
  /** The smallest share of the rows that must keep it, so that it is proposed: 1 where it makes sense for all rows only. */
  readonly leastShare: number;
  /** Whether all rows that were looked at keep it. */
  readonly strict?: boolean;
  /** Set of one bound of a range, which is proposed where the range as a whole is not kept. */
  readonly side?: "min" | "max";
  /** Which of the patterns of a column it is. */
  readonly form?: "code" | "tidy" | "characters";
  /** Rows that may lack it though none was seen that does: what rows that nobody looked at may hide; 0 where nothing is said. */
  readonly slack?: number;
  /** How far the evidence other than the rows' own goes, 0 to 1: a name that says the same, or numbers alone. */
  readonly trust: number;
  readonly evidence: readonly Evidence[];
  /** Of rules about the table as a whole, which no other rows can be asked about: the confidence. */
  readonly confidence?: number;
  /** Who proposes it; the rows themselves where nobody is named. */
  readonly origin?: Origin;
}

/** A column as rules are learned of it. */
export interface LearnedColumn {
  readonly column: SourceColumn;
  readonly words: readonly string[];
  /** Whether its values are about a person, and so are never shown. */
  readonly personal: boolean;
  /** Whether its texts may leave the source. */
  readonly shown: boolean;
  /** Alone a declared key. */
  readonly key: boolean;
  /** Part of a declared key or foreign key: its values are names of rows, not quantities. */
  readonly identifies: boolean;
  /** Conditions of check constraints on it alone, as PostgreSQL prints them. */
  readonly checks: readonly string[];
}

/** What a rule is about, whatever its bounds: the same key is found on one half of the rows and on all of them. */
export const keyOf = ({ definition, side, form }: Candidate): string => ruleKey(definition, side ?? form);

export const because = (source: string, detail: string, weight: number): Evidence => ({ source, detail, weight });

export const percent = (share: number): string => `${Number((100 * share).toPrecision(4))} %`;
