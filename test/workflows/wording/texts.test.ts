import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import pg from "pg";
import type { TableFacts } from "../../../src/assets/facts/table-facts.js";
import { createTestDatabase, sampleDatabase } from "../../support/postgres.js";
import { readFacts } from "./read-facts.js";
import { saidOfColumns, saidOfTable } from "./said.js";

const facts = new Map<string, TableFacts>();
const FIXTURES = ["shop", "people", "health", "school", "bank", "machines", "kunden", "music", "warehouse", "mixed"];

async function add(of: string, url: string): Promise<void> {
  for (const table of await readFacts(url)) facts.set(`${of}.${table.name}`, table);
}

beforeAll(async () => {
  await add("sample", (await sampleDatabase()).ownerUrl);
  for (const fixture of FIXTURES) {
    const database = await createTestDatabase(fixture);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(await readFile(new URL(`fixtures/${fixture}.sql`, import.meta.url), "utf8"));
    await client.end();
    await add(fixture, database.url);
    await database.drop();
  }
});

afterAll(() => facts.clear());

const table = (name: string) => saidOfTable(facts.get(name)!);
const columns = (name: string) => saidOfColumns(facts.get(name)!);

test.each([
  ["sample.city", "Cities, each with name and country."],
  ["sample.film", '"Titles that a store may have copies of" (comment in the source)'],
  ["sample.film_actor", "Links actors and films."],
  ["sample.store", "Stores, each with manager and address."],
  [
    "sample.customer_list",
    "View of customers, each with ID, name, address, ZIP code, phone number, city and 3 more columns.",
  ],
  ["sample.sales_by_film_category", "View with category and total sales."],
  ["shop.customer_settings", "Customer settings, at most one row per customer, with theme, time zone and preferences."],
  ["people.mentorships", "Mentorships, one per pair of mentor and mentee, each with a start date."],
  [
    "bank.transactions",
    "Transactions, each with debit account, credit account, amount, fee, time booked, value date and 3 more columns.",
  ],
  [
    "kunden.kunde",
    "Customers, each with first name, last name, street, postal code, city, date of birth and 3 more columns.",
  ],
  ["kunden.заказ", "Table with клиент, сумма and дата."],
  ["mixed.nation", "Nations, each with name, region and comment."],
  ["mixed.wp_posts", "Posts, each with author, date, date GMT, content, title, excerpt and 10 more columns."],
  ["mixed.kpi_daily", "Table with DAU, WAU, MAU, revenue and conv rate."],
  ["kunden.t1", undefined],
  ["kunden.t2", undefined],
  ["kunden.data", undefined],
  ["kunden.empty_one", undefined],
  [
    "warehouse.dim_customer",
    "Dimension of customers, each with customer ID, name, segment, valid from, valid to and current flag.",
  ],
])("%s: %s", (name, description) => {
  expect(table(name).DESCRIPTION).toBe(description);
});

test.each([
  ["sample.rental", '"One row each time that a copy left a store" (comment in the source)'],
  ["sample.payment", "One row per payment by a customer, identified by payment_id."],
  ["sample.film_actor", "One row per pair of actor and film."],
  ["sample.film_list", undefined],
  ["shop.orders", "One row per order by a customer, identified by order_id; order_no is unique."],
  ["shop.order_lines", "One row per combination of order and line number."],
  ["shop.customer_settings", "At most one row per customer."],
  ["people.salaries", "One row per combination of employee and from date."],
  ["people.mentorships", "One row per pair of employees: mentor and mentee."],
  ["health.prescriptions", "One row per prescription of a medication for a patient, identified by rx_no."],
  ["kunden.t2", "One row per value of x, the primary key."],
  ["warehouse.fact_sales", undefined],
])("a row of %s: %s", (name, grain) => {
  expect(table(name).GRAIN).toBe(grain);
});

test.each([
  [
    "sample.payment",
    "Refers to customer (customer_id) and staff (staff_id). By name and type, rental_id looks like a reference to rental; no foreign key is declared.",
  ],
  ["sample.actor", "Referred to by film_actor (actor_id). Linked, many to many, with film through film_actor."],
  [
    "shop.orders",
    "Refers to customers (customer_id) and addresses (billing_address_id; shipping_address_id). Referred to by order_lines (order_id).",
  ],
  ["music.Employee", "Rows refer to others of the same table by ReportsTo. Referred to by Customer (SupportRepId)."],
  ["shop.shipments", "Refers to order_lines (order_id, line_no)."],
  ["kunden.t1", undefined],
])("%s hangs together: %s", (name, relations) => {
  expect(table(name).RELATIONS).toBe(relations);
});

