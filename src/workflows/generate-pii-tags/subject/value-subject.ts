import type { TableFacts } from "../../../assets/facts/table-facts.js";
import type { ColumnSamples } from "../../enrichment/column-samples.js";
import { type Clue, clue } from "../clue.js";
import { looksLikeCompany, looksLikeFullName } from "../values/person-values.js";
import { sampled, share } from "../values/sampled.js";
import { percent } from "../values/value-clue.js";
import { tokens } from "../words/tokens.js";
import { PERSON_ROLES } from "./roles.js";
import { wordsOfTable } from "./table-words.js";

/** The name that a row goes by says whether customers are people or companies. */
export function subjectByValues(facts: TableFacts, samples: ColumnSamples | undefined): Clue[] {
  if (["THING", "PLACE"].includes(wordsOfTable(facts.name).kind)) return [];
  const column = facts.columns.find(({ name }) => {
    const words = tokens(name).filter((word) => word !== "generic");
    return (
      words.includes("name") &&
      words.every((word) => word === "name" || word === "display" || tokensOf(facts.name).includes(word))
    );
  });
  const sample = column && samples?.get(column.name);
  if (!sample) return [];
  const { distinct } = sampled(sample.values, false);
  if (distinct.length < 3) return [];
  const source = "values of its name";
  const full = share(distinct, looksLikeFullName);
  const company = share(distinct, looksLikeCompany);
  if (company > 0.12) return [clue(source, `${percent(company)} look like names of companies.`, -4)];
  return full >= 0.4 ? [clue(source, `${percent(full)} are a known first name with a last name.`, 2.5)] : [];
}

const tokensOf = (name: string) => tokens(name).filter((word) => PERSON_ROLES.has(word));
