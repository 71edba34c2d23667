import type { TableFacts } from "../../assets/facts/table-facts.js";
import { DqDimension } from "../../quality/rule.model.js";
import { Phrases } from "../vocabulary/name-words.js";
import { few } from "./in-words.js";
import type { Sign, SignReader } from "./sign.js";
import type { SignedColumn, SignedTable } from "./signed-table.js";

const BEGIN = new Phrases(
  "start, started, begin, begins, from, opened, order, ordered, rental, check in, departure, beginn, von, debut, inicio, hire, issued, created",
);
const END = new Phrases(
  "end, ended, finish, finished, to, until, closed, shipped, delivered, return, returned, check out, arrival, ende, bis, fin, required, due, expiry, expires, updated",
);
const WHOLE = new Phrases(
  "total, subtotal, grand total, gross, line total, extended price, gesamt, summe, total general",
);
const PART = new Phrases(
  "amount, price, unit price, quantity, qty, tax, vat, discount, net, fee, freight, shipping, tip, subtotal",
);
/** Words that say how a flag is written, not what it is about. */
const FLAG_WORDS = new Set(["is", "has", "bool", "boolean", "flag", "ind", "indicator", "yn", "int", "status"]);
/** Names that tables share without holding the same. */
const COMMON = new Phrases(
  "name, title, description, comment, comments, notes, status, state, type, kind, code, active, enabled, position, rank, created, updated, modified, last update, created at, updated at, version, picture, image, url, date, value, amount, first name, last name, email, phone, address",
);

type Found = Omit<Sign, "dimension"> | undefined;
type Look = (table: SignedTable) => (signed: SignedColumn) => Found;

/** Columns that can contradict each other, or a table that this one refers to. */
export const togetherSigns: SignReader = (table) => {
  const looks = [timesInOrder, wholeAndParts, sameFlag, copyOf].map((look) => look(table));
  return (signed) =>
    looks.flatMap((look) => {
      const sign = look(signed);
      return sign ? [{ dimension: DqDimension.CONSISTENCY, ...sign }] : [];
    });
};

const names = (columns: readonly SignedColumn[]) => few(columns.map(({ name }) => name));

const timesInOrder: Look = ({ columns }) => {
  const times = columns.filter(({ family }) => family === "time");
  const [begins, ends] = [BEGIN, END].map((phrases) => times.filter(({ words }) => phrases.in(words)));
  return (signed) => {
    const [mine, theirs, order] = begins!.includes(signed) ? [begins!, ends!, "after"] : [ends!, begins!, "before"];
    if (!mine.includes(signed)) return undefined;
    const pairs = theirs.filter((other) => !mine.includes(other));
    if (pairs.length === 0) return undefined;
    return { source: "column names", detail: `should not be ${order} ${names(pairs)} of the same row`, weight: 0.6 };
  };
};

const wholeAndParts: Look = ({ columns }) => {
  const numbers = columns.filter(({ family }) => family === "number");
  const wholes = numbers.filter(({ words }) => WHOLE.in(words));
  const parts = numbers.filter((column) => PART.in(column.words) && !wholes.includes(column));
  return (signed) => {
    const isWhole = wholes.includes(signed);
    if (wholes.length === 0 || parts.length === 0 || (!isWhole && !parts.includes(signed))) return undefined;
    const detail = isWhole ? `has to agree with ${names(parts)}` : `goes into ${names(wholes)}`;
    return { source: "column names", detail, weight: 0.6 };
  };
};

const sameFlag: Look = ({ columns }) => {
  const flags = columns.filter(({ family }) => family === "boolean" || family === "number" || family === "text");
  const byRoot = Map.groupBy(flags, rootOf);
  return (signed) => {
    const root = rootOf(signed);
    const all = byRoot.get(root) ?? [];
    if (root === "" || !all.includes(signed) || !all.some(({ family }) => family === "boolean")) return undefined;
    const same = all.filter((other) => other !== signed);
    if (same.length === 0) return undefined;
    return { source: "column names", detail: `${names(same)} seems to say the same`, weight: 0.65 };
  };
};

/** `active`, `activebool` and `is_active` have one root. */
const rootOf = ({ words }: SignedColumn): string =>
  words
    .map((word) => word.replace(/(?<=.{4})(bool|flag)$/, ""))
    .filter((word) => !FLAG_WORDS.has(word))
    .join(" ");

/** A column that a table which this one refers to has under the same name and type, and that is no key of either. */
const copyOf: Look = ({ facts }) => {
  const keysOf = (constraints: TableFacts["constraints"]) =>
    new Set(constraints.filter(({ kind }) => kind !== "CHECK").flatMap(({ columns }) => columns));
  const targets = facts.constraints.flatMap((constraint) =>
    constraint.kind === "FOREIGN_KEY" ? [constraint.target] : [],
  );
  const own = keysOf(facts.constraints);
  const originals = new Map<string, string[]>();
  for (const related of facts.related) {
    if (!targets.some(({ schema, table }) => schema === related.schema && table === related.name)) continue;
    const keys = keysOf(related.constraints);
    for (const { name, type } of related.columns) {
      if (keys.has(name)) continue;
      const place = JSON.stringify([name, type]);
      originals.set(place, [...(originals.get(place) ?? []), `${related.name}.${name}`]);
    }
  }
  return ({ name, words, column }) => {
    const copied = originals.get(JSON.stringify([name, column.type]));
    if (!copied || own.has(name) || COMMON.is(words)) return undefined;
    const detail = `${few(copied)} is named the same: a copy of a value kept elsewhere`;
    return { source: "related tables", detail, weight: 0.55 };
  };
};
