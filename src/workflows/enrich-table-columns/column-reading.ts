import { TableKind } from "../../assets/catalog/table-kind.js";
import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import type { ColumnProfile } from "../../assets/profile.model.js";
import { type RowKeeping, rowKeeping } from "../wording/column-role.js";
import { type Entity, readEntity } from "../wording/entity.js";
import { type Industry, inIndustry } from "../wording/industry.js";
import { type Keys, readKeys } from "../wording/keys.js";
import { isJoined, pairOf } from "../wording/links.js";
import { readBeside } from "../wording/read-beside.js";
import { isReadable } from "../wording/read-in-table.js";
import type { NameWords } from "../wording/read-name.js";
import { type Reference, readReference } from "../wording/reference.js";
import { type TypeFamily, typeFamily } from "../wording/type-family.js";
import { type UndeclaredReference, undeclaredReferences } from "../wording/undeclared.js";
import { type FoundUnit, unitOf } from "./unit.js";

/** All that the statements on one column are made from. */
export interface ColumnReading {
  readonly facts: TableFacts;
  readonly column: ColumnFacts;
  readonly name: NameWords;
  /** Whether the name can be put into a sentence. */
  readonly readable: boolean;
  readonly family: TypeFamily;
  readonly entity: Entity;
  /** What a row is, in the industry's word; null of views, whose columns may be of anything, and where the name says nothing. */
  readonly one: string | null;
  readonly keys: Keys;
  readonly reference: Reference | null;
  readonly undeclared: UndeclaredReference | null;
  readonly keeping: RowKeeping | null;
  readonly profile: ColumnProfile | null;
  readonly unit: FoundUnit | null;
  /** Of a table that links others: what a row of it is a pair of. */
  readonly pair: string | null;
  readonly neighbours: Neighbours;
}

/** What the other columns of the table say. */
export interface Neighbours {
  /** There is a city, a country or a postal code. */
  readonly places: boolean;
  /** There is a first or last name. */
  readonly personName: boolean;
}

export function readColumns(facts: TableFacts, industry: Industry): ColumnReading[] {
  const entity = readEntity(
    facts.name,
    facts.columns.map(({ name }) => name),
  );
  const keys = readKeys(facts);
  const references = keys.outgoing.map((key) => readReference(facts, entity, key, industry));
  const undeclared = new Map(undeclaredReferences(facts).map((reference) => [reference.column, reference]));
  const profiles = new Map(facts.profile?.columns.map((profile) => [profile.name, profile]));
  const names = readBeside(facts, entity.tongue);
  const phrases = [...names.values()].map(({ phrase }) => phrase);
  const neighbours = {
    places: phrases.some((phrase) => /\b(city|town|country|postal code|postcode|zip)\b/i.test(phrase)),
    personName: phrases.some((phrase) => /\b(first|last|family) name\b|\bsurname\b/.test(phrase)),
  };
  const isView = facts.kind === TableKind.VIEW || facts.kind === TableKind.MATERIALIZED_VIEW;
  const linking = keys.links.length > 1;
  const pair = linking ? pairOf(references.filter(({ key }) => keys.links.includes(key))) : null;
  const one =
    (isView && !viewOfOne(entity)) || (linking && isJoined(entity, references)) || entity.one === null
      ? null
      : inIndustry(entity.one, industry);
  return facts.columns.map((column) => {
    const name = names.get(column.name)!;
    const reading = {
      facts,
      column,
      name,
      readable: isReadable(name, entity.tongue),
      family: typeFamily(column.type),
      entity,
      one,
      keys,
      reference: references.find(({ key }) => key.columns.includes(column.name)) ?? null,
      undeclared: undeclared.get(column.name) ?? null,
      keeping: isOtherRemoval(name, phrases) ? null : rowKeeping(column, name, entity.head),
      profile: profiles.get(column.name) ?? null,
      neighbours,
      pair,
    };
    return { ...reading, unit: unitOf(reading) ?? null };
  });
}

/** Where rows are deleted and removed, the two are not the same. */
const isOtherRemoval = ({ phrase }: NameWords, phrases: readonly string[]): boolean =>
  /\bremoved\b/.test(phrase) && phrases.some((other) => /\bdeleted\b/.test(other));

/** A view that is called like a thing has that thing's columns, more likely than not. */
const viewOfOne = ({ one, name }: Entity): boolean =>
  one !== null &&
  name.english === 1 &&
  !/\b(daily|weekly|monthly|quarterly|yearly|annual|total|average|top)\b/.test(name.phrase);
