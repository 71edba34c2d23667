import type { ColumnFacts, TableFacts } from "../../../assets/facts/table-facts.js";
import type { ColumnSamples } from "../../enrichment/column-samples.js";
import { type Clue, clue } from "../clue.js";
import { declaredType } from "../type-family.js";
import { looksLikeEmail } from "../values/contact-values.js";
import { looksLikeCompany, looksLikeFullName } from "../values/person-values.js";
import { sampled, share } from "../values/sampled.js";
import { percent } from "../values/value-clue.js";
import { tokens } from "../words/tokens.js";
import { PERSON_ROLES } from "./roles.js";
import { wordsOfTable } from "./table-words.js";

const SOME = 200;

/** What the values say of the rows: the name that a row goes by, and who is in a table whose name says nothing. */
export function subjectByValues(facts: TableFacts, samples: ColumnSamples | undefined): Clue[] {
  const { kind } = wordsOfTable(facts.name);
  if (!samples || kind === "THING" || kind === "PLACE") return [];
  const byName = nameClues(facts, samples);
  if (byName.length > 0 || kind !== "UNKNOWN") return byName;
  // A building's architect makes no row about a person: names under a role say nothing of the row.
  const own = facts.columns.filter(({ name }) => !tokens(name).some((word) => PERSON_ROLES.has(word)));
  const people = own.find((column) => holdsPeople(distinctOf(column, samples)));
  return people ? [clue("values of the table", "A column holds names or e-mail addresses of people.", 2.5)] : [];
}

/** Customers may be people or companies: their names tell. */
function nameClues(facts: TableFacts, samples: ColumnSamples): Clue[] {
  const roles = tokens(facts.name).filter((word) => PERSON_ROLES.has(word));
  const column = facts.columns.find(({ name }) => {
    const words = tokens(name).filter((word) => word !== "generic");
    return (
      words.includes("name") && words.every((word) => word === "name" || word === "display" || roles.includes(word))
    );
  });
  const distinct = column ? distinctOf(column, samples) : [];
  if (distinct.length < 3) return [];
  const source = "values of its name";
  const company = share(distinct, looksLikeCompany);
  if (company > 0.12) return [clue(source, `${percent(company)} look like names of companies.`, -4)];
  const full = share(distinct, looksLikeFullName);
  return full >= 0.4 ? [clue(source, `${percent(full)} are a known first name with a last name.`, 2.5)] : [];
}

function distinctOf({ name, type }: ColumnFacts, samples: ColumnSamples): readonly string[] {
  const { family, array } = declaredType(type);
  return family === "text" ? sampled(samples.get(name)?.values ?? [], array).distinct.slice(0, SOME) : [];
}

const holdsPeople = (distinct: readonly string[]) =>
  share(distinct, looksLikeEmail) >= 0.8 || (distinct.length >= 3 && share(distinct, looksLikeFullName) >= 0.6);
