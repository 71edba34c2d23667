import { type Fqn, formatFqn } from "../../platform/fqn.js";
import type { KnownAnnotation, TableFacts } from "../facts/table-facts.js";
import { type Finding, Origin, ProposedChangeKind } from "./change.model.js";
import type { NewChange } from "./propose.js";

/** What of the catalog a run answers for. */
export interface Responsibility {
  /** What an earlier run of the same kind found: where that is not found any more, its removal is proposed. */
  owns(annotation: KnownAnnotation, column: string | null): boolean;
  /** Columns of which the run could decide nothing: what is known of them stays. */
  readonly undecided: ReadonlySet<string>;
}

/** What is known of a table, or of one of its columns. */
export interface KnownOfTable extends KnownAnnotation {
  /** Null for the table itself. */
  readonly column: string | null;
}

interface Place {
  /** Null for the table itself. */
  readonly column: string | null;
  readonly fqn: Fqn;
  readonly id: string;
  readonly annotations: readonly KnownAnnotation[];
}

/**
 * The changes that findings come to, seen from what the catalog holds: each finding with what it would replace, then what
 * an earlier run found and this one did not. What a person wrote is never proposed to go.
 */
export function changesOfFindings(
  facts: TableFacts,
  findings: readonly Finding[],
  { owns, undecided }: Responsibility,
  more: readonly KnownOfTable[] = [],
): NewChange[] {
  const { fqn, id, annotations } = facts;
  // What is known of a column that is gone is the table's to take away.
  const names = new Set(facts.columns.map(({ name }) => name));
  const known = Map.groupBy(more, ({ column }) => (column !== null && names.has(column) ? column : null));
  const table: Place = { column: null, fqn, id, annotations: [...annotations, ...(known.get(null) ?? [])] };
  const columns = new Map<string, Place>(
    facts.columns.map(({ id, name, annotations }) => [
      name,
      { column: name, fqn: [...facts.fqn, name], id, annotations: [...annotations, ...(known.get(name) ?? [])] },
    ]),
  );
  const placeOf = ({ column }: Finding): Place => {
    const place = column === null ? table : columns.get(column);
    if (!place) throw new Error("A finding of a column that the table does not have.");
    return place;
  };
  const found = findings.map((finding) => foundChange(placeOf(finding), finding));
  const kept = new Set(found.map(({ assetId, kind, name }) => JSON.stringify([assetId, kind, name])));
  const decided = [table, ...[...columns].filter(([name]) => !undecided.has(name)).map(([, place]) => place)];
  const gone = decided.flatMap((place) =>
    place.annotations
      .filter((known) => known.origin !== Origin.STEWARD && owns(known, place.column))
      .filter(({ kind, name }) => !kept.has(JSON.stringify([place.id, kind, name])))
      .map((known) => goneChange(place, known)),
  );
  return [...found, ...gone];
}

function foundChange(place: Place, { column: _, ...finding }: Finding): NewChange {
  const known = place.annotations.find(({ kind, name }) => kind === finding.kind && name === finding.name);
  const { kind, name, value, confidence, justification, origin, detail = null } = finding;
  return {
    assetId: place.id,
    targetFqn: formatFqn(place.fqn),
    kind,
    name,
    before: known?.value ?? null,
    after: value,
    confidence,
    justification,
    origin,
    detail,
  };
}

function goneChange(place: Place, { kind, name, value, confidence }: KnownAnnotation): NewChange {
  const what = kind === ProposedChangeKind.TAG ? "tag" : kind === ProposedChangeKind.DQ_RULE ? "rule" : "text";
  return {
    assetId: place.id,
    targetFqn: formatFqn(place.fqn),
    kind,
    name,
    before: value,
    after: null,
    confidence,
    justification: { summary: `An earlier run found this ${what}; this run does not any more.`, evidence: [] },
    origin: Origin.RULES,
    detail: null,
  };
}
