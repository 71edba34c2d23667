import { DIRT } from "./dirt-counts.js";
import { Pool, Random } from "./random.js";
import type { Actor, Customer } from "./rows.js";
import { DAY, date, LOADED, OPENING, timestamp } from "./time.js";

export const ACTORS = 200;
export const CUSTOMERS = 599;
export const STORES = 2;
/** The first addresses are the stores' and the staff's; then comes one for each customer. */
const FIRST_CUSTOMER_ADDRESS = 5;
const NO_SUCH_STORE = 3;

export function makeActors(): Actor[] {
  const random = new Random(10);
  const actors = uniqueNames(random, ACTORS).map(
    ([first_name, last_name], index): Actor => ({ actor_id: index + 1, first_name, last_name, last_update: LOADED }),
  );
  const dirt = DIRT.actors;
  const pool = new Pool(random, actors);
  for (const actor of pool.take(dirt.padded)) actor.last_name = ` ${actor.last_name} `;
  for (const actor of pool.take(dirt.shouting)) actor.last_name = actor.last_name.toUpperCase();
  for (const copy of pool.take(dirt.duplicated)) {
    for (const { first_name, last_name } of pool.take(1)) Object.assign(copy, { first_name, last_name });
  }
  return actors;
}

export function makeCustomers(): Customer[] {
  const random = new Random(11);
  const customers = uniqueNames(random, CUSTOMERS).map(([first_name, last_name], index): Customer => {
    const active = random.chance(0.975);
    return {
      customer_id: index + 1,
      store_id: random.chance(0.54) ? 1 : 2,
      first_name,
      last_name,
      email: `${first_name}.${last_name}@example.org`.toLowerCase(),
      address_id: FIRST_CUSTOMER_ADDRESS + index,
      activebool: active,
      create_date: date(OPENING - random.int(0, 900) * DAY),
      last_update: LOADED,
      active: active ? 1 : 0,
    };
  });
  soilCustomers(random, customers);
  return customers;
}

const MALFORM: readonly ((email: string) => string)[] = [
  (email) => email.replace("@", ""),
  (email) => email.replace("@", "@@"),
  (email) => email.replace("@", " at "),
  (email) => email.replace(".org", ""),
  (email) => email.slice(0, email.indexOf("@") + 1),
  () => "n/a",
];

function soilCustomers(random: Random, customers: Customer[]): void {
  const dirt = DIRT.customers;
  // The last ones never rent anything, so they stay as they are: one kind of dirt a row.
  const pool = new Pool(random, customers.slice(0, CUSTOMERS - dirt.withoutRental));
  for (const customer of pool.take(dirt.emailMissing)) customer.email = null;
  for (const customer of pool.take(dirt.emailMalformed)) customer.email = random.one(MALFORM)(customer.email!);
  for (const customer of pool.take(dirt.strangeStore)) customer.store_id = NO_SUCH_STORE;
  for (const customer of pool.take(dirt.created1900)) customer.create_date = "1900-01-01";
  for (const customer of pool.take(dirt.contradictory)) customer.active = customer.activebool ? 0 : 1;
  for (const customer of pool.take(dirt.stale)) customer.last_update = timestamp(Date.UTC(2009, 0, random.int(1, 300)));
  for (const copy of pool.take(dirt.duplicated)) {
    for (const { first_name, last_name, email, address_id } of pool.take(1))
      Object.assign(copy, { first_name, last_name, email: email?.toUpperCase(), address_id });
  }
}

export function makeStores() {
  return Array.from({ length: STORES }, (_, index) => ({
    store_id: index + 1,
    manager_staff_id: index + 1,
    address_id: index + 1,
    last_update: LOADED,
  }));
}

export function makeStaff() {
  const random = new Random(12);
  return uniqueNames(random, STORES).map(([first_name, last_name], index) => ({
    staff_id: index + 1,
    first_name,
    last_name,
    address_id: STORES + index + 1,
    email: `${first_name}.${last_name}@example.com`.toLowerCase(),
    store_id: index + 1,
    active: true,
    username: first_name.slice(0, 16),
    password: index === 0 ? random.faker.string.hexadecimal({ length: 40, casing: "lower", prefix: "" }) : null,
    last_update: LOADED,
    // A picture's first bytes say PNG; what follows is noise.
    picture:
      index === 0
        ? `\\x89504e470d0a1a0a${random.faker.string.hexadecimal({ length: 64, casing: "lower", prefix: "" })}`
        : null,
  }));
}

function uniqueNames(random: Random, count: number): [string, string][] {
  const names = new Map<string, [string, string]>();
  while (names.size < count) {
    const [first, last] = [random.firstName(), random.lastName()];
    if (first.length + last.length < 38) names.set(`${first} ${last}`.toLowerCase(), [first, last]);
  }
  return [...names.values()];
}
