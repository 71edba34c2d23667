import type { Evidence } from "../../assets/changes/change.model.js";
import { capitalised, isParticiple, singular } from "../wording/english.js";
import { nameInText } from "../wording/inert-text.js";
import type { SemanticType } from "../wording/semantic-types.js";
import { because } from "../wording/statement.js";
import type { ColumnReading } from "./column-reading.js";
import { ADJECTIVES, withoutBool } from "./flags.js";
import type { Said } from "./key-words.js";
import { ROW_KEEPING } from "./row-keeping-words.js";
import type { Decided } from "./semantic-type.js";
import type { FoundUnit } from "./unit.js";

/** What the words of the name say, put into a sentence; undefined where they can't be read. */
export function nameDescription(
  reading: ColumnReading,
  type: Decided | undefined,
  unit: FoundUnit | undefined,
): Said | undefined {
  const { name, keeping, entity } = reading;
  const evidence: Evidence[] = [because("column name", `Read as "${nameInText(name.phrase)}".`, 0.6)];
  if (type) evidence.push(because("semantic type", `${type.type}.`, type.confidence / 2));
  if (keeping) {
    return {
      value: ROW_KEEPING[keeping],
      confidence: 0.85,
      summary: "Keeps book of the row, by its name and type.",
      evidence,
    };
  }
  if (!name.meaningful || name.english < 1 || name.words.length > 8) return undefined;
  const words = flag(reading, type?.type) ?? event(reading) ?? counted(reading) ?? plain(reading, type?.type);
  if (words === undefined) return undefined;
  const measured =
    unit && !new RegExp(`\\b${unit.unit.replace(/[^\w]/g, "")}\\b`).test(words) ? `, in ${unit.unit}` : "";
  const confidence = type && entity.one !== null ? 0.75 : type ? 0.65 : 0.6;
  return {
    value: `${capitalised(words)}${measured}.`,
    confidence,
    summary: "The words of the column's name.",
    evidence,
  };
}

const of = (one: string | null): string => (one === null ? "" : ` of the ${one}`);
const it = (one: string | null): string => (one === null ? "it" : `the ${one}`);

/** `Whether the customer is active`. */
function flag({ name, one, family }: ColumnReading, type: SemanticType | undefined): string | undefined {
  if (type !== "boolean flag" && family !== "boolean") return undefined;
  const words = withoutBool(name.words);
  const [first, ...rest] = words;
  if (/^(is|was)$/.test(first!) && rest.length > 0) return `whether ${it(one)} ${first} ${rest.join(" ")}`;
  if (first === "has" && rest.length > 0) return `whether ${it(one)} has ${rest.join(" ")}`;
  if (first === "can" && rest.length > 0) return `whether ${it(one)} can ${rest.join(" ")}`;
  const last = words.at(-1)!;
  if (words.length === 1 && (ADJECTIVES.has(last) || isParticiple(last))) return `whether ${it(one)} is ${last}`;
  if (words.length > 1 && isParticiple(last))
    return `whether ${words.slice(0, -1).join(" ")} is ${last}${of(one)}`.replace(
      /^whether (.*) is (\w+)( of the .*)?$/,
      "whether the $1$3 is $2",
    );
  return `flag: ${words.join(" ")}`;
}

/** Participles that say how a date is meant rather than what happened: `required_date`. */
const PLANNED = new Set(
  "required expected scheduled estimated planned promised requested needed calculated adjusted limited".split(" "),
);

/** `When the order was shipped`. */
function event({ name, one, family }: ColumnReading): string | undefined {
  if (family !== "timestamp" && family !== "date") return undefined;
  const words = name.words.filter((word) => word !== "UTC");
  const bare =
    /^(at|on|date|time|timestamp|datetime)$/.test(words.at(-1)!) && words.length > 1 ? words.slice(0, -1) : words;
  const done = bare.length > 1 && bare[0] === "date" ? bare.slice(1) : bare;
  if (done.length === 1 && isParticiple(done[0]!) && !PLANNED.has(done[0]!)) return `when ${it(one)} was ${done[0]}`;
  if (done.length === 2 && /^(last|first)$/.test(done[0]!) && isParticiple(done[1]!))
    return `when ${it(one)} was ${done[0]} ${done[1]}`;
  if (/^(valid|effective) (from|since)$/.test(done.join(" "))) return "start of validity";
  if (/^(valid|effective) (to|until|through|till)$/.test(done.join(" "))) return "end of validity";
  if (/ (at|on)$/.test(name.phrase)) return `time of ${done.join(" ")}${of(one)}`;
  return undefined;
}

/** `Number of employees`. */
function counted({ name, one, family }: ColumnReading): string | undefined {
  if (family !== "integer" && family !== "decimal") return undefined;
  if (/^number of /.test(name.phrase)) return `${name.phrase}${of(one)}`;
  const words = name.words;
  if (words.length === 2 && words[1] === "count") return `number of ${plurals(words[0]!)}${of(one)}`;
  return undefined;
}

const plurals = (word: string): string => (singular(word) === word && !word.endsWith("s") ? `${word}s` : word);

const ON: ReadonlySet<string> = new Set("note notes comment comments remark remarks".split(" "));

function plain({ name, one, entity, family }: ColumnReading, type: SemanticType | undefined): string | undefined {
  let words = [...name.words];
  const last = words.at(-1)!;
  if ((ADJECTIVES.has(last) || isParticiple(last)) && words.length === 1) return undefined;
  const own = entity.name.words;
  const ownFirst = own.length > 0 && own.every((word, index) => singular(words[index] ?? "") === singular(word));
  if (one !== null && ownFirst && words.length > own.length) words = words.slice(own.length);
  if (one !== null && ownFirst && words.length === own.length)
    return type === undefined || type === "name"
      ? `name of the ${one}`.replace(/^name of the (.*)$/, type === "name" ? "name of the $1" : "the $1 itself")
      : `${SAID.get(type) ?? type}${of(one)}`;
  const phrase = polished(words);
  const on = ON.has(last) && words.length === 1 && one !== null ? ` on the ${one}` : of(one);
  const as =
    family === "json"
      ? ", as a JSON document"
      : family === "xml"
        ? ", as an XML document"
        : family === "array"
          ? ", as a list"
          : "";
  if (family === "search")
    return one === null ? "search terms, for full text search" : `search terms of the ${one}, for full text search`;
  return `${phrase}${on}${as}`;
}

/** What people write out: `email` is an address, `ship city` a city to ship to. */
function polished(words: readonly string[]): string {
  return words
    .join(" ")
    .replace(/\bemail$/, "email address")
    .replace(/^(phone|telephone|mobile|fax)$/, "$1 number")
    .replace(/^(.*) (phone|telephone|fax)$/, "$1 $2 number")
    .replace(/\bship (?=(name|address|city|region|state|country|postal|zip|to|street|via|method|date)\b)/, "shipping ")
    .replace(/\bbill (?=(name|address|city|region|state|country|postal|zip|street)\b)/, "billing ")
    .replace(/\bzip\b(?! code)/i, "ZIP code")
    .replace(/\b(birth|creation|start|end) date$/, (text) => (text === "birth date" ? "date of birth" : text))
    .replace(/^address 2$/, "second line of the address")
    .replace(/^address (\d)$/, "line $1 of the address")
    .replace(/^address line (\d)$/, "line $1 of the address")
    .replace(/^desc$/, "description");
}

const SAID: ReadonlyMap<SemanticType, string> = new Map([["free text", "text"]]);
