import { TableKind } from "../../assets/catalog/table-kind.js";
import type { TableFacts } from "../../assets/facts/table-facts.js";
import { nameWords, Phrases } from "./name-words.js";
import { typeFamily } from "./type-family.js";

/** Things whose lists anyone may know. */
const COMMON_KNOWLEDGE = new Phrases(
  `country, countries, language, languages, currency, currencies, category, categories, genre, genres, city, cities, state, states,
   province, provinces, region, regions, territory, territories, county, counties, continent, continents, time zone, time zones,
   locale, locales, unit of measure, units of measure, colour, colours, color, colors, holiday, holidays, month, months, weekday, weekdays,
   airport, airports, postcode, postcodes, zip code, zip codes, lander, sprache, sprachen, wahrung, wahrungen, kategorie, kategorien, stadt, stadte, bundesland, bundeslander,
   pays, langue, langues, devise, devises, categorie, ville, villes, pais, paises, idioma, idiomas, moneda, monedas, moeda, moedas,
   categoria, categorias, ciudad, ciudades, cidade, cidades`,
);

const isPlain = (name: string): boolean => PLAIN_NUMBERS.is(nameWords(name).slice(-1));

const MOST_COLUMNS = 10;
const MOST_ROWS = 100_000;

const targetsOf = ({ constraints }: Pick<TableFacts, "constraints">) =>
  constraints.filter((constraint) => constraint.kind === "FOREIGN_KEY").map(({ target }) => target.table);

const FORMS_OF_LISTS = new Set(["code", "codes", "list", "lookup", "type", "types", "master"]);

/** Whether a table is named after such a thing: its last words are one, as in `dim_country` or `currency_codes`. */
export function isCommonKnowledge(table: string): boolean {
  const words = nameWords(table);
  if (words.length > 1 && FORMS_OF_LISTS.has(words.at(-1)!)) words.pop();
  return [1, 2, 3].some((length) => words.length >= length && COMMON_KNOWLEDGE.is(words.slice(-length)));
}

/** What numbers of such lists are, beside keys. */
const PLAIN_NUMBERS = new Phrases(
  "id, code, number, key, order, position, rank, year, month, day, latitude, longitude, population, area, offset, digits, iso, numeric",
);

/**
 * Whether a table is a list of commonly known things: named after such, small, with references to other such lists only,
 * and without figures that somebody has measured or earned.
 */
export function isReferenceData(facts: TableFacts): boolean {
  const rows = facts.profile?.rowCount ?? facts.estimatedRows ?? 0;
  const keys = facts.constraints.flatMap(({ columns }) => columns);
  return (
    facts.kind !== TableKind.VIEW &&
    facts.kind !== TableKind.MATERIALIZED_VIEW &&
    isCommonKnowledge(facts.name) &&
    facts.columns.length <= MOST_COLUMNS &&
    rows <= MOST_ROWS &&
    targetsOf(facts).every(isCommonKnowledge) &&
    facts.columns.every(({ name, type }) => typeFamily(type) !== "number" || keys.includes(name) || isPlain(name))
  );
}
