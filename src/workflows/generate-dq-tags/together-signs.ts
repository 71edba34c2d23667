import { DqDimension } from "../../quality/rule.model.js";
import { Phrases } from "../vocabulary/name-words.js";
import { few } from "./in-words.js";
import type { Sign } from "./sign.js";
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

const { CONSISTENCY } = DqDimension;

/** Columns that can contradict each other, or a table that this one refers to. */
export function togetherSigns(table: SignedTable, signed: SignedColumn): Sign[] {
  return [timesInOrder, wholeAndParts, sameFlag, copyOf].flatMap((look) => {
    const sign = look(table, signed);
    return sign ? [{ dimension: CONSISTENCY, ...sign }] : [];
  });
}

type Found = Omit<Sign, "dimension"> | undefined;
const others = ({ columns }: SignedTable, signed: SignedColumn) => columns.filter((other) => other !== signed);
const names = (columns: readonly SignedColumn[]) => few(columns.map(({ name }) => name));

function timesInOrder(table: SignedTable, signed: SignedColumn): Found {
  if (signed.family !== "time") return undefined;
  const [mine, theirs, order] = BEGIN.in(signed.words) ? [BEGIN, END, "after"] : [END, BEGIN, "before"];
  if (!mine.in(signed.words)) return undefined;
  const pairs = others(table, signed).filter(
    ({ family, words }) => family === "time" && theirs.in(words) && !mine.in(words),
  );
  if (pairs.length === 0) return undefined;
  return { source: "column names", detail: `should not be ${order} ${names(pairs)} of the same row`, weight: 0.6 };
}

function wholeAndParts(table: SignedTable, signed: SignedColumn): Found {
  if (signed.family !== "number") return undefined;
  const isWhole = WHOLE.in(signed.words);
  if (!isWhole && !PART.in(signed.words)) return undefined;
  const numbers = others(table, signed).filter(({ family }) => family === "number");
  const wholes = isWhole ? [signed] : numbers.filter(({ words }) => WHOLE.in(words));
  const parts = isWhole ? numbers.filter(({ words }) => PART.in(words) && !WHOLE.in(words)) : [signed];
  if (wholes.length === 0 || parts.length === 0) return undefined;
  const detail = isWhole ? `has to agree with ${names(parts)}` : `goes into ${names(wholes)}`;
  return { source: "column names", detail, weight: 0.6 };
}

function sameFlag(table: SignedTable, signed: SignedColumn): Found {
  const root = rootOf(signed);
  if (root === "" || !["boolean", "number", "text"].includes(signed.family)) return undefined;
  const same = others(table, signed).filter(
    (other) => rootOf(other) === root && ["boolean", "number", "text"].includes(other.family),
  );
  if (same.length === 0 || ![signed, ...same].some(({ family }) => family === "boolean")) return undefined;
  return { source: "column names", detail: `${names(same)} seems to say the same`, weight: 0.65 };
}

/** `active`, `activebool` and `is_active` have one root. */
const rootOf = ({ words }: SignedColumn): string =>
  words
    .map((word) => word.replace(/(?<=.{4})(bool|flag)$/, ""))
    .filter((word) => !FLAG_WORDS.has(word))
    .join(" ");

function copyOf({ facts }: SignedTable, { name, words, column }: SignedColumn): Found {
  if (COMMON.is(words)) return undefined;
  const keys = facts.constraints.filter(({ kind }) => kind !== "CHECK").flatMap(({ columns }) => columns);
  if (keys.includes(name)) return undefined;
  const targets = facts.constraints.flatMap((constraint) =>
    constraint.kind === "FOREIGN_KEY" ? [constraint.target] : [],
  );
  const copied = facts.related.filter(
    (related) =>
      targets.some(({ schema, table }) => schema === related.schema && table === related.name) &&
      related.columns.some((other) => other.name === name && other.type === column.type) &&
      !related.constraints.some(({ kind, columns }) => kind !== "CHECK" && columns.includes(name)),
  );
  if (copied.length === 0) return undefined;
  const detail = `${few(copied.map((related) => `${related.name}.${name}`))} is named the same: a copy of a value kept elsewhere`;
  return { source: "related tables", detail, weight: 0.55 };
}
