/** Columns of all sorts: unique ones, ones with a few values, long ones, empty ones. About 160 bytes a row. */
export const createTableSql = (rows: number): string => `
  select setseed(0.42);
  create table bench_orders as select
    i as id,
    (random() * 50)::int as quantity,
    gen_random_uuid() as uid,
    chr(97 + (random() * 25)::int) || chr(97 + (random() * 25)::int) || 'er.user' || (random() * 6000)::int || '@' ||
      (array['example.com', 'example.org', 'mail.example.net'])[1 + (random() * 2)::int] as email,
    initcap(chr(97 + (random() * 25)::int) || 'a' || chr(97 + (random() * 25)::int) || 'ina') || ' ' ||
      initcap(chr(97 + (random() * 25)::int) || 'o' || chr(97 + (random() * 25)::int) || 'berg') as name,
    (array['new', 'paid', 'packed', 'shipped', 'returned', 'cancelled'])[1 + (random() * 5)::int] as status,
    round(exp(random() * 6)::numeric, 2)::numeric(10,2) as price,
    random() * 1e6 as score,
    timestamp '2015-01-01' + i * interval '61.234567 seconds' as created_at,
    date '1950-01-01' + (random() * 20000)::int as born,
    random() < 0.3 as active,
    case when random() < 0.4 then 'Order ' || (random() * 6000000)::int || ' was delivered late, call back ' ||
      (array['Monday', 'Tuesday', 'later', 'soon'])[1 + (random() * 3)::int] end as note
  from generate_series(1, ${rows}) i`;

const NUMBERS = ["id", "quantity", "price", "score"];
const TIMES = ["created_at", "born"];
const TEXTS = ["email", "name", "status", "note"];
const OTHERS = ["uid", "active"];

const quartiles = (column: string) => `percentile_disc(array[0.25, 0.5, 0.75, 0.95]) within group (order by ${column})`;

/** The way of column queries: of each column whatever of these its type allows, and its ten most frequent values. */
export const COLUMN_QUERIES: readonly string[] = [
  ...NUMBERS.map((c) => `count(${c}), count(distinct ${c}), min(${c}), max(${c}), avg(${c}), ${quartiles(c)}`),
  ...[...TIMES, ...TEXTS].map((c) => `count(${c}), count(distinct ${c}), min(${c}), max(${c}), ${quartiles(c)}`),
  ...OTHERS.map((c) => `count(${c}), count(distinct ${c}), ${quartiles(c)}`),
]
  .map((figures) => `select ${figures} from bench_orders`)
  .concat(
    [...NUMBERS, ...TIMES, ...TEXTS, ...OTHERS].map(
      (c) => `select ${c}, count(*) from bench_orders group by 1 order by 2 desc limit 10`,
    ),
  );
