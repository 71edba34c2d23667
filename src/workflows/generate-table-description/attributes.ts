import type { ColumnFacts } from "../../assets/facts/table-facts.js";
import { rowKeeping } from "../wording/column-role.js";
import { a, boundedList, isParticiple } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { isOwnName, withoutOwn } from "../wording/own-name.js";
import { readName } from "../wording/read-name.js";
import type { Reference } from "../wording/reference.js";
import { typeFamily } from "../wording/type-family.js";
import { writtenOut } from "../wording/written-out.js";
import type { TableReading } from "./table-reading.js";

/** How many columns a description names. */
const MOST_NAMED = 6;

/** What the table says of its subject, in the order of its columns: `title, release year, language and rating`. */
export function attributes(reading: TableReading): string {
  const names = attributeNames(reading);
  if (names.length === 1 && /^[a-z]/i.test(names[0]!) && !names[0]!.endsWith("s")) return a(names[0]!);
  return boundedList(names, MOST_NAMED, "columns");
}

export function attributeNames(reading: TableReading): string[] {
  const { facts, keys, references } = reading;
  const linked = new Set(keys.links);
  const seen = new Set<string>();
  const names: string[] = [];
  const add = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    names.push(name);
  };
  for (const column of facts.columns) {
    const reference = references.find(({ key }) => key.columns.includes(column.name));
    if (reference && !linked.has(reference.key)) add(referenceName(reference));
    else if (reading.subject.includes(column.name) && isOfSubject(column)) add(attributeName(column, reading));
  }
  return names.filter((name) => name !== "");
}

const isOfSubject = (column: ColumnFacts): boolean =>
  typeFamily(column.type) !== "search" && rowKeeping(column, readName(column.name)) === null;

export const referenceName = ({ role, verbal, entity, target }: Reference): string =>
  (verbal ? null : role) ?? entity ?? nameInText(target);

const FLAG_WORDS = new Set(
  "active enabled visible public private default primary required valid eligible online".split(" "),
);

function attributeName(column: ColumnFacts, { entity }: TableReading): string {
  const name = readName(column.name);
  if (!name.meaningful || name.english < 1) return nameInText(column.name);
  let words = name.words.filter((word, index) => !(index > 0 && (word === "bool" || word === "boolean")));
  if (words.length > 1 && /^(ID|UUID|GUID)$/.test(words.at(-1)!)) words = words.slice(0, -1);
  if (words.length === 1 && words[0] === "desc") words = ["description"];
  if (isOwnName(words, entity)) return typeFamily(column.type) === "text" ? ownLabel(words) : "";
  words = [...withoutOwn(words, entity)];
  if (/^(is|has|was|can)$/.test(words[0]!)) return words.length > 1 ? `${words.slice(1).join(" ")} flag` : words[0]!;
  const last = words.at(-1)!;
  const family = typeFamily(column.type);
  if (
    family === "boolean" ||
    ((FLAG_WORDS.has(last) || isParticiple(last)) && family !== "timestamp" && family !== "date")
  )
    return last === "flag" ? words.join(" ") : `${words.join(" ")} flag`;
  if (isParticiple(last) || /^(at|on)$/.test(last)) return `time ${words.join(" ")}`.replace(/ (at|on)$/, "");
  return writtenOut(words);
}

/** What a column that is called like its table holds: a city's name, an address's own text. */
const ownLabel = (words: readonly string[]): string => (words.at(-1) === "address" ? "street address" : "name");
