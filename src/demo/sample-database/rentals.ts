import { DIRT } from "./dirt-counts.js";
import { CUSTOMERS, STORES } from "./people.js";
import { Pool, Random } from "./random.js";
import type { Film, Inventory, Payment, Rental } from "./rows.js";
import { CLOSING, DAY, MINUTE, OPENING, timestamp } from "./time.js";

const RENTALS = 16_044;
const PAYMENTS = 15_600;

/** A rental as it went, before it is written down (and dirt gets in). */
interface Story {
  readonly row: Rental;
  readonly rentedAt: number;
  readonly daysKept: number;
  readonly film: Film;
}

/** Rentals in the order of time; a copy is with one customer at a time. */
export function makeRentals(films: readonly Film[], inventory: readonly Inventory[]): Story[] {
  const random = new Random(30);
  const freeFrom = new Map<number, number>();
  const step = (CLOSING - OPENING) / RENTALS;
  const stories = Array.from({ length: RENTALS }, (_, index): Story => {
    const rentedAt = OPENING + index * step + random.int(0, Math.floor(step / 1000)) * 1000;
    let copy = random.one(inventory);
    while ((freeFrom.get(copy.inventory_id) ?? 0) > rentedAt) copy = random.one(inventory);
    const film = films[copy.film_id - 1]!;
    const daysKept = random.bell(1, film.rental_duration + 4);
    const open =
      index >= RENTALS - DIRT.rentals.open - DIRT.rentals.inFuture && index < RENTALS - DIRT.rentals.inFuture;
    const returnedAt = rentedAt + daysKept * DAY + random.int(-300, 300) * MINUTE;
    freeFrom.set(copy.inventory_id, open ? Number.POSITIVE_INFINITY : returnedAt);
    const row: Rental = {
      rental_id: index + 1,
      rental_date: timestamp(rentedAt),
      inventory_id: copy.inventory_id,
      customer_id: someCustomer(random),
      return_date: open ? null : timestamp(returnedAt),
      staff_id: copy.store_id <= STORES ? copy.store_id : 1,
      last_update: timestamp(open ? rentedAt : returnedAt),
    };
    return { row, rentedAt, daysKept, film };
  });
  soilRentals(random, stories);
  return stories;
}

/** A few come often, most now and then, the last ones never. */
function someCustomer(random: Random): number {
  const regulars = CUSTOMERS - DIRT.customers.withoutRental;
  return random.chance(0.3) ? random.int(1, Math.ceil(regulars / 4)) : random.int(1, regulars);
}

function soilRentals(random: Random, stories: Story[]): void {
  const dirt = DIRT.rentals;
  const settled = stories.slice(0, RENTALS - dirt.open - dirt.inFuture);
  for (const { row, rentedAt } of random.some(settled, dirt.returnedBefore))
    row.return_date = timestamp(rentedAt - random.int(1, 40) * DAY);
  for (const { row, rentedAt } of stories.slice(-dirt.inFuture)) {
    row.rental_date = timestamp(rentedAt + 3650 * DAY);
    row.return_date = timestamp(rentedAt + 3655 * DAY);
  }
}

const LATE_FEE = 1;
const NO_SUCH_RENTAL = 90_000;

/** A payment for most rentals: the rate, and a fee for each day over time. */
export function makePayments(stories: readonly Story[]): Payment[] {
  const random = new Random(31);
  const dirt = DIRT.payments;
  const paid = new Pool(random, stories).take(PAYMENTS - dirt.duplicated - dirt.orphaned);
  const payments = paid
    .sort((a, b) => a.row.rental_id - b.row.rental_id)
    .map(({ row, rentedAt, daysKept, film }): Payment => {
      const late = Math.max(0, daysKept - film.rental_duration);
      return {
        payment_id: 0,
        customer_id: row.customer_id,
        staff_id: row.staff_id,
        rental_id: row.rental_id,
        amount: film.rental_rate + late * LATE_FEE,
        payment_date: timestamp(rentedAt + daysKept * DAY + random.int(1, 90) * MINUTE),
      };
    });
  const pool = new Pool(random, payments);
  for (const payment of pool.take(dirt.negative)) payment.amount = -Math.max(payment.amount, 0.99);
  for (const payment of pool.take(dirt.epoch)) payment.payment_date = "1970-01-01 00:00:00";
  payments.push(...pool.take(dirt.duplicated).map((payment) => ({ ...payment })));
  payments.push(
    ...pool.take(dirt.orphaned).map((payment, index) => ({ ...payment, rental_id: NO_SUCH_RENTAL + index })),
  );
  return payments.map((payment, index) => ({ ...payment, payment_id: index + 1 }));
}
