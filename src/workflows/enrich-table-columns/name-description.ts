import type { Evidence } from "../../assets/changes/change.model.js";
import { a, capitalised, isParticiple, plural } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import { isOwnName, withoutOwn } from "../wording/own-name.js";
import type { SemanticType } from "../wording/semantic-types.js";
import { because } from "../wording/statement.js";
import { writtenOut } from "../wording/written-out.js";
import type { ColumnReading } from "./column-reading.js";
import { eventWords } from "./event-words.js";
import { flagWords } from "./flag-words.js";
import { ADJECTIVES } from "./flags.js";
import type { Said } from "./key-words.js";
import { ROW_KEEPING } from "./row-keeping-words.js";
import type { Decided } from "./semantic-type.js";
import { whose } from "./whose.js";

/** What the words of the name say, put into a sentence; undefined where that adds nothing to them, or they can't be read. */
export function nameDescription(reading: ColumnReading, type: Decided | undefined): Said | undefined {
  const { name, keeping, entity, unit } = reading;
  const evidence: Evidence[] = [because("column name", `Read as "${nameInText(name.phrase)}".`, 0.6)];
  if (type) evidence.push(because("semantic type", `${capitalised(type.type)}.`, type.confidence / 2));
  if (keeping) {
    return {
      value: ROW_KEEPING[keeping],
      confidence: 0.85,
      summary: "Keeps book of the row, by its name and type.",
      evidence,
    };
  }
  if (!name.meaningful || name.english < 1 || name.words.length > 8) return undefined;
  const words = flagWords(reading, type?.type) ?? eventWords(reading) ?? counted(reading) ?? plain(reading, type?.type);
  if (words === undefined) return undefined;
  const measured = unit ? `, in ${unit.unit === "%" ? "percent" : unit.unit}` : "";
  const value = `${capitalised(words)}${measured}.`;
  if (value === `${capitalised(name.phrase)}.`) return undefined;
  const isView = reading.facts.kind === "VIEW" || reading.facts.kind === "MATERIALIZED_VIEW";
  const confidence = (type && entity.one !== null ? 0.75 : 0.65) - (isView ? 0.1 : 0);
  return { value, confidence, summary: "The words of the column's name.", evidence };
}

/** `Number of employees`. */
function counted(reading: ColumnReading): string | undefined {
  const { name, family } = reading;
  if (family !== "integer" && family !== "decimal") return undefined;
  if (/^(number|count) of /.test(name.phrase)) return `${name.phrase}${whose(reading)}`;
  const words = withoutOwn(name.words, reading.entity);
  if (words.length > 1 && words.at(-1) === "count" && !isParticiple(words[0]!))
    return `number of ${[...words.slice(0, -2), plural(words.at(-2)!)].join(" ")}${whose(reading)}`;
  return undefined;
}

const ON: ReadonlySet<string> = new Set("note notes comment comments remark remarks".split(" "));

function plain(reading: ColumnReading, type: SemanticType | undefined): string | undefined {
  const { name, one, entity, family } = reading;
  const last = name.words.at(-1)!;
  if (name.words.length === 1 && (ADJECTIVES.has(last) || isParticiple(last))) return undefined;
  if (isOwnName(name.words, entity) && one !== null) return family === "text" ? itself(one, type) : undefined;
  const words = withoutUnit(withoutOwn(name.words, entity), reading);
  if (words.length === 0) return undefined;
  const phrase = idOf(words) ?? writtenOut(words);
  if (family === "search")
    return one === null ? "search terms, for full text search" : `search terms of the ${one}, for full text search`;
  const on = ON.has(words.join(" ")) && one !== null ? ` on the ${one}` : whose(reading);
  const as =
    family === "json"
      ? ", as a JSON document"
      : family === "xml"
        ? ", as an XML document"
        : family === "array"
          ? ", as a list"
          : "";
  // `second line of the address of the customer` reads worse than it tells.
  return `${/ of the /.test(phrase) ? phrase : `${phrase}${on}`}${as}`;
}

/** Of a column that is called like its table. */
function itself(one: string, type: SemanticType | undefined): string | undefined {
  if (type === "street address") return "street address";
  return type === "free text" ? `text of the ${one}` : `name of the ${one}`;
}

/** `store_id` without a foreign key. */
function idOf(words: readonly string[]): string | undefined {
  if (words.length < 2 || !/^(ID|UUID|GUID)$/.test(words.at(-1)!)) return undefined;
  return `${words.at(-1)} of ${a(words.slice(0, -1).join(" "))}`;
}

/** `weight kg` is a weight. */
function withoutUnit(words: readonly string[], { unit, name }: ColumnReading): readonly string[] {
  if (!unit || unit.byComment || words.length < 2 || name.tokens.length !== name.words.length) return words;
  const ends = unit.token !== null && name.tokens.at(-1) === unit.token;
  return ends ? words.slice(0, -1) : words;
}
