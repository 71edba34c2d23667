import {
  makeCategories,
  makeFilmActors,
  makeFilmCategories,
  makeFilms,
  makeInventory,
  makeLanguages,
} from "./films.js";
import { makeAddresses, makeCities, makeCountries } from "./geography.js";
import { makeActors, makeCustomers, makeStaff, makeStores } from "./people.js";
import { makePayments, makeRentals } from "./rentals.js";
import type { TableRows } from "./rows.js";

/** All rows of the sample, the same ones each time. */
export function generateSample(): TableRows[] {
  const films = makeFilms();
  const inventory = makeInventory();
  const rentals = makeRentals(films, inventory);
  return [
    { table: "country", rows: makeCountries() },
    { table: "city", rows: makeCities() },
    { table: "address", rows: makeAddresses() },
    { table: "language", rows: makeLanguages() },
    { table: "category", rows: makeCategories() },
    { table: "actor", rows: makeActors() },
    { table: "film", rows: films },
    { table: "film_actor", rows: makeFilmActors() },
    { table: "film_category", rows: makeFilmCategories() },
    { table: "store", rows: makeStores() },
    { table: "staff", rows: makeStaff() },
    { table: "customer", rows: makeCustomers() },
    { table: "inventory", rows: inventory },
    { table: "rental", rows: rentals.map(({ row }) => row) },
    { table: "payment", rows: makePayments(rentals) },
  ];
}
