export interface Owner {
  readonly name: string;
  readonly email: string;
  readonly tables: readonly string[];
}

const under = (schema: string, ...tables: string[]) => tables.map((table) => `${schema}.${table}`);

/** Who owns which tables, a list a tenant: `viewer { tenantId }` says what the gateway calls it. */
export const CATALOGUE: Readonly<Record<string, readonly Owner[]>> = {
  demo: [
    {
      name: "Catalogue team",
      email: "catalogue@example.com",
      tables: under(
        "PostgreSQL.dvdrental.public",
        "actor",
        "category",
        "film",
        "film_actor",
        "film_category",
        "language",
      ),
    },
    {
      name: "Shop team",
      email: "shop@example.com",
      tables: under("PostgreSQL.dvdrental.public", "customer", "inventory", "payment", "rental", "staff", "store"),
    },
  ],
  training: [{ name: "Trainers", email: "training@example.com", tables: ["PostgreSQL.dvdrental.public.film"] }],
};
