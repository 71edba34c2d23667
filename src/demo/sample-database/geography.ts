import { DIRT } from "./dirt-counts.js";
import { Pool, Random } from "./random.js";
import type { Address, City } from "./rows.js";
import { LOADED } from "./time.js";

const COUNTRIES = 109;
const CITIES = 600;
const ADDRESSES = 603;

export function makeCountries() {
  const random = new Random(1);
  const names = [...new Set(random.faker.definitions.location.country)].filter((name) => name.length <= 50);
  return random
    .some(names, COUNTRIES)
    .sort()
    .map((country, index) => ({ country_id: index + 1, country, last_update: LOADED }));
}

export function makeCities(): City[] {
  const random = new Random(2);
  const names = new Set<string>();
  while (names.size < CITIES) names.add(random.faker.location.city());
  const cities = [...names].map((city, index) => ({
    city_id: index + 1,
    city,
    // Every country has a city; the rest crowd into the first ones.
    country_id: index < COUNTRIES ? index + 1 : Math.min(random.int(1, COUNTRIES), random.int(1, COUNTRIES)),
    last_update: LOADED,
  }));
  const [originals, copies] = [cities.slice(0, 100), cities.slice(300)];
  const pool = new Pool(random, copies);
  for (const original of random.some(originals, DIRT.cities.duplicated)) {
    for (const copy of pool.take(1)) Object.assign(copy, { city: original.city, country_id: original.country_id });
  }
  return cities;
}

export function makeAddresses(): Address[] {
  const random = new Random(3);
  const { location, string } = random.faker;
  const addresses = Array.from({ length: ADDRESSES }, (_, index): Address => {
    const second = random.chance(0.12) ? location.secondaryAddress() : random.chance(0.1) ? null : "";
    return {
      address_id: index + 1,
      address: location.streetAddress().slice(0, 50),
      address2: second,
      district: location.state().slice(0, 20),
      city_id: random.int(1, CITIES),
      postal_code: string.numeric({ length: 5 }),
      phone: string.numeric({ length: random.int(10, 12), allowLeadingZeros: false }),
      last_update: LOADED,
    };
  });
  soilAddresses(random, addresses);
  return addresses;
}

const WRONG_POSTAL_CODES = ["N/A", "unknown", "ABCDE", "1234", "123456", "O2139", "12 345", "-", "99-99"];
const WRONG_PHONES = ["none", "555-CALL", "+1", "(0)", "12345", "0000000000000", "call mobile"];

function soilAddresses(random: Random, addresses: Address[]): void {
  const dirt = DIRT.addresses;
  const pool = new Pool(random, addresses.slice(4)); // the stores' and the staff's own are fine
  for (const address of pool.take(dirt.postalMissing)) address.postal_code = null;
  for (const address of pool.take(dirt.postalEmpty)) address.postal_code = "";
  for (const address of pool.take(dirt.postalMalformed)) address.postal_code = random.one(WRONG_POSTAL_CODES);
  for (const address of pool.take(dirt.phoneEmpty)) address.phone = "";
  for (const address of pool.take(dirt.phoneMalformed)) address.phone = random.one(WRONG_PHONES);
  for (const address of pool.take(dirt.blank)) address.district = "  ";
}
