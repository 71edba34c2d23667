import { TableKind } from "../../assets/catalog/table-kind.js";
import { list } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { pairOf } from "../wording/links.js";
import { because } from "../wording/statement.js";
import type { Words } from "./grain.js";
import type { TableReading } from "./table-reading.js";

/** What else could a row without a key stand for that holds foreign keys only? */
export function byAllColumns({ keys, references }: TableReading): Words | undefined {
  if (!keys.loose) return undefined;
  return {
    value: `One row per ${pairOf(references)}. No key is declared.`,
    confidence: 0.7,
    summary: "The table has foreign keys and nothing else.",
    evidence: [because("foreign keys", `${references.length}, and no other columns; no key forbids a row twice.`, 0.7)],
  };
}

/** Few rows differ in anything by chance. */
const ENOUGH_ROWS = 30;

export function byProfile({ facts }: TableReading): Words | undefined {
  const profile = facts.profile;
  const candidate = profile?.candidateKeys.find((columns) => columns.length > 0);
  if (
    !profile ||
    !candidate ||
    candidate.length > 3 ||
    profile.rowCount < ENOUGH_ROWS ||
    profile.rowsRead < profile.rowCount
  )
    return undefined;
  const declared =
    facts.kind === TableKind.VIEW || facts.kind === TableKind.MATERIALIZED_VIEW
      ? "A view declares no key"
      : "No key is declared";
  return {
    value: `One row per ${candidate.length === 1 ? "value" : "combination"} of ${names(candidate)}, as the latest profile saw it. ${declared}.`,
    confidence: 0.6,
    summary: "No two rows of the latest profile had the same values there; no key forbids it.",
    evidence: [because("profile", `${names(candidate)} told all ${profile.rowCount} rows apart.`, 0.5)],
  };
}

const names = (columns: readonly string[]): string => list(columns.map(nameInText));
