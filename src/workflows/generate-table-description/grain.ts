import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { quotedComment } from "../wording/comment.js";
import { list, pluralPhrase, singular } from "../wording/english.js";
import type { Entity } from "../wording/entity.js";
import { nameInText } from "../wording/inert-text.js";
import { pairOf } from "../wording/links.js";
import { isReadable, readInTable } from "../wording/read-in-table.js";
import { because, statement } from "../wording/statement.js";
import { eventPhrase } from "./event-grain.js";
import { byAllColumns, byProfile } from "./grain-without-keys.js";
import { linkingReferences, linksOneTable } from "./linked.js";
import type { TableReading } from "./table-reading.js";

export type Words = Pick<Parameters<typeof statement>[0], "value" | "confidence" | "summary" | "evidence" | "origin">;

/** What one row stands for, from the keys; undefined where no key says it. */
export function tableGrain(reading: TableReading): Finding | undefined {
  const words =
    byComment(reading) ??
    byLinks(reading) ??
    byPrimaryKey(reading) ??
    byUniqueKey(reading) ??
    byAllColumns(reading) ??
    byProfile(reading);
  return words && statement({ column: null, kind: ProposedChangeKind.GRAIN, ...words });
}

function byComment({ facts }: TableReading): Words | undefined {
  if (!/^\W*(one|each|a|every) (row|record|line)\b/i.test(facts.comment ?? "")) return undefined;
  return {
    value: quotedComment(facts.comment)!,
    confidence: 0.96,
    summary: "A comment on the table in the source says what a row is.",
    evidence: [because("comment", "The source's comment speaks of one row.", 1)],
    origin: Origin.SOURCE_COMMENT,
  };
}

function byLinks(reading: TableReading): Words | undefined {
  const references = linkingReferences(reading);
  if (references.length < 2) return undefined;
  const evidence = [
    because("key", `${names(references.flatMap(({ key }) => key.columns))}, all of them foreign keys.`, 0.95),
  ];
  const summary = "The table's key consists of foreign keys.";
  if (linksOneTable(references)) {
    const what =
      references[0]!.entity === null
        ? `rows of ${nameInText(references[0]!.target)}`
        : pluralPhrase(references[0]!.entity);
    const roles = references.map(({ role, key }) => role ?? names(key.columns));
    return { value: `One row per pair of ${what}: ${list(roles)}.`, confidence: 0.93, summary, evidence };
  }
  return { value: `One row per ${pairOf(references)}.`, confidence: 0.95, summary, evidence };
}

function byPrimaryKey(reading: TableReading): Words | undefined {
  const { keys, references, one, entity } = reading;
  const primary = keys.primary;
  if (!primary) return undefined;
  const evidence = [because("primary key", `${names(primary)}.`, 0.9)];
  const summary = "The primary key tells the rows apart.";
  if (primary.length > 1) {
    const parts = keyParts(reading, primary);
    return { value: `One row per combination of ${list(parts)}.`, confidence: 0.93, summary, evidence };
  }
  const own = references.find(({ key }) => key.columns.length === 1 && key.columns[0] === primary[0]);
  if (own && !own.self) {
    const what = own.entity ?? `row of ${nameInText(own.target)}`;
    return {
      value: `At most one row per ${what}.`,
      confidence: 0.94,
      summary: "The primary key is a foreign key as well.",
      evidence: [...evidence, because("foreign key", `${names(primary)} refers to ${nameInText(own.target)}.`, 0.9)],
    };
  }
  if (one === null || entity.marks.layer !== null)
    return { value: `One row per value of ${names(primary)}, the primary key.`, confidence: 0.9, summary, evidence };
  const event = eventPhrase(reading);
  if (event.evidence) evidence.push(event.evidence);
  const unique = businessKey(reading);
  if (unique) evidence.push(because("unique key", `${names(unique)}.`, 0.5));
  const also = unique
    ? `; ${names(unique)} ${unique.length === 1 ? "is" : "are"} unique${unique.length > 1 ? " together" : ""}`
    : "";
  return {
    value: `One row per ${event.phrase}, identified by ${names(primary)}${also}.`,
    confidence: event.evidence ? 0.85 : 0.88,
    summary: event.evidence
      ? "The primary key tells the rows apart, and foreign keys say what they belong to."
      : summary,
    evidence,
  };
}

function byUniqueKey(reading: TableReading): Words | undefined {
  const unique = reading.keys.unique[0];
  if (!unique) return undefined;
  const nullable = unique.some((name) => reading.facts.columns.find((column) => column.name === name)?.nullable);
  const parts = keyParts(reading, unique);
  const what = parts.length === 1 ? parts[0]! : `combination of ${list(parts)}`;
  return {
    value: nullable
      ? `At most one row per ${what}, where ${unique.length === 1 ? "it has a value" : "all have a value"}.`
      : `One row per ${what}.`,
    confidence: 0.85,
    summary: "The table has no primary key, but a unique key.",
    evidence: [because("unique key", `${names(unique)}.`, 0.8)],
  };
}

/** The parts of a key: entities for foreign keys, the words of names for the others. */
function keyParts({ references, entity }: TableReading, key: readonly string[]): string[] {
  const parts: string[] = [];
  const done = new Set<string>();
  for (const column of key) {
    if (done.has(column)) continue;
    const reference = references.find(
      ({ key: { columns } }) => columns.includes(column) && columns.every((each) => key.includes(each)),
    );
    for (const each of reference?.key.columns ?? [column]) done.add(each);
    if (reference) parts.push(reference.label ?? nameInText(reference.target));
    else parts.push(partName(column, entity));
  }
  return parts;
}

function partName(column: string, entity: Entity): string {
  const name = readInTable(column, entity.tongue);
  if (!isReadable(name, entity.tongue)) return nameInText(column);
  const words = name.words;
  if (words.length > 1 && words.at(-1) === "ID") return words.slice(0, -1).join(" ");
  return words.length === 1 && singular(words[0]!) === entity.head
    ? `${words[0]} (${nameInText(column)})`
    : name.phrase;
}

/** A unique key that people know rows by, beside a primary key that the database numbers. */
function businessKey({ keys, references }: TableReading): readonly string[] | undefined {
  const refers = new Set(references.flatMap(({ key }) => key.columns));
  return keys.unique.find((columns) => columns.length <= 3 && !(columns.length === 1 && refers.has(columns[0]!)));
}

const names = (columns: readonly string[]): string => list(columns.map(nameInText));
