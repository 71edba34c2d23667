import type { TableFacts } from "../../assets/facts/table-facts.js";
import { tokens, UNKNOWN } from "./words/tokens.js";

/** The words of each column's name, where its table and its neighbours say which of several meanings a name has. */
export function wordsInContext({ name: table, columns }: TableFacts): readonly (readonly string[])[] {
  const words = columns.map(({ name }) => wordsOfColumn(name, table));
  const around: Around = { table: tokens(table), columns: words, all: new Set(words.flat()) };
  return words.map((each, at) => inContext(each, columns[at]!.name, around));
}

interface Around {
  readonly table: readonly string[];
  readonly columns: readonly (readonly string[])[];
  readonly all: ReadonlySet<string>;
}

function inContext(words: readonly string[], name: string, { table, columns, all }: Around): readonly string[] {
  const has = (...wanted: string[]) => columns.some((each) => wanted.every((word) => each.includes(word)));
  // India's postal codes and the secrets of cards go by the same name.
  if (PIN_CODE.test(name) && !all.has("city") && !all.has("street") && !all.has("region"))
    if ([...table, ...all].some((word) => OF_CARDS.has(word))) return ["pin"];
  if (words.length === 1 && words[0] === "number" && has("street") && (has("city") || has("postal")))
    return ["house", "number"];
  // Drivers beside documents, of people who do not drive for a living.
  if (
    words.length === 1 &&
    words[0] === "driver" &&
    !table.includes("driver") &&
    (has("passport") || has("national", "id"))
  )
    return ["driver", "licence"];
  return words;
}

const PIN_CODE = /^(?:\w+_)?pin_?(?:code|number|no)?$/i;
const OF_CARDS = new Set(["card", "cvv", "account", "bank"]);

/** A bare `address` in a table of e-mail addresses is one of those. */
function wordsOfColumn(column: string, table: string): string[] {
  const words = tokens(column);
  if (!words.every((word) => SHORT_FOR.has(word) || word.startsWith(UNKNOWN))) return words;
  if (!words.some((word) => word === "address" || word === "number" || word === "data")) return words;
  const kinds = tokens(table).filter((word) => KEPT_APART.has(word));
  return [...kinds, ...words];
}

const SHORT_FOR = new Set(["address", "number", "data", "generic"]);
const KEPT_APART = new Set([
  "email",
  "phone",
  "ip",
  "mac",
  "card",
  "iban",
  "passport",
  "bank",
  "account",
  "fax",
  "mobile",
  "plate",
]);
