import { type Evidence, type Finding, ProposedChangeKind } from "../../assets/changes/change.model.js";
import type { RelatedTable } from "../../assets/facts/table-facts.js";
import { boundedList, list } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { compare, isSelf, linksOf, ofKind } from "../wording/keys.js";
import { readName } from "../wording/read-name.js";
import type { Reference } from "../wording/reference.js";
import { because, statement } from "../wording/statement.js";
import { type UndeclaredReference, undeclaredReferences } from "../wording/undeclared.js";
import type { TableReading } from "./table-reading.js";

/** How many tables one sentence names. */
const MOST_TABLES = 8;

/** How the table hangs together with others, by foreign keys; undefined where there are none. */
export function tableRelations(reading: TableReading): Finding | undefined {
  const undeclared = undeclaredReferences(reading.facts);
  const sentences = [...outgoing(reading), ...incoming(reading), ...linked(reading), ...looksLike(undeclared)];
  if (sentences.length === 0) return undefined;
  const declared = reading.keys.outgoing.length + reading.keys.incoming.length;
  const evidence: Evidence[] = [];
  if (declared > 0)
    evidence.push(
      because(
        "foreign keys",
        `${reading.keys.outgoing.length} of this table, ${reading.keys.incoming.length} of others that refer to it.`,
        0.95,
      ),
    );
  for (const { column, target } of undeclared.slice(0, MOST_TABLES))
    evidence.push(
      because(
        "column name",
        `${nameInText(column)} has the name and the type of the key of ${nameInText(target)}.`,
        0.4,
      ),
    );
  return statement({
    column: null,
    kind: ProposedChangeKind.RELATIONS,
    value: sentences.join(" "),
    confidence: declared === 0 ? 0.55 : undeclared.length > 0 ? 0.9 : 0.98,
    summary: declared === 0 ? "Names and types of columns; no foreign key is declared." : "Declared foreign keys.",
    evidence,
  });
}

const by = (columns: readonly string[]): string => columns.map(nameInText).join(", ");

function outgoing({ references }: TableReading): string[] {
  const others = references.filter(({ self }) => !self);
  const targets = [...new Set(others.map(({ target }) => target))];
  const parts = targets.map((target) => {
    const here = others.filter((reference) => reference.target === target);
    return `${nameInText(target)} (${here.map((reference) => through(reference, here.length > 1)).join("; ")})`;
  });
  const sentences = parts.length === 0 ? [] : [`Refers to ${boundedList(parts, MOST_TABLES, "tables")}.`];
  for (const { key, role } of references.filter(({ self }) => self))
    sentences.push(
      `Rows refer to others of the same table by ${by(key.columns)}${role === null || role === readName(key.columns[0]!).phrase ? "" : ` (${role})`}.`,
    );
  return sentences;
}

/** `manager_staff_id as manager`. */
const through = ({ key, role, verbal }: Reference, oneOfMany: boolean): string =>
  role !== null && !verbal && (oneOfMany || key.columns.length === 1) && !isSpelt(role, key.columns[0]!)
    ? `${by(key.columns)} as ${role}`
    : by(key.columns);

/** `billing_address_id` as billing address tells no more than the column; nor does what is read in part. */
function isSpelt(role: string, column: string): boolean {
  const { tokens, english } = readName(column);
  const words = tokens
    .join(" ")
    .replace(/^fk /, "")
    .replace(/ (id|key|fk|code|no|uuid|guid)$/, "");
  return words === role || (english < 1 && role.split(" ").some((word) => tokens.includes(word)));
}

function incoming({ keys, facts }: TableReading): string[] {
  const tables = [...new Set(keys.incoming.map(({ from }) => from))];
  const parts = tables.map((from) => {
    const here = keys.incoming.filter((incoming) => incoming.from === from);
    return `${tableName(from, facts.schema)} (${here.map(({ key }) => by(key.columns)).join("; ")})`;
  });
  return parts.length === 0 ? [] : [`Referred to by ${boundedList(parts, MOST_TABLES, "tables")}.`];
}

/** Many to many: the tables at the other end of those that link. */
function linked({ keys, facts }: TableReading): string[] {
  const through = new Map<string, string[]>();
  for (const from of new Set(keys.incoming.map((incoming) => incoming.from))) {
    const primary = ofKind(from.constraints, "PRIMARY_KEY")[0]?.columns ?? null;
    const unique = ofKind(from.constraints, "UNIQUE").map(({ columns }) => columns);
    const links = linksOf(primary, unique, ofKind(from.constraints, "FOREIGN_KEY"));
    if (!links.some((key) => isSelf(facts, key))) continue;
    for (const { target } of links.filter((key) => !isSelf(facts, key))) {
      const end = nameInText(target.schema === facts.schema ? target.table : `${target.schema}.${target.table}`);
      through.set(end, [...(through.get(end) ?? []), tableName(from, facts.schema)]);
    }
  }
  const parts = [...through]
    .sort(([one], [other]) => compare(one, other))
    .map(([end, tables]) => `${end} through ${list(tables)}`);
  return parts.length === 0 ? [] : [`Linked, many to many, with ${boundedList(parts, MOST_TABLES, "tables")}.`];
}

const tableName = ({ schema, name }: RelatedTable, here: string): string =>
  nameInText(schema === here ? name : `${schema}.${name}`);

function looksLike(undeclared: readonly UndeclaredReference[]): string[] {
  if (undeclared.length === 0) return [];
  const [only] = undeclared;
  const parts = undeclared.map(({ column, target }) => `${nameInText(column)} (${nameInText(target)})`);
  const look =
    undeclared.length === 1
      ? `${nameInText(only!.column)} looks like a reference to ${nameInText(only!.target)}`
      : `${boundedList(parts, MOST_TABLES, "columns")} look like references`;
  return [`By name and type, ${look}; no foreign key is declared.`];
}
