import { TableKind } from "../../assets/catalog/table-kind.js";
import type { Evidence } from "../../assets/changes/change.model.js";
import { isLog } from "../wording/column-role.js";
import { DOMAIN_WORDS } from "../wording/domains.js";
import { a, capitalised, isParticiple, plural } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { isOwnName, repeats, withoutOwn } from "../wording/own-name.js";
import type { SemanticType } from "../wording/semantic-types.js";
import { because } from "../wording/statement.js";
import { writtenOut } from "../wording/written-out.js";
import type { ColumnReading } from "./column-reading.js";
import { eventWords } from "./event-words.js";
import { flagWords } from "./flag-words.js";
import { ADJECTIVES, isAdjective } from "./flags.js";
import type { Said } from "./key-words.js";
import { ROW_KEEPING } from "./row-keeping-words.js";
import type { Decided } from "./semantic-type.js";
import { whose } from "./whose.js";

/** What the words of the name say, put into a sentence; undefined where that adds nothing to them, or they can't be read. */
export function nameDescription(reading: ColumnReading, type: Decided | undefined): Said | undefined {
  const { name, readable, keeping, entity, family } = reading;
  const evidence: Evidence[] = [because("column name", `Read as "${nameInText(name.phrase)}".`, 0.6)];
  if (type) evidence.push(because("semantic type", `${capitalised(type.type)}.`, type.confidence / 2));
  if (keeping) {
    const summary = "Keeps book of the row, by its name and type.";
    return { value: ROW_KEEPING[keeping], confidence: 0.85, summary, evidence };
  }
  if (!readable || name.words.length > 8) return undefined;
  const isFlag = type?.type === "boolean flag" || family === "boolean";
  const said = isFlag ? flagWords(reading, type?.type) : (eventWords(reading) ?? counted(reading));
  const words = said ?? (isFlag ? undefined : plain(reading, type?.type));
  if (words === undefined) return undefined;
  const added = [measured(words, reading), ...catalogued(reading).map((fact) => `; ${fact}`)].join("");
  if (said === undefined && added === "" && onlyRepeats(words, reading)) return undefined;
  const value = `${capitalised(words)}${added}.`;
  // The display name says that already.
  if (value.toLowerCase() === `${name.title.toLowerCase()}.`) return undefined;
  const confidence =
    (type && entity.one !== null ? 0.75 : 0.65) - (name.english === 1 ? 0 : 0.1) - (isView(reading) ? 0.1 : 0);
  return { value, confidence, summary: "The words of the column's name.", evidence };
}

/** Nothing but the name again: in words not understood, in words of the table's own name, or so long that it says all. */
function onlyRepeats(words: string, { name, entity }: ColumnReading): boolean {
  if (name.english < 1) return true;
  const phrase = words.replace(/ (of|on|for) the .*$/, "");
  const isSpelt = phrase === name.tokens.join(" ") || name.tokens.join(" ").endsWith(` ${phrase}`);
  return isSpelt && (name.tokens.length > 3 || repeats(name.phrase, entity));
}

const isView = ({ facts: { kind } }: ColumnReading): boolean =>
  kind === TableKind.VIEW || kind === TableKind.MATERIALIZED_VIEW;

function measured(words: string, { unit, name }: ColumnReading): string {
  if (
    !unit ||
    (name.tokens.length === 1 && unit.token === name.tokens[0]) ||
    words.toLowerCase().split(" ").includes(unit.unit)
  )
    return "";
  return `, in ${unit.unit === "%" ? "percent" : unit.unit}`;
}

/** What the catalog says of a column that neither is the primary key nor refers to anything. */
function catalogued({ keys, column }: ColumnReading): string[] {
  const facts: string[] = [];
  if (keys.primary !== null && keys.primary.length > 1 && keys.primary.includes(column.name))
    facts.push("part of the primary key");
  if (keys.unique.some((columns) => columns.length === 1 && columns[0] === column.name)) facts.push("unique");
  if (column.generated !== null) facts.push("computed by the database");
  return facts;
}

