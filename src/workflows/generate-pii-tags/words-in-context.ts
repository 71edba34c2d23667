import type { ColumnFacts, TableFacts } from "../../assets/facts/table-facts.js";
import { declaredType } from "./type-family.js";
import { tokens, UNKNOWN } from "./words/tokens.js";

/** The words of each column's name, where its table and its neighbours say which of several meanings a name has. */
export function wordsInContext({ name: table, columns, constraints }: TableFacts): readonly (readonly string[])[] {
  const words = columns.map(({ name }) => wordsOfColumn(name, table));
  const around: Around = {
    table: tokens(table),
    columns: words,
    all: new Set(words.flat()),
    isShortlyNamed: columns.some(({ name }) => /^short_?name$/i.test(name)),
    isHostOfGuests: columns.some(({ name }) =>
      /^host_(?:since|about|picture|photo|thumbnail|response|bio)/i.test(name),
    ),
  };
  const keys = new Set(
    constraints.flatMap((each) => (each.kind === "PRIMARY_KEY" || each.kind === "FOREIGN_KEY" ? each.columns : [])),
  );
  const isLogin = ({ name, type }: ColumnFacts) => declaredType(type).family === "text" && !keys.has(name);
  return words.map((each, at) => inContext(each, columns[at]!.name, around, keys.size > 0 && isLogin(columns[at]!)));
}

interface Around {
  readonly table: readonly string[];
  readonly columns: readonly (readonly string[])[];
  readonly all: ReadonlySet<string>;
  readonly isShortlyNamed: boolean;
  readonly isHostOfGuests: boolean;
}

function inContext(
  words: readonly string[],
  name: string,
  { table, columns, all, isShortlyNamed, isHostOfGuests }: Around,
  mayBeLogin: boolean,
): readonly string[] {
  const has = (...wanted: string[]) => columns.some((each) => wanted.every((word) => each.includes(word)));
  // India's postal codes and the secrets of cards go by the same name.
  if (PIN_CODE.test(name) && !all.has("city") && !all.has("street") && !all.has("region"))
    if ([...table, ...all].some((word) => OF_CARDS.has(word))) return ["pin"];
  // An account between whose holders money goes, or one beside the code of a bank.
  const ofMoney = table.includes("bank") || table.includes("payment") || all.has("swift");
  if (ofMoney && words.at(-2) === "account" && words.at(-1) === "number")
    return [...words.slice(0, -2), "bank", "account"];
  // What has a full name and a short one is a course or a country.
  if (words.join(" ") === "full name" && isShortlyNamed) return ["name"];
  // Whoever lets a home has a picture and something to say; a computer has not.
  if (isHostOfGuests && /^host_/i.test(name)) return words.map((word) => (word === "device" ? "owner" : word));
  if (words.length === 1 && words[0] === "number" && has("street") && (has("city") || has("postal")))
    return ["house", "number"];
  // A text that is no key, beside a person's own names: what somebody signs in with.
  if (mayBeLogin && words.join(" ") === "user id" && (has("password") || (has("first", "name") && has("last", "name"))))
    return ["username"];
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
