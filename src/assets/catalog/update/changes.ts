import { Field, ObjectType, registerEnumType } from "type-graphql";
import type { Fqn } from "../../../platform/fqn.js";
import { AssetFqn } from "../../../platform/scalars.js";

export enum CatalogChangeKind {
  ADDED = "ADDED",
  CHANGED = "CHANGED",
  GONE = "GONE",
}
registerEnumType(CatalogChangeKind, {
  name: "CatalogChangeKind",
  description: "What happened to an asset since the catalog was read last.",
  valuesConfig: {
    ADDED: { description: "It is new, or back." },
    CHANGED: { description: "It is described otherwise than before." },
    GONE: { description: "The source does not have it any more." },
  },
});

@ObjectType({ description: "A difference between the source and what the catalog knew of it." })
export class CatalogChange {
  @Field(() => AssetFqn, { description: "What is concerned." })
  fqn: Fqn;

  @Field(() => CatalogChangeKind, { description: "What happened to it." })
  kind: CatalogChangeKind;

  @Field(() => String, {
    description: "In words: `table`, `column integer`, `type integer -> bigint; comment` …",
  })
  what: string;
}

/** The most changes of a kind that are listed one by one; the totals count all. */
const LISTED_CHANGES = 1000;

/** Collects changes: all are counted, the first of each kind are kept. */
export class ChangeLog {
  readonly totals = { ADDED: 0, CHANGED: 0, GONE: 0 };
  readonly changes: CatalogChange[] = [];

  add(...changes: readonly CatalogChange[]): void {
    for (const change of changes) {
      if (++this.totals[change.kind] <= LISTED_CHANGES) this.changes.push(change);
    }
  }
}

const LONGEST = 200;

/** `type integer -> bigint`; long texts, for example of defaults, are cut. */
export function fromTo(what: string, before: string | null, after: string | null): string {
  const short = (text: string | null) =>
    text === null ? "none" : text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return `${what} ${short(before)} -> ${short(after)}`;
}