/** `Number of employees`. */
function counted(reading: ColumnReading): string | undefined {
  const { name, family, entity } = reading;
  if (family !== "integer" && family !== "decimal") return undefined;
  if (name.words.length === 1 && COUNTED.test(name.phrase)) return `number of ${name.phrase}${whose(reading)}`;
  if (/^(number|count) of /.test(name.phrase)) return `${name.phrase}${whose(reading)}`;
  const words = withoutOwn(name.words, entity);
  if (words.length < 2 || words.at(-1) !== "count" || isParticiple(words.at(-2)!) || isAdjective(words.at(-2)!))
    return undefined;
  return `number of ${[...words.slice(0, -2), plural(words.at(-2)!)].join(" ")}${whose(reading)}`;
}

const COUNTED = /^(comments|posts|replies|votes|upvotes|downvotes|likes|shares|followers|subscribers|downloads)$/;

const ON: ReadonlySet<string> = new Set("note notes comment comments remark remarks".split(" "));

function plain(reading: ColumnReading, type: SemanticType | undefined): string | undefined {
  const { name, one, entity, family } = reading;
  const last = name.words.at(-1)!;
  if (name.words.length === 1 && (ADJECTIVES.has(last) || isParticiple(last))) return undefined;
  if (isOwnName(name.words, entity) && one !== null) return itself(reading, type);
  if (family === "search") return `search terms${whose(reading)}, for full text search`;
  if (type === "user name" && one !== null) return `name under which the ${one} signs in`;
  if (last === "by" || last === "to") return byWhom(reading);
  if (PREPOSITIONS.has(writtenOut(name.words).split(" ")[0]!)) return undefined;
  const words = adjectiveFirst(withoutUnit(withoutOwn(name.words, entity), reading));
  const id = idOf(words, reading);
  if (id !== undefined) return id;
  const phrase = writtenOut(words);
  const on = ON.has(words.join(" ")) && one !== null ? ` on the ${one}` : whose(reading);
  // `second line of the address of the customer` reads worse than it tells.
  return `${/ of the /.test(phrase) ? phrase : `${phrase}${on}`}${FORMS[family] ?? ""}`;
}

const PREPOSITIONS = new Set("on in at to from by of for per with".split(" "));

/** `approved_by`, `assigned_to`. */
function byWhom({ name, one, entity }: ColumnReading): string | undefined {
  const [done, preposition] = name.words;
  if (name.words.length !== 2 || !isParticiple(done!)) return undefined;
  if (preposition === "to") return `who ${one === null ? "it" : `the ${one}`} is ${done} to`;
  return isLog(entity.head) ? "who made the change" : `who ${done} ${one === null ? "it" : `the ${one}`}`;
}

/** `seats available` of a flight are its available seats. */
const adjectiveFirst = (words: readonly string[]): readonly string[] =>
  words.length > 1 && ADJECTIVES.has(words.at(-1)!) ? [words.at(-1)!, ...words.slice(0, -1)] : words;

const FORMS: Readonly<Partial<Record<ColumnReading["family"], string>>> = {
  json: ", as a JSON document",
  xml: ", as an XML document",
  array: ", as a list",
};

/** Of a column that is called like its table. */
function itself(reading: ColumnReading, type: SemanticType | undefined): string | undefined {
  if (type === "currency amount") return `amount${whose(reading)}`;
  if (reading.family !== "text") return undefined;
  if (type === "street address") return "street address";
  return `${type === "free text" ? "text" : "name"}${whose(reading)}`;
}

/** `store_id` without a foreign key; `national_id` is no id of a national. */
function idOf(words: readonly string[], reading: ColumnReading): string | undefined {
  if (words.slice(0, -1).some((word) => PREPOSITIONS.has(word))) return undefined;
  // Of a client that signs in, not of a row.
  if (words.at(-2) === "client" && reading.facts.columns.some((column) => /client_?secret/i.test(column.name)))
    return undefined;
  if (words.length < 2 || !/^(ID|UUID|GUID)$/.test(words.at(-1)!) || !DOMAIN_WORDS.has(words.at(-2)!)) return undefined;
  return `${words.at(-1)} of ${a(writtenOut(words.slice(0, -1)))}${isView(reading) ? "" : "; no foreign key is declared"}`;
}

/** `weight kg` is a weight. */
function withoutUnit(words: readonly string[], { unit, name }: ColumnReading): readonly string[] {
  return unit !== null && unit.token !== null && words.length > 1 && name.tokens.at(-1) === unit.token
    ? words.slice(0, -1)
    : words;
}