test.each([
  ["sample.film", "Content"],
  ["sample.staff", "People"],
  ["sample.payment", "Finance"],
  ["sample.inventory", "Inventory"],
  ["sample.country", "Location"],
  ["sample.sales_by_store", "Sales"],
  ["sample.language", "Reference data"],
  ["health.diagnoses", "Health"],
  ["school.class_sessions", "Education"],
  ["warehouse.tickets", "Support"],
  ["music.users", "Security"],
  ["kunden.t1", undefined],
])("%s belongs to %s", (name, domain) => {
  expect(table(name).DOMAIN).toBe(domain);
});

test.each([
  ["sample.customer", "activebool", "Whether the customer is active.", "boolean flag"],
  ["sample.customer", "last_update", "When the row was last changed.", "timestamp"],
  ["sample.customer", "store_id", "By name and type a reference to store; no foreign key is declared.", "identifier"],
  ["sample.address", "address2", "Second line of the address.", "street address"],
  ["sample.store", "manager_staff_id", "Manager of the store; refers to staff.", "foreign key"],
  ["shop.orders", "shipped_at", "When the order was shipped.", "timestamp"],
  ["shop.orders", "discount_pct", "Discount of the order, in percent.", "percentage or ratio"],
  ["shop.order_lines", "line_total", "Total of the order line; computed by the database.", "currency amount"],
  [
    "shop.product_categories",
    "parent_category_id",
    "Parent category; refers to another product category.",
    "foreign key",
  ],
  ["shop.shipments", "line_no", "Refers to order_lines, together with order_id.", "foreign key"],
  ["people.employees", "manager_id", "Manager of the employee; refers to another employee.", "foreign key"],
  ["people.audit_log", "changed_by", "Who made the change.", undefined],
  ["health.vitals", "temp_c", "Temperature of the vital, in °C.", "measurement"],
  ["health.patients", "dob", "Date of birth of the patient.", "date of birth"],
  ["music.posts", "is_deleted", "Whether the row is marked as deleted.", "boolean flag"],
  ["music.Employee", "ReportsTo", 'Refers to another employee ("reports to").', "foreign key"],
  ["kunden.kunde", "vorname", "First name of the customer.", "first name"],
  ["mixed.lineitem", "l_shipdate", "Shipping date of the line item.", "date"],
  ["mixed.auth_user", "is_superuser", "Whether the auth user is a superuser.", "boolean flag"],
  ["mixed.subscriptions", "trial_ends_at", "When the trial ends.", "timestamp"],
  ["mixed.patients_archive", "archived_at", "When the row was archived.", "timestamp"],
  ["kunden.t3", "f1", undefined, "boolean flag"],
  ["kunden.t2", "col_17", undefined, undefined],
  ["kunden.顧客", "氏名", undefined, undefined],
])("%s.%s: %s", async (name, column, description, type) => {
  const said = (await columns(name))[column]!;
  expect([said.DESCRIPTION, said.SEMANTIC_TYPE]).toEqual([description, type]);
});

test("a unit is said where name or comment names it, and nowhere else", async () => {
  const [film, trips, vehicles, transactions] = await Promise.all(
    ["sample.film", "machines.trips", "machines.vehicles", "bank.transactions"].map(columns),
  );
  expect([film!.rental_duration!.UNIT, film!.length!.UNIT]).toEqual(["days", "minutes"]);
  expect([film!.rental_rate!.UNIT, film!.replacement_cost!.UNIT, film!.release_year!.UNIT]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([trips!.distance_km!.UNIT, trips!.duration_s!.UNIT, trips!.avg_speed!.UNIT]).toEqual([
    "km",
    "seconds",
    undefined,
  ]);
  expect([vehicles!.co2_g_km!.UNIT, vehicles!.length_m!.UNIT]).toEqual([undefined, "m"]);
  expect([transactions!.amount_eur!.UNIT, transactions!.fee_cents!.UNIT]).toEqual(["EUR", "cents"]);
});

test("names for people are written out and differ within a table", async () => {
  const customer = await columns("sample.customer");
  expect([customer.activebool!.DISPLAY_NAME, customer.active!.DISPLAY_NAME]).toEqual(["Active Bool", "Active"]);
  expect((await columns("shop.customers")).phone_no!.DISPLAY_NAME).toBe("Phone Number");
  expect(table("people.dept_manager").DISPLAY_NAME).toBe("Department Manager");
  expect(table("machines.sensor_readings_2024_01").DISPLAY_NAME).toBe("Sensor Readings 2024-01");
});
