import { ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import type { ColumnProfile } from "../../assets/profile.model.js";

const LONGEST_SAID = 300;
const MOST_RELATED = 20;
const MOST_NAMES = 200;

/**
 * What a language model is told of a table: names, types, keys, comments, tags, and how many rows, values and different
 * values there are. No value of a cell, and nothing that may quote one: defaults, checks, bounds, samples, frequent values.
 */
export function tableDocument(facts: TableFacts, columns: readonly ColumnFacts[], industryInfo: string | null): object {
  const profiles = new Map(facts.profile?.columns.map((profile) => [profile.name, profile]));
  return {
    industry: said(industryInfo),
    table: {
      schema: facts.schema,
      name: facts.name,
      kind: facts.kind,
      comment: said(facts.comment),
      rows: facts.profile?.rowCount ?? facts.estimatedRows,
      keys: facts.constraints.flatMap((constraint) => keyOf(constraint)),
      otherColumns: facts.columns
        .filter((column) => !columns.includes(column))
        .map(({ name }) => name)
        .slice(0, MOST_NAMES),
    },
    columns: columns.map((column) => columnDocument(column, profiles.get(column.name))),
    related: facts.related.slice(0, MOST_RELATED).map(({ schema, name, comment, constraints }) => ({
      schema,
      name,
      comment: said(comment),
      foreignKeys: constraints.filter(({ kind }) => kind === "FOREIGN_KEY").flatMap((constraint) => keyOf(constraint)),
    })),
  };
}

function columnDocument(column: ColumnFacts, profile: ColumnProfile | undefined): object {
  return {
    name: column.name,
    type: column.type,
    nullable: column.nullable,
    comment: said(column.comment),
    tags: column.annotations.filter(({ kind }) => kind === ProposedChangeKind.TAG).map(({ name }) => name),
    shareWithValue: rounded(profile?.completeness),
    differentValues: profile?.distinctCount ?? null,
    shareDifferent: rounded(profile?.uniqueness),
  };
}

function keyOf(constraint: TableFacts["constraints"][number]): object[] {
  const { kind, columns } = constraint;
  if (kind === "CHECK") return []; // its condition may hold values
  return kind === "FOREIGN_KEY" ? [{ kind, columns, refersTo: constraint.target }] : [{ kind, columns }];
}

/** Addresses of mail and long numbers, which people give as examples. */
const LIKE_A_VALUE = /[^\s@]{1,64}@[^\s@]+|\d(?:[\s./-]?\d){4,}/gu;

/** What people wrote, bounded. */
const said = (text: string | null) => text?.slice(0, LONGEST_SAID).replace(LIKE_A_VALUE, "***").toWellFormed() ?? null;
const rounded = (share: number | null | undefined) => (share == null ? null : Math.round(share * 1000) / 1000);
