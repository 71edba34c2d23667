import { DqRuleKind as K, type RuleDefinition } from "../src/quality/rule.model.js";

/** Orders, and the customers and products that they are of. About 190 bytes a row; in each thirty-third order something is wrong. */
export const createTablesSql = (rows: number): string => `
  select setseed(0.42);
  create table bench_customers as select i as id from generate_series(1, 20000) i;
  create table bench_products as select 'P-' || to_char(i, 'FM000000') as code from generate_series(1, 500) i;
  create table bench_sales as select
    i as id,
    gen_random_uuid() as uid,
    (random() * 20300)::int + 1 as customer_id,
    'P-' || to_char((random() * 499)::int + 1, 'FM000000') as product_code,
    (array['new', 'paid', 'packed', 'shipped', 'returned', 'cancelled'])[1 + (random() * 5)::int] as status,
    (array['EUR', 'USD', 'GBP'])[1 + (random() * 2)::int] as currency,
    (random() * 51)::int as quantity,
    net, tax, net + tax as total,
    (random() * 0.3)::numeric(4,3) as discount,
    created_at,
    case when random() < 0.9 then created_at + random() * interval '5 days' end as shipped_at,
    case when random() < 0.8 then created_at + interval '5 days' + random() * interval '5 days' end as delivered_at,
    date '1950-01-01' + (random() * 20000)::int as born,
    chr(97 + (random() * 25)::int) || 'er.user' || (random() * 6000)::int || '@example.com' as email,
    initcap(chr(97 + (random() * 25)::int) || 'ina') || ' ' || initcap(chr(97 + (random() * 25)::int) || 'oberg') as name,
    case when random() < 0.4 then 'Order ' || (random() * 6000000)::int || ' was delivered late' end as note
  from (
    select i, round(exp(random() * 6)::numeric, 2) as net, round(exp(random() * 3)::numeric, 2) as tax,
      timestamp '2015-01-01' + i * interval '61.234567 seconds' as created_at
    from generate_series(1, ${rows}) i
  ) made;
  alter table bench_sales add primary key (id)`;

export const COLUMNS = {
  id: "integer",
  uid: "uuid",
  customer_id: "integer",
  product_code: "text",
  status: "text",
  currency: "text",
  quantity: "integer",
  net: "numeric",
  tax: "numeric",
  total: "numeric",
  discount: "numeric(4,3)",
  created_at: "timestamp without time zone",
  shipped_at: "timestamp without time zone",
  delivered_at: "timestamp without time zone",
  born: "date",
  email: "text",
  name: "text",
  note: "text",
};

const target = (table: string, column: string) => ({ schema: "public", table, columns: [column] });

/** Thirty, as a run that generates rules proposes them for such a table. */
export const DEFINITIONS: readonly RuleDefinition[] = [
  ...["customer_id", "product_code", "status", "currency", "net", "total", "created_at", "email"].map(
    (column) => ({ kind: K.NOT_NULL, column }) as const,
  ),
  { kind: K.COMPLETENESS, column: "shipped_at" },
  { kind: K.COMPLETENESS, column: "note" },
  { kind: K.ACCEPTED_VALUES, column: "status", values: ["new", "paid", "packed", "shipped", "returned", "cancelled"] },
  { kind: K.ACCEPTED_VALUES, column: "currency", values: ["EUR", "USD", "GBP"] },
  { kind: K.RANGE, column: "quantity", min: "0", max: "50" },
  { kind: K.RANGE, column: "net", min: "0", max: "405" },
  { kind: K.RANGE, column: "discount", min: "0", max: "0.3" },
  { kind: K.RANGE, column: "created_at", min: "2015-01-01", max: "2030-01-01" },
  { kind: K.RANGE, column: "born", min: "1950-01-01", max: "2005-01-01" },
  { kind: K.LENGTH, column: "name", min: 3, max: 40 },
  { kind: K.LENGTH, column: "note", min: 1, max: 200 },
  { kind: K.LENGTH, column: "email", min: 5, max: 60 },
  { kind: K.PATTERN, column: "product_code", pattern: "^P-[0-9]{6}$" },
  { kind: K.COLUMN_ORDER, lower: "created_at", upper: "shipped_at", strict: false },
  { kind: K.COLUMN_ORDER, lower: "shipped_at", upper: "delivered_at", strict: false },
  { kind: K.SUM, total: "total", parts: ["net", "tax"], tolerance: "0.005" },
  { kind: K.REFERENTIAL, columns: ["customer_id"], target: target("bench_customers", "id") },
  { kind: K.REFERENTIAL, columns: ["product_code"], target: target("bench_products", "code") },
  { kind: K.FRESHNESS, column: "created_at", maxAgeHours: 24 * 365 * 100 },
  { kind: K.ROW_COUNT, min: 1, max: null },
  { kind: K.UNIQUE, columns: ["uid"] },
  { kind: K.UNIQUE, columns: ["customer_id", "created_at"] },
];
