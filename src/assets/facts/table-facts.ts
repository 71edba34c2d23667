import type { Fqn } from "../../platform/fqn.js";
import type { StoredConstraint } from "../catalog/constraints.js";
import type { TableKind } from "../catalog/table-kind.js";
import type { Origin, ProposedChangeKind } from "../changes/change.model.js";
import type { TableProfileResult } from "../profile.model.js";

/** Something that is known of an asset already: by a run or by a person. */
export interface KnownAnnotation {
  readonly kind: ProposedChangeKind;
  /** The tag; empty for the other kinds. */
  readonly name: string;
  readonly value: string;
  readonly confidence: number;
  readonly origin: Origin;
}

export interface ColumnFacts {
  readonly id: string;
  readonly name: string;
  /** From 1, without a gap. */
  readonly ordinal: number;
  /** As PostgreSQL prints it, e.g. `numeric(5,2)`, `character varying(50)`. */
  readonly type: string;
  readonly nullable: boolean;
  readonly defaultExpression: string | null;
  readonly generated: string | null;
  readonly identity: string | null;
  readonly comment: string | null;
  readonly annotations: readonly KnownAnnotation[];
}

/** A table that foreign keys connect with the one in question, over at most two steps. */
export interface RelatedTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: TableKind;
  readonly comment: string | null;
  readonly constraints: readonly StoredConstraint[];
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

/** What is known of a table without reading its rows. */
export interface TableFacts {
  readonly id: string;
  /** service, database, schema, table */
  readonly fqn: Fqn;
  readonly schema: string;
  readonly name: string;
  readonly kind: TableKind;
  readonly comment: string | null;
  readonly estimatedRows: number | null;
  readonly constraints: readonly StoredConstraint[];
  readonly annotations: readonly KnownAnnotation[];
  /** In the table's order. */
  readonly columns: readonly ColumnFacts[];
  /** Those that refer to it or that it refers to, and theirs in turn; by schema and name. Without the table itself. */
  readonly related: readonly RelatedTable[];
  /** The latest, with the time when it was taken; null before the first. */
  readonly profile: (TableProfileResult & { readonly takenAt: Date }) | null;
}
