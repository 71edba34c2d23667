import type { RelatedTable, TableFacts } from "../../../assets/facts/table-facts.js";
import { addUp, type Clue, clamp, clue } from "../clue.js";
import { type OwnSubject, ownSubject } from "./own-subject.js";
import { SERVED } from "./roles.js";
import type { RowKind } from "./table-words.js";

/** What the rows of a table are about, as far as can be told without reading them. */
export interface Subject {
  readonly kind: RowKind;
  /** Log-odds that a row is about one natural person. */
  readonly person: number;
  readonly roles: readonly string[];
  readonly clues: readonly Clue[];
  /** By name, the tables that foreign keys connect. */
  readonly neighbours: ReadonlyMap<string, OwnSubject>;
}

type Keyed = Pick<RelatedTable, "schema" | "name" | "constraints">;

export const tableKey = ({ schema, name }: { schema: string; name: string }) => JSON.stringify([schema, name]);

/** `more` are clues from the values, where they may be read. */
export function subjectOf(facts: TableFacts, more: readonly Clue[] = []): Subject {
  const own = ownSubject(facts);
  const neighbours = new Map(facts.related.map((table) => [tableKey(table), ownSubject(table)]));
  const clues = [...own.clues, ...neighbourClues(facts, own, neighbours), ...more];
  const person = clamp(addUp(clues), -5, 5);
  const kind = own.kind === "PERSON" && person < -0.5 ? "ORGANISATION" : own.kind;
  return { kind, person, roles: own.roles, clues, neighbours };
}

function neighbourClues(facts: TableFacts, own: OwnSubject, neighbours: ReadonlyMap<string, OwnSubject>): Clue[] {
  const targets = referredTo(facts).flatMap((key) => neighbours.get(key) ?? []);
  switch (own.kind) {
    case "EVENT":
      return servedClues(targets);
    case "DETAIL":
      return ownerClues(facts, targets, neighbours);
    case "UNKNOWN":
      return servedClues(targets);
    default:
      return [];
  }
}

const SOURCE = "foreign keys";

/** An order is about whom it is made for. */
function servedClues(targets: readonly OwnSubject[]): Clue[] {
  const served = targets.filter(({ kind, roles }) => kind === "PERSON" || roles.some((role) => SERVED.has(role)));
  const people = served.filter(
    ({ person, roles }) => person > 0 && (roles.length === 0 || roles.some((role) => SERVED.has(role))),
  );
  if (people.length > 0) return [clue(SOURCE, "It refers to the person whom it is about.", 3)];
  if (served.some(({ person }) => person < -0.5) || targets.some(({ kind }) => kind === "ORGANISATION"))
    return [clue(SOURCE, "It refers to the organisation that it is about.", -2.6)];
  if (served.length > 0) return [clue(SOURCE, "It refers to staff, not to whom it is about.", -0.4)];
  return [];
}

/** An address is a person's if people's tables refer to it, directly or by a table between. */
function ownerClues(
  facts: TableFacts,
  targets: readonly OwnSubject[],
  neighbours: ReadonlyMap<string, OwnSubject>,
): Clue[] {
  const me = tableKey(facts);
  const referrers = facts.related.filter((table) => referredTo(table).includes(me));
  const direct = [...targets, ...referrers.flatMap((table) => neighbours.get(tableKey(table)) ?? [])];
  if (direct.some(({ kind, person }) => kind === "PERSON" && person > 0))
    return [clue(SOURCE, "It belongs to people: a table of people is connected with it.", 2.8)];
  const between = referrers.filter((table) => neighbours.get(tableKey(table))?.kind !== "ORGANISATION");
  const beyond = between.flatMap((table) => [
    ...referredTo(table),
    ...facts.related.filter((other) => referredTo(other).includes(tableKey(table))).map(tableKey),
  ]);
  if (beyond.some((key) => isPeople(neighbours.get(key))))
    return [clue(SOURCE, "It belongs to people, by a table between.", 2)];
  if (direct.length > 0 && direct.every(({ kind }) => kind === "ORGANISATION" || kind === "PLACE"))
    return [clue(SOURCE, "Only organisations are connected with it.", -2.8)];
  return [];
}

const isPeople = (subject: OwnSubject | undefined) => subject?.kind === "PERSON" && subject.person > 0;

const referredTo = ({ constraints }: Keyed): string[] =>
  constraints.flatMap((each) =>
    each.kind === "FOREIGN_KEY" ? tableKey({ schema: each.target.schema, name: each.target.table }) : [],
  );
