import { TableKind } from "../../assets/catalog/table-kind.js";
import { type Finding, Origin, ProposedChangeKind } from "../../assets/changes/change.model.js";
import { quotedComment } from "../wording/comment.js";
import { capitalised, list, pluralPhrase } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { sameSet } from "../wording/keys.js";
import { isJoined, pairOf } from "../wording/links.js";
import { readName } from "../wording/read-name.js";
import { because, statement } from "../wording/statement.js";
import { attributeNames, attributes } from "./attributes.js";
import { linkedPhrases, linkingReferences } from "./linked.js";
import type { TableReading } from "./table-reading.js";

/** What the table holds; a comment in the source before all else. Undefined where nothing can be said. */
export function tableDescription(reading: TableReading): Finding | undefined {
  const comment = quotedComment(reading.facts.comment);
  const kind = ProposedChangeKind.DESCRIPTION;
  if (comment !== null) {
    const added = reading.facts.kind === TableKind.VIEW ? " A view." : "";
    return statement({
      column: null,
      kind,
      value: `${comment}${added}`,
      confidence: 0.97,
      summary: "A comment on the table in the source says what it holds.",
      evidence: [because("comment", "The source has a comment on the table.", 1)],
      origin: Origin.SOURCE_COMMENT,
    });
  }
  const words = byRules(reading);
  return words && statement({ column: null, kind, ...words });
}

type Words = Pick<Parameters<typeof statement>[0], "value" | "confidence" | "summary" | "evidence">;

function byRules(reading: TableReading): Words | undefined {
  const { facts, keys, many, entity, references } = reading;
  const names = attributeNames(reading);
  const columnsSay = because("column names", `${facts.columns.length} columns, by their names and keys.`, 0.3);
  if (keys.links.length > 1) {
    const own = many !== null && !isJoined(entity, reading.references);
    const held = names.length === 0 ? "" : own ? `, each with ${attributes(names)}` : `, with ${attributes(names)}`;
    const pair = pairOf(linkingReferences(reading));
    return {
      value: own ? `${capitalised(many)}, one per ${pair}${held}.` : `Links ${list(linkedPhrases(reading))}${held}.`,
      confidence: 0.9,
      summary: "Foreign keys make up the whole key of the table.",
      evidence: [because("foreign keys", `The key consists of ${keys.links.length} foreign keys.`, 0.9), columnsSay],
    };
  }
  if (keys.loose)
    return {
      value: `Links ${list(references.map(({ entity: one, target }) => (one === null ? `rows of ${nameInText(target)}` : pluralPhrase(one))))}.`,
      confidence: 0.8,
      summary: "The table has foreign keys and nothing else.",
      evidence: [because("foreign keys", `${references.length}, and no other columns.`, 0.8)],
    };
  const nameSays = because("table name", `Read as "${nameInText(entity.name.phrase)}".`, 0.5);
  if (many !== null) {
    const what = withMarks(subject(reading, many), reading);
    const held = names.length === 0 ? "" : attributes(names);
    const own = ownKey(reading);
    const per = own === undefined ? "" : `, at most one row per ${own}`;
    const each = own !== undefined || entity.mass ? " with " : ", each with ";
    return {
      value: `${capitalised(what)}${per}${held === "" ? "" : `${per === "" ? each : ", with "}${held}`}.`,
      confidence: entity.name.english === 1 ? 0.75 : 0.6,
      summary: "The words of the table's name, and of its columns and keys.",
      evidence: [nameSays, columnsSay],
    };
  }
  if (names.length === 0 || !saysSomething(reading)) return undefined;
  return {
    value: `${KINDS[facts.kind]} with ${attributes(names)}.`,
    confidence: 0.6,
    summary: "The table's name can't be read as English words; its columns are named.",
    evidence: [columnsSay],
  };
}

/** Of a table whose primary key refers to another: what it adds to. */
function ownKey({ keys, references }: TableReading): string | undefined {
  const own = references.find(({ key, self }) => !self && keys.primary !== null && sameSet(key.columns, keys.primary));
  return own?.entity ?? undefined;
}

const GENERIC = new Set("id value data name text key type code info description number date note flag".split(" "));

/** Whether at least half of the columns have names that mean something. */
function saysSomething({ facts }: TableReading): boolean {
  const telling = facts.columns.filter(({ name }) => {
    const { meaningful, tokens } = readName(name);
    return meaningful && !(tokens.length === 1 && GENERIC.has(tokens[0]!));
  });
  return telling.length > 0 && telling.length >= facts.columns.length / 2;
}

const KINDS: Readonly<Record<TableKind, string>> = {
  [TableKind.TABLE]: "Table",
  [TableKind.PARTITIONED_TABLE]: "Table",
  [TableKind.VIEW]: "View",
  [TableKind.MATERIALIZED_VIEW]: "Materialised view",
  [TableKind.FOREIGN_TABLE]: "Table of another server",
};

/** `customers`; of a view `view of customers`; of a table that others choose from, `lookup list of categories`. */
function subject(reading: TableReading, many: string): string {
  const { facts, entity } = reading;
  if (
    facts.kind === TableKind.VIEW ||
    facts.kind === TableKind.MATERIALIZED_VIEW ||
    facts.kind === TableKind.FOREIGN_TABLE
  )
    return `${KINDS[facts.kind]} of ${many}`;
  if (entity.marks.listing) return `list of ${many}`;
  return many;
}

function withMarks(what: string, { entity }: TableReading): string {
  const { period, layer } = entity.marks;
  const of = layer === null ? what : LAYERED[layer]!(what);
  return period === null ? of : `${of} of ${period} (by the table's name)`;
}

const LAYERED: Readonly<Record<string, (what: string) => string>> = {
  dimension: (what) => `dimension of ${what}`,
  facts: (what) => `facts on ${what}`,
  staging: (what) => `staging table of ${what}`,
  "raw data": (what) => `raw data of ${what}`,
  temporary: (what) => `temporary table of ${what}`,
  backup: (what) => `backup of ${what}`,
};
