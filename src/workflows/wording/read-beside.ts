import type { TableFacts } from "../../assets/facts/table-facts.js";
import { readInTable, type Tongue } from "./read-in-table.js";
import type { NameWords } from "./read-name.js";

/** The names of a table's columns, by column; those that mean something narrower by what stands beside them. */
export function readBeside({ columns }: TableFacts, tongue: Tongue): ReadonlyMap<string, NameWords> {
  const names = new Map(columns.map(({ name }) => [name, readInTable(name, tongue)]));
  const phrases = new Set([...names.values()].map(({ phrase }) => phrase.replace(/ \d+$/, "")));
  const first = phrases.has("first name");
  const last = phrases.has("last name") || phrases.has("surname") || phrases.has("family name");
  const read = ({ phrase }: NameWords): string | undefined => {
    if (phrase === "name" && first !== last) return first ? "last name" : "first name";
    return phrase === "number" && phrases.has("street") ? "house number" : undefined;
  };
  return new Map(
    [...names].map(([column, name]) => {
      const phrase = read(name);
      return [column, phrase === undefined ? name : { ...name, phrase, words: phrase.split(" ") }];
    }),
  );
}
