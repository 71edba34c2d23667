import { DIRT } from "./dirt-counts.js";
import { ACTORS, STORES } from "./people.js";
import { Pool, Random } from "./random.js";
import type { Film, Inventory } from "./rows.js";
import { LOADED } from "./time.js";
import {
  CATEGORIES,
  DEEDS,
  FEATURES,
  LANGUAGES,
  PLACES,
  RATINGS,
  ROLES,
  TITLE_FIRST,
  TITLE_LAST,
  TITLE_MIDDLE,
  TRAITS,
} from "./words.js";

const FILMS = 1000;
const COPIES = 4581;
/** Films that no store ever bought. */
const NOT_STOCKED = 42;
const NO_SUCH_STORE = 3;

export const makeCategories = () =>
  CATEGORIES.map((name, index) => ({ category_id: index + 1, name, last_update: LOADED }));

export const makeLanguages = () =>
  LANGUAGES.map((name, index) => ({ language_id: index + 1, name, last_update: LOADED }));

export function makeFilms(): Film[] {
  const random = new Random(20);
  const films = [...makeTitles(random)].map(
    (title, index): Film => ({
      film_id: index + 1,
      title,
      description: describe(random),
      release_year: 2025 - Math.min(random.int(1, 45), random.int(1, 45)),
      language_id: random.chance(0.82) ? 1 : random.int(2, LANGUAGES.length),
      rental_duration: random.int(3, 7),
      rental_rate: random.one([0.99, 2.99, 4.99]),
      length: random.bell(46, 190),
      replacement_cost: random.int(9, 29) + 0.99,
      rating: random.one(RATINGS),
      last_update: LOADED,
      special_features: FEATURES.filter(() => random.chance(0.5)),
    }),
  );
  soilFilms(random, films);
  return films;
}

function makeTitles(random: Random): Set<string> {
  const titles = new Set<string>();
  while (titles.size < FILMS) {
    const middle = random.chance(0.2) ? ` ${random.one(TITLE_MIDDLE)}` : "";
    titles.add(`${random.one(TITLE_FIRST)}${middle} ${random.one(TITLE_LAST)}`);
  }
  return titles;
}

function describe(random: Random): string {
  const [hero, other] = random.some(ROLES, 2);
  const [trait, deed, place] = [random.one(TRAITS), random.one(DEEDS), random.one(PLACES)];
  const article = /^[aeiou]/.test(trait) ? "An" : "A";
  return `${article} ${trait} ${hero} has one night to ${deed} the ${other} in ${place}.`;
}

function soilFilms(random: Random, films: Film[]): void {
  const dirt = DIRT.films;
  const pool = new Pool(random, films);
  for (const film of pool.take(dirt.undescribed)) film.description = null;
  for (const film of pool.take(dirt.yearMissing)) film.release_year = null;
  for (const film of pool.take(dirt.lengthMissing)) film.length = null;
  pool.take(dirt.lengthAbsurd).forEach((film, index) => {
    film.length = [0, -90, 9999][index % 3]!;
  });
  for (const film of pool.take(dirt.featuresMissing)) film.special_features = null;
  for (const film of pool.take(dirt.free)) film.rental_rate = 0;
  for (const copy of pool.take(dirt.titleTwice)) for (const { title } of pool.take(1)) copy.title = title;
}

export function makeFilmCategories() {
  const random = new Random(21);
  return Array.from({ length: FILMS }, (_, index) => ({
    film_id: index + 1,
    category_id: random.int(1, CATEGORIES.length),
    last_update: LOADED,
  }));
}

export function makeFilmActors() {
  const random = new Random(22);
  const actors = Array.from({ length: ACTORS }, (_, index) => index + 1);
  return Array.from({ length: FILMS }, (_, index) =>
    random.some(actors, random.bell(1, 10)).map((actor_id) => ({ actor_id, film_id: index + 1, last_update: LOADED })),
  ).flat();
}

export function makeInventory(): Inventory[] {
  const random = new Random(23);
  const stocked = new Pool(
    random,
    Array.from({ length: FILMS }, (_, index) => index + 1),
  ).take(FILMS - NOT_STOCKED);
  const films = Array.from({ length: COPIES }, (_, index) => stocked[index] ?? random.one(stocked)).sort(
    (a, b) => a - b,
  );
  const copies = films.map(
    (film_id, index): Inventory => ({
      inventory_id: index + 1,
      film_id,
      store_id: random.int(1, STORES),
      last_update: LOADED,
    }),
  );
  for (const copy of random.some(copies, DIRT.inventory.strangeStore)) copy.store_id = NO_SUCH_STORE;
  return copies;
}
