import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import type { ColumnProfile } from "../../assets/profile.model.js";
import { type Industry, industriesOf } from "../vocabulary/industry.js";
import { nameWords } from "../vocabulary/name-words.js";
import { type TypeFamily, typeFamily } from "../vocabulary/type-family.js";

/** A column, with what signs are read from. */
export interface SignedColumn {
  readonly column: ColumnFacts;
  readonly name: string;
  readonly words: readonly string[];
  readonly family: TypeFamily;
  /** Of the latest profile; undefined where there is none, or nothing could be read. */
  readonly profile: ColumnProfile | undefined;
  /** Kinds of personal data, as in `PII.Email`. */
  readonly personal: ReadonlySet<string>;
}

export interface SignedTable {
  readonly facts: TableFacts;
  readonly columns: readonly SignedColumn[];
  readonly industries: ReadonlySet<Industry>;
}

export function signedTable(facts: TableFacts, industryInfo: string | null | undefined): SignedTable {
  const profiles = new Map(facts.profile?.columns.map((profile) => [profile.name, profile]));
  return {
    facts,
    industries: industriesOf(industryInfo),
    columns: facts.columns.map((column) => {
      const profile = profiles.get(column.name);
      return {
        column,
        name: column.name,
        words: nameWords(column.name),
        family: typeFamily(column.type),
        profile: profile && profile.declaredType === column.type && profile.rowCount > 0 ? profile : undefined,
        personal: personalKinds(column),
      };
    }),
  };
}

const PII = "PII.";

function personalKinds({ annotations }: ColumnFacts): ReadonlySet<string> {
  const tags = annotations.filter(({ kind, name }) => kind === ProposedChangeKind.TAG && name.startsWith(PII));
  return new Set(tags.map(({ name }) => name.slice(PII.length)));
}
