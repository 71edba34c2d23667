const PRIMARY_KEYS: Readonly<Record<string, string>> = {
  actor: "actor_id",
  address: "address_id",
  category: "category_id",
  city: "city_id",
  country: "country_id",
  customer: "customer_id",
  film: "film_id",
  film_actor: "actor_id, film_id",
  film_category: "film_id, category_id",
  inventory: "inventory_id",
  language: "language_id",
  payment: "payment_id",
  rental: "rental_id",
  staff: "staff_id",
  store: "store_id",
};

/**
 * Left out on purpose: payment.rental_id (so that payments of no rental can exist), and the store of customers, copies
 * and staff (which the well-known schema has none for either).
 */
const FOREIGN_KEYS: readonly (readonly [table: string, column: string, target: string])[] = [
  ["address", "city_id", "city"],
  ["city", "country_id", "country"],
  ["customer", "address_id", "address"],
  ["film", "language_id", "language"],
  ["film_actor", "actor_id", "actor"],
  ["film_actor", "film_id", "film"],
  ["film_category", "category_id", "category"],
  ["film_category", "film_id", "film"],
  ["inventory", "film_id", "film"],
  ["payment", "customer_id", "customer"],
  ["payment", "staff_id", "staff"],
  ["rental", "customer_id", "customer"],
  ["rental", "inventory_id", "inventory"],
  ["rental", "staff_id", "staff"],
  ["staff", "address_id", "address"],
  ["store", "address_id", "address"],
  ["store", "manager_staff_id", "staff"],
];

const INDEXES = `
create index film_fulltext_idx on film using gist (fulltext);
create index idx_actor_last_name on actor (last_name);
create index idx_fk_address_id on customer (address_id);
create index idx_fk_city_id on address (city_id);
create index idx_fk_country_id on city (country_id);
create index idx_fk_customer_id on payment (customer_id);
create index idx_fk_film_id on film_actor (film_id);
create index idx_fk_inventory_id on rental (inventory_id);
create index idx_fk_language_id on film (language_id);
create index idx_fk_rental_id on payment (rental_id);
create index idx_fk_staff_id on payment (staff_id);
create index idx_fk_store_id on customer (store_id);
create index idx_last_name on customer (last_name);
create index idx_store_id_film_id on inventory (store_id, film_id);
create index idx_title on film (title);
create unique index idx_unq_manager_staff_id on store (manager_staff_id);
create unique index idx_unq_rental_rental_date_inventory_id_customer_id
  on rental (rental_date, inventory_id, customer_id);
`;

const primaryKeys = Object.entries(PRIMARY_KEYS).map(
  ([table, columns]) => `alter table ${table} add constraint ${table}_pkey primary key (${columns});`,
);

const foreignKeys = FOREIGN_KEYS.map(
  ([table, column, target]) =>
    `alter table ${table} add constraint ${table}_${column}_fkey foreign key (${column})
       references ${target} on update cascade on delete restrict;`,
);

/** New rows go on where the generated ones end. */
const sequences = Object.entries(PRIMARY_KEYS)
  .filter(([, columns]) => !columns.includes(","))
  .map(([table, id]) => `select setval('${table}_${id}_seq', (select max(${id}) from ${table}));`);

const touchTriggers = Object.keys(PRIMARY_KEYS)
  .filter((table) => table !== "payment")
  .map(
    (table) => `create trigger last_updated before update on ${table} for each row execute function last_updated();`,
  );

export const KEYS = [...primaryKeys, ...foreignKeys, INDEXES, ...sequences, ...touchTriggers].join("\n");
