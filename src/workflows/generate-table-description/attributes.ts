import type { ColumnFacts } from "../../assets/facts/table-facts.js";
import { a, boundedList, isParticiple } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { sameSet } from "../wording/keys.js";
import { isOwnName, withoutOwn } from "../wording/own-name.js";
import { readBeside } from "../wording/read-beside.js";
import { isReadable } from "../wording/read-in-table.js";
import type { NameWords } from "../wording/read-name.js";
import type { Reference } from "../wording/reference.js";
import { isNumber, typeFamily } from "../wording/type-family.js";
import { endsWithUnit } from "../wording/units.js";
import { writtenOut } from "../wording/written-out.js";
import type { TableReading } from "./table-reading.js";

/** How many columns a description names. */
const MOST_NAMED = 6;

/** What the table says of its subject, in the order of its columns: `title, release year, language and rating`. */
export function attributes(names: readonly string[]): string {
  const [first] = names;
  if (names.length === 1 && /^[a-z]/i.test(first!) && !first!.endsWith("s"))
    return /^(time|date) \w+$/.test(first!) ? `the ${first}` : a(first!);
  return boundedList(names, MOST_NAMED, "columns");
}

/** By table: what it is about without what identifies, and without the keys that link. */
export function attributeNames(reading: TableReading): string[] {
  const { facts, keys, references } = reading;
  const read = readBeside(facts, reading.entity.tongue);
  const names = facts.columns.flatMap((column) => {
    const reference = references.find(({ key }) => key.columns.includes(column.name));
    if (reference) return identifies(reference, keys) ? [] : referenceName(reference);
    const isOfSubject = reading.subject.includes(column.name) && typeFamily(column.type) !== "search";
    return isOfSubject ? attributeName(column, reading, read) : [];
  });
  return [...new Set(names)];
}

const identifies = ({ key }: Reference, { links, primary }: TableReading["keys"]): boolean =>
  links.includes(key) || (primary !== null && sameSet(key.columns, primary));

/** Of a row of the same table only a role says anything. */
const referenceName = ({ label, role, verbal, self, target }: Reference): string[] =>
  self && (role === null || verbal) ? [] : [label ?? nameInText(target)];

function attributeName(column: ColumnFacts, { entity }: TableReading, read: ReadonlyMap<string, NameWords>): string[] {
  const name = read.get(column.name)!;
  if (!isReadable(name, entity.tongue)) return [nameInText(column.name)];
  const family = typeFamily(column.type);
  let words = name.words.filter((word, index) => !(index > 0 && /^(bool|boolean)$/.test(word)));
  if (isNumber(family) && words.length > 1 && endsWithUnit(name.tokens)) words = words.slice(0, -1);
  if (isOwnName(words, entity))
    return family === "text" ? [words.at(-1) === "address" ? "street address" : "name"] : words;
  const rest = withoutOwn(words, entity);
  // `orders, each with number` would leave one asking.
  words = /^(number|code)$/.test(rest.join(" ")) ? words : [...rest];
  if (words.length > 1 && /^(UUID|GUID|ID)$/.test(words.at(-1)!) && !isOwnName(words.slice(0, -1), entity))
    words = words.slice(0, -1);
  const last = words.at(-1)!;
  if (/^(is|has|was|can)$/.test(words[0]!)) return [words.length > 1 ? `${words.slice(1).join(" ")} flag` : words[0]!];
  if (family === "boolean")
    return [last === "flag" ? words.join(" ") : `${words.join(/^(in|out)$/.test(last) ? "-" : " ")} flag`];
  if (family === "date" || family === "timestamp") return [timeName(words, family)];
  return words.length === 1 && isParticiple(last) ? [`${last} flag`] : [writtenOut(words)];
}

/** `shipped_at` is the time shipped, `last_login_at` the last login time. */
function timeName(words: readonly string[], family: "date" | "timestamp"): string {
  const bare = words.length > 1 && /^(at|on)$/.test(words.at(-1)!) ? words.slice(0, -1) : words;
  const said = bare.join(" ");
  if (/^(starts|begins)$/.test(said)) return "start time";
  if (/^(ends|expires)$/.test(said)) return "end time";
  const ends = /^(.+) (starts|ends)$/.exec(said);
  if (ends) return `${ends[1]} ${ends[2]!.slice(0, -1)}`;
  if (said === "since" || said === "from") return "start date";
  if (said === "to" || said === "until") return "end date";
  // `date_opened` says already that it is a date.
  if (bare.length > 1 && bare[0] === "date") return said;
  if (isParticiple(bare.at(-1)!)) return `${family === "date" ? "date" : "time"} ${said}`;
  return bare.length < words.length ? `${said} time` : writtenOut(words);
}
